import Foundation
import GRDB
import Testing

@testable import Library

/// Past generations and real costs, row by row.
@Suite struct ImportTests {
    private func past(_ requestID: String, in house: TemporaryLibrary, cost: Double? = 0.011) -> PastGeneration {
        var parameters = PastGeneration.Parameters()
        parameters.prompt = "a pear from elsewhere"
        parameters.seed = 7
        return PastGeneration(
            requestID: requestID,
            service: "test",
            model: house.model.slug,
            request: #"{"prompt":"a pear from elsewhere","seed":7}"#,
            parameters: parameters,
            submittedAt: house.now - 86_400,
            finishedAt: house.now - 86_390,
            price: 0.02,
            cost: cost,
            files: [(0, house.file("\(requestID)-0")), (1, house.file("\(requestID)-1"))]
        )
    }

    /// A generation of this house that was sent.
    private func send(_ prompt: String, in house: TemporaryLibrary) async throws -> Generation {
        let queued = try await house.enqueue(prompt)
        guard case .taken(let sent) = try await house.library.takeNext(Turn(service: "test"), at: house.now) else {
            throw LibraryError.notFound
        }
        #expect(sent.id == queued.id)
        return sent
    }

    @Test("a past generation comes once, and the counters equal what the tables say")
    func comesOnce() async throws {
        let house = try TemporaryLibrary()
        let brought = try await house.library.bring(past("r1", in: house))
        let again = try await house.library.bring(past("r1", in: house))
        let yesterday = house.now.addingTimeInterval(-86_400)
        #expect(brought?.state == .completed && brought?.createdAt == yesterday && brought?.isCostReal == true)
        #expect(again == nil)
        _ = try await house.library.bring(past("r2", in: house, cost: nil))
        try await house.library.pool.read { db in
            let images = try Int.fetchAll(db, sql: "SELECT count FROM facet WHERE kind = 'all'")
            #expect(images == [4])
            let counted = try String.fetchAll(
                db,
                sql: "SELECT service || day || user_id || model || generations || ' ' || microdollars FROM spending"
            )
            let told = try String.fetchAll(
                db,
                sql: """
                    SELECT service || spent_on || user_id || model || count(*) || ' '
                           || sum(CAST(round(cost_usd * 1e6) AS INTEGER))
                    FROM generation WHERE cost_usd IS NOT NULL GROUP BY service, spent_on, user_id, model
                    """
            )
            #expect(counted == told && counted.count == 1)
        }
        let found = try await house.library.answer(GalleryQuery(Search("model:\(house.model.slug) elsewh*")))
        #expect(found.cards.count == 4)
    }

    @Test("only what failed without a picture at the same service is mended, and once")
    func mends() async throws {
        let house = try TemporaryLibrary()
        let (failed, running) = (try await send("failed", in: house), try await send("running", in: house))
        _ = try await house.library.move(failed.id, to: .running(requestID: "r1"), at: house.now)
        _ = try await house.library.move(failed.id, to: .failed("No picture."), at: house.now)
        _ = try await house.library.move(running.id, to: .running(requestID: "r2"), at: house.now)
        var elsewhere = past("r1", in: house)
        elsewhere.service = "another"
        let mended = [
            try await house.library.mend(elsewhere), try await house.library.mend(past("r2", in: house)),
            try await house.library.mend(past("r3", in: house)),
            try await house.library.mend(past("r1", in: house, cost: 0.25)),
            try await house.library.mend(past("r1", in: house)),
        ]
        #expect(mended.map { $0?.id } == [nil, nil, nil, failed.id, nil])
        let detail = try await house.library.answer(GenerationQuery(id: failed.id))
        #expect(detail?.generation.state == .completed && detail?.images.count == 2)
        #expect(detail?.generation.cost == 0.25 && detail?.generation.isCostReal == true)
        let gaps = try await house.library.answer(CounterGapQuery())
        #expect(gaps.isEmpty)
    }

    @Test("a request id is written to one generation only, and only to one that is completed without an id")
    func recognisesOnce() async throws {
        let house = try TemporaryLibrary()
        let done = try await house.complete("done")
        let other = try await house.complete("other")
        let open = try await send("open", in: house)
        let results = [
            try await house.library.recognise(open.id, as: "r1", cost: 0.5),
            try await house.library.recognise(done.id, as: "r1", cost: 0.5),
            try await house.library.recognise(done.id, as: "r2", cost: 0.5),
            try await house.library.recognise(other.id, as: "r1", cost: 0.5),
        ]
        #expect(results == [false, true, false, false])
        let generation = try await house.library.answer(GenerationQuery(id: done.id))?.generation
        #expect(generation?.requestID == "r1" && generation?.cost == 0.5 && generation?.isCostReal == true)
    }

