import Segmind
import Testing

@Suite struct ConfigurationTests {
    typealias Configuration = SegmindClient.Configuration

    @Test func knowsSegmindsOwnHosts() throws {
        let configuration = try Configuration(key: key)
        #expect(configuration.baseURL == "https://api.segmind.com")
        #expect(configuration.historyURL == "https://api.spotprod.segmind.com")
    }

    @Test(arguments: [
        "http://localhost:9000", "http://localhost:9000/", "http://localhost:9000/v1", " http://localhost:9000/v2/ ",
    ])
    func anAddressOfOnesOwnServesTheHistoryToo(_ address: String) throws {
        let configuration = try Configuration(key: key, baseURL: address)
        #expect(configuration.baseURL == "http://localhost:9000")
        #expect(configuration.historyURL == "http://localhost:9000")
        #expect(try Configuration(key: key, baseURL: address, historyURL: "https://h").historyURL == "https://h")
    }

    @Test(arguments: ["", "localhost", "ftp://x", "http://", "http://user:word@x", "http://x/?a", "nonsense /"])
    func refusesAnAddressThatIsNone(_ address: String) {
        #expect(throws: Configuration.ConfigurationFault.address(address)) {
            try Configuration(key: key, baseURL: address)
        }
    }

    @Test(arguments: ["", " \n", "a b", "a\r\nx-evil: 1", "schlüssel"])
    func refusesAKeyThatNoHeaderCarries(_ key: String) {
        #expect(throws: Configuration.ConfigurationFault.key) { try Configuration(key: key) }
    }

    @Test func neverPrintsTheKey() throws {
        let configuration = try Configuration(key: key)
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains(key))
        }
    }
}
