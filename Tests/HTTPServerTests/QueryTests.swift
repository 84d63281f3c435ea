import HTTPServer
import Testing

@Suite struct QueryTests {
    @Test func decodesPairsInOrder() {
        let query = Query(encoded: "b=2&a=1&b=3&empty=&bare")
        #expect(query["b"] == "2")
        #expect(query.all("b") == ["2", "3"])
        #expect(query["empty"] == "")
        #expect(query["bare"] == "")
        #expect(query["missing"] == nil)
        #expect(query.names == ["b", "a", "empty", "bare"])
    }

    @Test func decodesPlusAndPercent() {
        #expect(Query(encoded: "q=a+b%20c%2Bd%C3%A9")["q"] == "a b c+dé")
    }

    @Test(arguments: ["100%", "%", "%2", "%zz", "50%-60%"])
    func keepsWhatIsNoEscape(text: String) {
        #expect(Query(encoded: "q=" + text)["q"] == text)
    }

    @Test(arguments: ["plain", "a b", "a&b=c", "é ü 猫 🐈", "100% + 5", "\"<>'\r\n\t", "a/b?c#d", "*-._~"])
    func comesBackAsItWentOut(text: String) {
        let query: Query = ["q": text, text: "value"]
        #expect(Query(encoded: query.encoded) == query)
        #expect(query.encoded.utf8.allSatisfy { (0x21...0x7E).contains($0) })
    }

    @Test func writesLinks() {
        let query: Query = ["q": "red cat", "page": "1", "model": "a"]
        #expect(query.setting("page", to: "2").encoded == "q=red+cat&page=2&model=a")
        #expect(query.removing("page").encoded == "q=red+cat&model=a")
        #expect(Query().setting("page", to: "2").encoded == "page=2")
    }

    @Test func replacesEveryValueWhenSetting() {
        #expect(Query([("a", "1"), ("b", "2"), ("a", "3")]).setting("a", to: "4").encoded == "a=4&b=2")
    }
}
