import Foundation
import Pictures
import Testing

@Suite struct DifferenceTests {
    @Test("A picture differs from itself in nothing, and what shows it is black", arguments: Difference.Look.allCases)
    func nothing(look: Difference.Look) {
        let scene = Scenes.waves()
        let difference = Difference(scene, scene, as: look, gain: 16)
        #expect(difference.figures.isNothing)
        #expect(difference.figures.visibleShare == 0)
        #expect(difference.pixels.rgb.allSatisfy { $0 == 0 })
    }

    @Test("The distance in each channel is what it is, times the gain, and white where that passes white")
    func channels() {
        let (one, other) = (Scenes.plain(10, 200, 30), Scenes.plain(20, 180, 30))
        #expect(Difference(one, other, as: .absolute).pixels == Scenes.plain(10, 20, 0))
        #expect(Difference(other, one, as: .absolute, gain: 4).pixels == Scenes.plain(40, 80, 0))
        #expect(Difference(one, other, as: .absolute, gain: 16).pixels == Scenes.plain(160, 255, 0))
        #expect(Difference(one, other, as: .heat, gain: 16).figures.mean == 10)
    }

    @Test("Half the pixels differ visibly: a step of eight is not seen, one of nine is")
    func visible() {
        let ground = Scenes.plain(100, 100, 100, width: 2, height: 1)
        let other = Pixels(width: 2, height: 1, rgb: [108, 100, 100, 100, 100, 91])
        let figures = Difference(ground, other, as: .absolute).figures
        #expect(figures.visibleShare == 0.5)
        #expect(figures.mean == 17.0 / 6)
    }

    @Test("The more two pictures differ, the brighter is the heat")
    func heat() throws {
        let ground = Scenes.plain(0, 0, 0, width: 1, height: 1)
        let brightness = (0...255).map { step in
            let other = Scenes.plain(UInt8(step), UInt8(step), UInt8(step), width: 1, height: 1)
            let rgb = Difference(ground, other, as: .heat).pixels.rgb
            return 299 * Int(rgb[0]) + 587 * Int(rgb[1]) + 114 * Int(rgb[2])
        }
        #expect(zip(brightness, brightness.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("A smaller picture of the same scene is laid over the first one's whole frame")
    func sizes() async throws {
        let (store, one, other) = try await stored(
            try Scenes.waves(width: 320, height: 240).png(),
            try Scenes.waves(width: 160, height: 120).png()
        )
        let difference = try await store.difference(of: one, and: other, as: .absolute, gain: 1)
        let shown = try Probe(difference.jpeg)
        #expect((shown.width, shown.height, shown.format) == (320, 240, .jpeg))
        #expect(difference.figures.mean < 4)
        let back = try await store.difference(of: other, and: one, as: .heat, gain: 1)
        #expect(try Probe(back.jpeg).width == 160)
    }

    @Test("A picture that lies on its side is compared upright")
    func upright() async throws {
        let scene = Scenes.waves(width: 320, height: 240)
        let (store, one, other) = try await stored(try scene.jpeg(quality: 90), try Scenes.onItsSide(scene))
        #expect((other.width, other.height) == (240, 320))
        let pixels = try Pixels(upright: try Scenes.onItsSide(scene), width: 240, height: 320)
        #expect((pixels.width, pixels.height) == (240, 320))
        let turned = try await store.difference(of: other, and: one, as: .absolute, gain: 1)
        #expect(turned.figures.mean > 20, "the scene is another when it is turned")
    }

    @Test("A picture whose file is gone or damaged is told of")
    func faults() async throws {
        let (store, one, other) = try await stored(try Scenes.waves().png(), try Scenes.waves(phase: 1).png())
        let path = store.file(other.path)
        let bytes = try Data(contentsOf: URL(filePath: path))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path))
        let error = await #expect(throws: PictureError.self) {
            try await store.difference(of: one, and: other, as: .heat, gain: 1)
        }
        guard case .unreadable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        try FileManager.default.removeItem(atPath: path)
        await #expect(throws: PictureError.missing) {
            try await store.difference(of: one, and: other, as: .heat, gain: 1)
        }
    }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func stored(
        _ one: [UInt8],
        _ other: [UInt8]
    ) async throws -> (store: PictureStore, one: PictureStore.Compared, other: PictureStore.Compared) {
        let store = try folder.store()
        return (store, .init(try await store.place(one)), .init(try await store.place(other)))
    }
}

extension PictureStore.Compared {
    fileprivate init(_ picture: StoredPicture) {
        self.init(digest: picture.digest, path: picture.path, width: picture.width, height: picture.height)
    }
}
