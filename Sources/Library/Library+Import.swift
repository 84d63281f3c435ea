import Foundation
import GRDB

extension Library {
    /// Writes a generation of the history with its images as completed, in one transaction.
    ///
    /// - Returns: the generation, or `nil` when its request id is known already: then nothing is written.
    /// - Throws: ``LibraryError``.
    public func bring(_ past: PastGeneration) async throws(LibraryError) -> Generation? {
        try await write { db in
            guard try !TakenRequestsQuery.isTaken(past.requestID, db) else { return nil }
            try db.insert(past)
            let generation = try db.generation(db.lastInsertedRowID)
            for (sample, file) in past.files {
                try db.insertImage(file, sample: sample, of: generation.id, at: past.finishedAt)
            }
            return generation
        }
    }

    /// Completes a generation that failed, or was left to a person, without a picture, and whose pictures the history
    /// has after all, in one transaction.
    ///
    /// - Returns: the generation, or `nil` when there is no such generation of this request: then nothing is written.
    /// - Throws: ``LibraryError``.
    public func mend(_ past: PastGeneration) async throws(LibraryError) -> Generation? {
        try await write { db in
            guard let id = try PicturelessRequestsQuery.generation(of: past.requestID, at: past.service, db) else {
                return nil
            }
            let generation = try db.generation(id)
            try db.complete(id, as: past)
            for (sample, file) in past.files {
                try db.insertImage(file, sample: sample, of: generation.id, at: past.finishedAt)
            }
            return try db.generation(id)
        }
    }

    /// Writes a request id and its real cost to a completed generation whose request id was not known.
    ///
    /// - Returns: whether it was written; not when the id is another generation's or the generation has one by now.
    /// - Throws: ``LibraryError``.
    public func recognise(
        _ id: Generation.ID,
        as requestID: String,
        cost: Double?
    ) async throws(LibraryError) -> Bool {
        try await write { db in
            guard try !TakenRequestsQuery.isTaken(requestID, db) else { return false }
            try db.execute(
                sql: """
                    UPDATE generation
                    SET request_id = :requestID, cost_usd = coalesce(:cost, cost_usd),
                        cost_is_real = iif(:cost IS NULL, cost_is_real, 1),
                        spent_on = coalesce(spent_on, date(submitted_at / 1000, 'unixepoch', 'localtime'))
                    WHERE id = :id AND request_id IS NULL AND state = 'completed'
                    """,
                arguments: ["requestID": requestID, "cost": cost, "id": id]
            )
            return db.changesCount == 1
        }
    }

    /// Writes what the service says that requests cost, in US dollars, to settled generations that have only an
    /// expected cost.
    ///
    /// - Returns: how many generations were written.
    /// - Throws: ``LibraryError``.
    public func settleCosts(
        _ costs: [(requestID: String, cost: Double)],
        service: String
    ) async throws(LibraryError) -> Int {
        var settled = 0
        // In slices, so that what the queue has to write does not wait for long.
        for start in stride(from: 0, to: costs.count, by: 200) {
            let slice = costs[start..<min(start + 200, costs.count)]
            settled += try await write { db in try db.settle(slice, service: service) }
        }
        return settled
    }
}

extension Database {
    fileprivate func settle(_ costs: ArraySlice<(requestID: String, cost: Double)>, service: String) throws -> Int {
        let statement = try cachedStatement(
            sql: """
                UPDATE generation
                SET cost_usd = ?, cost_is_real = 1,
                    spent_on = coalesce(spent_on, date(submitted_at / 1000, 'unixepoch', 'localtime'))
                WHERE request_id = ? AND service = ? AND cost_is_real = 0
                  AND state IN ('completed', 'failed', 'unresolved')
                """
        )
        var settled = 0
        for (requestID, cost) in costs {
            try statement.execute(arguments: [cost, requestID, service])
            settled += changesCount
        }
        return settled
    }

    fileprivate func complete(_ id: Generation.ID, as past: PastGeneration) throws {
        try execute(
            sql: """
                UPDATE generation
                SET state = 'completed', error = :remark, finished_at = max(submitted_at, :finishedAt),
                    inference_seconds = coalesce(:inferenceSeconds, inference_seconds),
                    -- What brought pictures was charged.
                    cost_usd = coalesce(:cost, cost_usd, price_usd),
                    cost_is_real = iif(:cost IS NULL, cost_is_real, 1),
                    spent_on = coalesce(spent_on, date(submitted_at / 1000, 'unixepoch', 'localtime'))
                WHERE id = :id
                """,
            arguments: [
                "id": id, "remark": past.remark, "finishedAt": past.finishedAt.milliseconds,
                "inferenceSeconds": past.inferenceSeconds, "cost": past.cost,
            ]
        )
    }

    fileprivate func insert(_ past: PastGeneration) throws {
        let parameters = past.parameters
        let submitted = past.submittedAt.milliseconds
        try execute(
            sql: """
                INSERT INTO generation (model, request, prompt, negative_prompt, width, height, inference_steps,
                                        guidance_scale, scheduler, seed, samples, service, state, request_id, error,
                                        created_at, submitted_at, finished_at, inference_seconds,
                                        price_usd, cost_usd, cost_is_real, spent_on)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'completed', ?, ?, ?, ?, ?, ?, ?, ?, ?,
                        date(? / 1000, 'unixepoch', 'localtime'))
                """,
            arguments: [
                past.model, past.request, parameters.prompt, parameters.negativePrompt,
                parameters.width, parameters.height, parameters.inferenceSteps,
                parameters.guidanceScale, parameters.scheduler, parameters.seed, parameters.samples,
                past.service, past.requestID, past.remark,
                submitted, submitted, past.finishedAt.milliseconds, past.inferenceSeconds,
                past.price, past.cost, past.cost != nil, submitted,
            ]
        )
    }
}
