import Catalog
import Foundation
import GRDB

extension Library {
    /// Writes a generation as `queued` and returns it; one that was asked for twice is returned as it is.
    ///
    /// An unresolved generation that it takes the place of is settled in the same transaction, so that it cannot
    /// be submitted a third time.
    ///
    /// - Throws: ``LibraryError``; ``LibraryError/notFound`` when what it takes the place of has moved on.
    public func enqueue(_ new: NewGeneration, at now: Date) async throws(LibraryError) -> Generation {
        try await write { db in
            if let twin = try db.twin(of: new, at: now) { return try db.generation(twin) }
            try db.insert(new, at: now)
            let generation = try db.generation(db.lastInsertedRowID)
            if let old = new.successorOf { try db.succeed(old, by: generation, at: now) }
            return generation
        }
    }

    /// Puts a generation that the service did not take back into the queue, to be tried again later.
    ///
    /// - Parameters:
    ///   - date: when it is offered again.
    ///   - reason: the sentence that its page shows meanwhile.
    /// - Throws: ``LibraryError``.
    public func postpone(
        _ id: Generation.ID,
        until date: Date,
        because reason: String,
        at now: Date
    ) async throws(LibraryError) -> Generation {
        try await write { db in
            try db.move(id, to: .queued, at: now)
            try db.run(
                cached: "UPDATE generation SET attempts = attempts + 1, not_before = ?, error = ? WHERE id = ?",
                arguments: [date.milliseconds, reason, id]
            )
            return try db.generation(id)
        }
    }

    /// Moves a generation on, and returns it as it is now.
    ///
    /// - Throws: ``LibraryError/notFound`` when it is not in one of the states it must come from;
    ///   ``LibraryError/taken`` for a request id that another generation has.
    public func move(
        _ id: Generation.ID,
        to state: GenerationState,
        at now: Date
    ) async throws(LibraryError) -> Generation {
        try await write { db in
            try db.move(id, to: state, at: now)
            return try db.generation(id)
        }
    }

    /// Settles an unresolved generation as failed: nobody looks for its result any more.
    ///
    /// - Throws: ``LibraryError/notFound`` when it is not unresolved, because it was found meanwhile, say.
    public func giveUp(
        _ id: Generation.ID,
        because sentence: String,
        at now: Date
    ) async throws(LibraryError) -> Generation {
        try await write { db in
            guard case .unresolved = try db.generation(id).state else { throw LibraryError.notFound }
            try db.move(id, to: .failed(sentence), at: now)
            return try db.generation(id)
        }
    }

    /// Writes a generation's images and its end in one transaction.
    ///
    /// - Throws: ``LibraryError``.
    public func complete(
        _ id: Generation.ID,
        with result: GenerationResult,
        at now: Date
    ) async throws(LibraryError) -> Generation {
        try await write { db in
            let generation = try db.generation(id)
            for (sample, file) in result.files { try db.insertImage(file, sample: sample, of: generation.id, at: now) }
            try db.move(id, to: .completed, at: now)
            try db.run(
                cached: """
                    UPDATE generation
                    SET inference_seconds = ?, verdict = ?, verdict_distance = ?, error = ?
                    WHERE id = ?
                    """,
                arguments: [
                    result.inferenceSeconds, result.verdict?.word, result.verdict?.distance, result.remark, id,
                ]
            )
            return try db.generation(id)
        }
    }
}

extension Database {
    /// The generation that the same form asked for a moment ago with the same words.
    fileprivate func twin(of new: NewGeneration, at now: Date) throws -> Int64? {
        guard let once = new.once else { return nil }
        return try Int64.fetchOne(
            self,
            cached: """
                SELECT id FROM generation
                WHERE once = ? AND model = ? AND created_at > ?
                  AND parent_image_id IS ? AND relation IS ?
                  -- As it was typed: pressed twice, other words may be drawn.
                  AND coalesce((SELECT wording.prompt FROM generation_wording AS wording
                                WHERE generation_id = generation.id), prompt) = ?
                """,
            arguments: [
                once, new.model.slug, now.milliseconds - 10_000,
                new.parent?.imageID, new.parent?.relation.rawValue,
                new.wording?.typed.prompt ?? new.text(.prompt) ?? "",
            ]
        )
    }

