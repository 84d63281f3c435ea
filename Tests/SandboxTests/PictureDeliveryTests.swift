import Foundation
import Pictures
import Segmind
import SegmindService
import Synchronization
import Testing

@testable import Sandbox

@Suite struct PictureDeliveryTests {
    private func bytes(_ order: Order, of sandbox: SandboxBackend) async throws -> [[UInt8]] {
        let id = try await sandbox.finished(order)
        try await sandbox.clock.sleep(1000)
        var pictures: [[UInt8]] = []
        for output in try await sandbox.result(of: id, key: order.key).outputs {
            switch output {
            case .name(let name): pictures.append(try await sandbox.picture(named: name).bytes)
            case .base64(let picture): pictures.append(picture.bytes)
            }
        }
        return pictures
    }

    @Test func theSameParametersGiveTheSameBytes() async throws {
        let first = try await bytes(order(), of: sandbox())
        #expect(try await bytes(order(key: "another"), of: sandbox()) == first)
        #expect(try await sandbox().generate(order()).map(\.bytes) == first)
        #expect(try await bytes(order(["seed": 8]), of: sandbox()) != first)
    }

    @Test func everySampleIsAnotherPicture() async throws {
        let pictures = try await bytes(order(["samples": 3]), of: sandbox())
        #expect(Set(pictures).count == 3)
    }

    @Test func aSeedLeftOpenIsDrawn() async throws {
        let sandbox = try sandbox()
        let first = try await bytes(order(["seed": -1]), of: sandbox)
        #expect(try await bytes(order(["seed": -1]), of: sandbox) != first)
    }

    @Test func comesInsideTheJSONWhereBase64IsAskedFor() async throws {
        let clock = ManualClock()
        let sandbox = try sandbox(at: clock)
        let id = try await sandbox.finished(order(["base64": true]))
        clock.advance(by: 1000)
        guard case .base64? = try await sandbox.result(of: id, key: "key").outputs.first else {
            Issue.record("a name instead of base64")
            return
        }
    }

    @Test func whatHadToGoIsPaintedAgain() async throws {
        let painted = Mutex(0)
        var options = SandboxOptions()
        options.maximumPictureBytes = 250
        let sandbox = try sandbox(options) { order in
            painted.withLock { $0 += 1 }
            return [UInt8](repeating: UInt8(order.sample), count: 100)
        }
        let pictures = try await bytes(order(["samples": 4]), of: sandbox)
        #expect(pictures == (0..<4).map { [UInt8](repeating: $0, count: 100) })
        #expect(await sandbox.shelf.byteCount == 200)
        #expect(painted.withLock { $0 } == 8)
    }

    @Test(arguments: ["", ".jpg", "-0.jpg", "x-0.jpg", "ID-1.jpg", "ID--1.jpg", "ID-0.png", "ID-0.jpg.jpg", "../x"])
    func knowsNoPictureOfAnotherName(_ name: String) async throws {
        let clock = ManualClock()
        let sandbox = try sandbox(at: clock)
        let id = try await sandbox.finished(order())
        clock.advance(by: 1000)
        #expect(await fault { try await sandbox.picture(named: name.replacing("ID", with: id)) }?.status == 404)
        _ = try await sandbox.picture(named: "\(id)-0.jpg")
    }

    @Test(arguments: [true, false])
    func paintsARealPicture(_ isPlain: Bool) async throws {
        var options = SandboxOptions()
        options.isPlain = isPlain
        let sandbox = SandboxBackend(catalog: try .standard(), options: options, clock: ManualClock().clock)
        let pictures = try await sandbox.generate(order(["img_width": 512, "img_height": 576, "samples": 2]))
        for picture in pictures {
            #expect(picture.bytes.starts(with: [0xFF, 0xD8, 0xFF]))
            #expect(picture.mediaType == "image/jpeg")
            let probe = try Probe(picture.bytes)
            #expect(probe.width == 512 && probe.height == 576)
        }
        #expect(pictures[0].bytes != pictures[1].bytes)
    }

    private func order(key: String = "key", _ inputs: [String: JSONValue] = [:]) -> Order {
        SandboxTests.order("a cat", key: key, inputs)
    }
}
