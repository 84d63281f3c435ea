import Testing

@testable import HTTPServer

@Suite struct DescriptorLimitTests {
    @Test(
        "Connections leave a quarter of the descriptors to the rest of the program",
        arguments: [(2000, 1_048_576, 2000), (2000, 1024, 768), (2000, .max, 2000), (10, 4, 3), (5, 1, 1)]
    )
    func leavesDescriptors(wished: Int, descriptors: Int, connections: Int) {
        #expect(DescriptorLimit.connections(wished, of: descriptors) == connections)
    }

    @Test("The system says how many there are")
    func asksTheSystem() {
        #expect(DescriptorLimit.current > 16)
    }
}