    func insert(_ new: NewGeneration, at now: Date) throws {
        try run(
            cached: """
                INSERT INTO generation (model, request, prompt, negative_prompt, width, height, inference_steps,
                                        guidance_scale, scheduler, seed, samples, service, once, state, created_at,
                                        parent_image_id, relation, price_usd, user_id, prompt_id, prompt_version,
                                        prompt_is_edited)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?,
                        -- Deleted for ever meanwhile, it is no reason to refuse the request.
                        (SELECT id FROM prompt WHERE id = ?), ?, ?)
                """,
            arguments: [
                new.model.slug, new.parameters.json,
                new.text(.prompt) ?? "", new.text(.negativePrompt) ?? "",
                new.integer(.width), new.integer(.height), new.integer(.inferenceSteps),
                new.number(.guidanceScale), new.text(.scheduler), new.integer(.seed),
                new.model.samples(of: new.parameters), new.service, new.once, now.milliseconds,
                new.parent?.imageID, new.parent?.relation.rawValue, new.price, try user(named: new.person),
                new.source?.prompt, new.source?.version, new.source?.isEdited ?? false,
            ]
        )
        if let wording = new.wording { try insert(wording, of: lastInsertedRowID) }
    }

    fileprivate func succeed(_ old: Generation.ID, by new: Generation, at now: Date) throws {
        let before = try generation(old)
        // Two people, or two tabs, press the same button: the second is told.
        guard before.successor == nil else { throw LibraryError.notFound }
        switch before.state {
        case .unresolved:
            let sentence = "Submitted again as generation \(new.id). This one may have been charged as well."
            try move(old, to: .failed(sentence), at: now)
        case .failed, .cancelled: break
        default: throw LibraryError.notFound
        }
        try run(cached: "UPDATE generation SET successor_id = ? WHERE id = ?", arguments: [new.id, old])
        // A comparison shows what came in its place.
        try run(
            cached: "UPDATE comparison_cell SET generation_id = ?, is_reused = 0 WHERE generation_id = ?",
            arguments: [new.id, old]
        )
        // A drift looks at what came in its place.
        try run(cached: "UPDATE drift_pair SET generation_id = ? WHERE generation_id = ?", arguments: [new.id, old])
    }

    func generation(_ id: Int64) throws -> Generation {
        let generation = try Generation.fetchOne(
            self,
            cached: "SELECT \(Generation.columns) FROM generation WHERE id = ?",
            arguments: [id]
        )
        guard let generation else { throw LibraryError.notFound }
        return generation
    }

    /// The state machine: each state names those it may follow.
    fileprivate func move(_ id: Int64, to state: GenerationState, at now: Date) throws {
        let (from, requestID): (String, String?) =
            switch state {
            // Back to the queue: sending did not start, or the service said no before taking it.
            case .queued: ("'submitting'", nil)
            case .submitting: ("'queued'", nil)
            case .running(let requestID): ("'submitting', 'unresolved'", requestID)
            case .storing(let requestID): ("'submitting', 'running', 'storing'", requestID)
            case .completed: ("'storing'", nil)
            case .failed: ("'submitting', 'running', 'storing', 'unresolved'", nil)
            case .cancelled: ("'queued'", nil)
            case .unresolved: ("'submitting', 'running', 'storing'", nil)
            }
        try run(
            cached: """
                UPDATE generation
                SET state = :state, error = :error,
                    request_id  = coalesce(:requestID, request_id),
                    finished_at = iif(:isSettled, :now, NULL),
                    -- What the service did not take costs nothing; all else may have been charged.
                    cost_usd    = iif(:state = 'queued' OR (:state = 'failed' AND state = 'submitting'), NULL, cost_usd)
                WHERE id = :id AND state IN (\(from))
                """,
            arguments: [
                "id": id, "state": state.word, "error": state.sentence, "requestID": requestID,
                "isSettled": state.isSettled, "now": now.milliseconds,
            ]
        )
        guard changesCount == 1 else { throw LibraryError.notFound }
    }
}
