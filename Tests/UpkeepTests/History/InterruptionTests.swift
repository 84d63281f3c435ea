import Foundation
import Library
import Testing

@testable import Upkeep

/// An import that is stopped, and one that is not alone.
@Suite struct InterruptionTests {
    @Test("stopped in the middle and run again, it is complete and nothing is double")
    func stoppedInTheMiddle() async throws {
        try await ImportHouse.run { house in
            for number in 1...12 { try await house.makeElsewhere("number \(number)") }
            let first = try await Task {
                try await house.bring { report in
                    if report.brought == 2 { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }.value
            #expect(first.end == .stopped && !first.isWhole)
            // What was in hand is finished.
            #expect((2..<12).contains(first.brought))
            let second = try await house.bring()
            #expect(second.isWhole && second.known == first.brought && second.brought == 12 - first.brought)
            let prompts = try await house.generations().map(\.generation.prompt)
            #expect(prompts == (1...12).map { "number \($0)" })
        }
    }

    @Test("a stop cuts the waits between two tries short")
    func stoppedWhileWaiting() async throws {
        try await ImportHouse.run { house in
            try await house.makeElsewhere("sandbox:truncated")
            let (waiting, begin) = AsyncStream.makeStream(of: Void.self)
            let run = Task {
                try await house.bring(
                    patience: .init { _ in
                        begin.yield()
                        try await Task.sleep(for: .seconds(1000))
                    }
                )
            }
            for await _ in waiting { break }
            run.cancel()
            let report = try await run.value
            #expect(report.end == .stopped && report.counts.isEmpty)
        }
    }

    @Test("beside a program that writes to the same folder, both get all their work done", .timeLimit(.minutes(2)))
    func besideAWriter() async throws {
        try await ImportHouse.run { house in
            for number in 1...20 { try await house.makeElsewhere("number \(number)") }
            let other = try Library(folder: house.folder)
            let model = try house.model()
            let parameters = try model.parameterSet(json: try house.body("written meanwhile"))
            let writer = Task {
                for _ in 1...200 {
                    let new = NewGeneration(model: model, parameters: parameters, service: "another")
                    let generation = try await other.enqueue(new, at: Date())
                    _ = try await other.move(generation.id, to: .cancelled, at: Date())
                }
            }
            let report = try await house.bring()
            try await writer.value
            try other.close()
            #expect(report.isWhole && report.brought == 20)
            let all = try await house.generations()
            #expect(all.count == 220 && all.filter { $0.generation.state == .completed }.count == 20)
        }
    }

    @Test("two imports at once bring everything once")
    func twoAtOnce() async throws {
        try await ImportHouse.run { house in
            for number in 1...10 { try await house.makeElsewhere("number \(number)") }
            async let one = house.bring()
            async let two = house.bring()
            let reports = try await [one, two]
            #expect(reports.allSatisfy(\.isWhole) && reports.map(\.brought).reduce(0, +) == 10)
            let count = try await house.generations().count
            #expect(count == 10)
        }
    }
}
