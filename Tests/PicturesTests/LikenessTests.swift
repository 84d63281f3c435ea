import Pictures
import Testing

@Suite struct LikenessTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func findsAPictureEncodedAnewNearIt() async throws {
        let store = try folder.store()
        let scene = Scenes.waves(width: 640, height: 480)
        let original = try await store.place(try scene.png())
        let encoded = try await store.place(try scene.jpeg(quality: 60))
        #expect(original.digest != encoded.digest)
        #expect(distance(original, encoded) <= 4)
    }

    @Test func findsAnotherPictureFar() async throws {
        let store = try folder.store()
        let one = try await store.place(try Scenes.waves().png())
        let other = try await store.place(try Scenes.waves(phase: 2).png())
        #expect(distance(one, other) >= 16)
    }

    @Test func hashesPicturesSmallerThanItsGrid() {
        #expect(PerceptualHash(of: Scenes.plain(9, 9, 9, width: 1, height: 1)).bits == 0)
    }

    @Test func countsTheBitsThatDiffer() {
        #expect(PerceptualHash(0b1011).distance(to: PerceptualHash(0b0010)) == 2)
        #expect(PerceptualHash(0).distance(to: PerceptualHash(.max)) == 64)
    }

    private func distance(_ one: StoredPicture, _ other: StoredPicture) -> Int {
        PerceptualHash(one.perceptualHash).distance(to: PerceptualHash(other.perceptualHash))
    }
}
