import Catalog
import Foundation
import Segmind
import SegmindService
import Testing

@testable import Sandbox

@Suite struct RequestTests {
    @Test func goesThroughItsStates() async throws {
        let clock = ManualClock()
        var options = SandboxOptions()
        options.latency = 10
        let sandbox = try sandbox(options, at: clock)
        let id = try await sandbox.finished(order())
        var seen: [RequestStatus] = []
        for step in [1.0, 4, 4, 1] {
            clock.advance(by: step)
            seen.append(try await sandbox.status(of: id, key: "key"))
        }
        #expect(seen == [.queued, .processing, .processing, .completed])
    }

    @Test func isNotCompletedBeforeItIsPainted() async throws {
        let clock = ManualClock()
        let gate = DispatchSemaphore(value: 0)
        let sandbox = try sandbox(at: clock) { _ in
            gate.wait()
            return [1]
        }
        let id = try await sandbox.submit(order())
        clock.advance(by: 1000)
        #expect(try await sandbox.status(of: id, key: "key") == .processing)
        gate.signal()
        await sandbox.settle()
        #expect(try await sandbox.status(of: id, key: "key") == .completed)
    }

    @Test func theResultIsKeptForOneHourAndThePictureLonger() async throws {
        let clock = ManualClock()
        let sandbox = try sandbox(at: clock)
        let id = try await sandbox.finished(order())
        clock.advance(by: 3599)
        guard case .name(let name) = try await sandbox.result(of: id, key: "key").outputs[0] else { return }
        _ = try await sandbox.picture(named: name)
        clock.advance(by: 10)
        #expect(await fault { try await sandbox.status(of: id, key: "key") }?.status == 404)
        #expect(await fault { try await sandbox.result(of: id, key: "key") }?.status == 404)
        #expect(try await sandbox.history(of: id, key: "key").pictureName == name)
        _ = try await sandbox.picture(named: name)
    }

    @Test func belongsToItsKey() async throws {
        let sandbox = try sandbox()
        let id = try await sandbox.finished(order())
        #expect(await fault { try await sandbox.status(of: id, key: "another") }?.status == 404)
        #expect(await fault { try await sandbox.history(of: id, key: "another") }?.status == 404)
    }

    @Test func namesEveryFaultInTheParameters() async throws {
        let sandbox = try sandbox()
        let faulty = order("", ["samples": 99, "colour": "red", "scheduler": .array([])])
        #expect(await fault { try await sandbox.submit(faulty) }?.status == 400)
        let fault = await fault { try await sandbox.submit(order("", ["samples": 99, "colour": "red"])) }
        guard case .refused(400, let sentence, nil)? = fault else { throw Unexpected(fault) }
        for name in ["prompt", "samples", "colour"] { #expect(sentence.contains(name + ":")) }
    }

    @Test func refusesAnUnknownModel() async throws {
        let sandbox = try sandbox()
        let fault = await fault { try await sandbox.submit(Order(slug: "sdxl9", key: "key", inputs: [:])) }
        #expect(fault?.status == 404)
    }

    @Test func aSynchronousRequestTakesItsTime() async throws {
        let clock = ManualClock()
        let before = clock.clock.now()
        var options = SandboxOptions()
        options.latency = 12
        let pictures = try await sandbox(options, at: clock).generate(order("a cat", ["samples": 2]))
        #expect(pictures.count == 2)
        #expect(clock.clock.now() == before + 12)
    }

    @Test func takesLongerForMoreStepsAndSamples() throws {
        let model = try #require(try Catalog.standard()[slug])
        var parameters = model.example
        let usual = Latency.usual(of: model, parameters)
        #expect((1...5).contains(usual))
        parameters["num_inference_steps"] = .integer(70)
        let steps = Latency.usual(of: model, parameters)
        parameters["samples"] = .integer(4)
        #expect(usual < steps && steps < Latency.usual(of: model, parameters))
    }
}

/// Another fault than the test is about.
struct Unexpected: Error {
    var fault: ServiceFault?
    init(_ fault: ServiceFault?) { self.fault = fault }
}