    @Test("real costs go to settled generations of the service that tells them, once")
    func settlesCosts() async throws {
        let house = try TemporaryLibrary()
        for (prompt, id) in [("failed", "r1"), ("running", "r2")] {
            let sent = try await send(prompt, in: house)
            _ = try await house.library.move(sent.id, to: .running(requestID: id), at: house.now)
            if prompt == "failed" { _ = try await house.library.move(sent.id, to: .failed("No."), at: house.now) }
        }
        let query = CostsToSettleQuery(service: "test", since: house.now)
        let open = try await house.library.answer(query)
        #expect(open == [.init(requestID: "r1", submittedAt: house.now)])
        let costs = [(requestID: "r1", cost: 0.25), (requestID: "r2", cost: 1), (requestID: "r3", cost: 1)]
        let elsewhere = try await house.library.settleCosts(costs, service: "another")
        let here = try await house.library.settleCosts(costs, service: "test")
        let again = try await house.library.settleCosts([("r1", 9)], service: "test")
        #expect(elsewhere == 0 && here == 1 && again == 0)
        let settled = try await house.library.answer(query)
        #expect(settled.isEmpty)
        let spent = try await house.library.pool.read { db in
            try Int.fetchAll(db, sql: "SELECT microdollars FROM spending WHERE microdollars > 0")
        }
        #expect(spent == [250_000])
    }

    @Test("many real costs are all written, in more than one transaction")
    func settlesMany() async throws {
        let house = try TemporaryLibrary()
        let ids = (1...405).map { "r\($0)" }
        // Together, as they share their commits then.
        try await withThrowingTaskGroup { group in
            for id in ids { group.addTask { _ = try await house.library.bring(past(id, in: house, cost: nil)) } }
            try await group.waitForAll()
        }
        let settled = try await house.library.settleCosts(ids.map { ($0, 0.5) }, service: "test")
        let open = try await house.library.answer(CostsToSettleQuery(service: "test", since: .distantPast))
        let gaps = try await house.library.answer(CounterGapQuery())
        #expect(settled == 405 && open.isEmpty && gaps.isEmpty)
    }

    @Test("generations that were sent and have no request id are found by the time of sending")
    func findsTheUnclaimed() async throws {
        let house = try TemporaryLibrary()
        let sent = try await send("sent", in: house)
        _ = try await house.enqueue("not sent")
        let within = UnclaimedQuery(service: "test", sent: house.now - 10...house.now + 10)
        let before = UnclaimedQuery(service: "test", sent: house.now - 20...house.now - 10)
        let found = [try await house.library.answer(within), try await house.library.answer(before)]
        #expect(found.map { $0.map(\.id) } == [[sent.id], []])
        let another = try await house.library.answer(UnclaimedQuery(service: "another", sent: within.sent))
        #expect(another.isEmpty)
    }
}

/// Pictures of other programs, many at once.
@Suite struct BringingTests {
    private func picture(_ number: Int, in house: TemporaryLibrary) -> ImportedPicture {
        var file = house.file("heron-\(number)")
        file.perceptualHash = nil
        var picture = ImportedPicture(
            file: file,
            madeAt: house.now.addingTimeInterval(Double(number % 3)),
            fileModifiedAt: house.now
        )
        picture.model = "foreign"
        picture.parameters.prompt = "a heron, number\(number)"
        return picture
    }

    private func found(_ typed: String, in house: TemporaryLibrary) async throws -> Int {
        try await house.library.answer(GalleryQuery(Search(typed))).frames.count
    }

    @Test("what comes at once is found by its words, and so is what comes by itself after it")
    func isIndexed() async throws {
        let house = try TemporaryLibrary()
        let pictures = (0..<40).map { picture($0, in: house) }
        let arrivals = try await house.library.bring(pictures + [pictures[7]])
        let brought = arrivals.compactMap { if case .brought(let id) = $0 { id } else { nil } }
        #expect(Set(brought).count == 40)
        // The same bytes a second time; of the two, the one that comes first by its time is the image.
        #expect(arrivals.count == 41 && arrivals[40] == .known(brought[7]))
        #expect(try await found("heron", in: house) == 40)
        #expect(try await found("heron number31 model:foreign", in: house) == 1)
        try await house.complete("a heron of ours")
        #expect(try await found("heron ours", in: house) == 1)
        try await house.library.pool.write { db in
            try db.execute(sql: "INSERT INTO image_text (image_text, rank) VALUES ('integrity-check', 1)")
        }
    }

    @Test("when it fails nothing of it is there, and what comes after is indexed as ever")
    func failsWhole() async throws {
        let house = try TemporaryLibrary()
        try await house.library.pool.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER full BEFORE INSERT ON image WHEN new.sha256 = 'heron-5'
                    BEGIN SELECT RAISE(ABORT, 'full'); END
                    """
            )
        }
        await #expect(throws: LibraryError.self) {
            try await house.library.bring((0..<9).map { picture($0, in: house) })
        }
        #expect(try await found("heron", in: house) == 0)
        try await house.complete("a heron of ours")
        #expect(try await found("heron", in: house) == 1)
    }
}
