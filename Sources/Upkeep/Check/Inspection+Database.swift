import Library

extension Inspection {
    func inspectSoundness(_ report: inout Report) async throws(UpkeepError) {
        progress(Progress(what: "the database", done: 0))
        let faults = try await ask(SoundnessQuery())
        for fault in faults.pages + faults.links { report.found(.database, fault) }
    }

    func inspectRows(_ report: inout Report) async throws(UpkeepError) {
        // What is derived is not written anew into a database that is itself unsound.
        let isSound = report.isClean
        try await inspectCounters(&report, mends: isSound)
        try await inspectSearch(&report, mends: isSound)
        let states = try await ask(StateGapQuery())
        for id in states.empty {
            report.found(.state, "Generation \(id) is completed but has no image: /generations/\(id)")
        }
        for (image, generation, state) in states.early {
            report.found(
                .state,
                "Image \(image) belongs to generation \(generation), which is \(state): /generations/\(generation)"
            )
        }
    }

    private func inspectCounters(_ report: inout Report, mends: Bool) async throws(UpkeepError) {
        var gaps = try await ask(CounterGapQuery())
        if !gaps.isEmpty, mends, let recount = remedies.recount {
            let wrong = gaps
            try await withLibrary(recount)
            gaps = try await ask(CounterGapQuery())
            for gap in wrong where !gaps.contains(gap) {
                note(.done("Counted \(gap.counter) of \(gap.key) anew: \(gap.counted)."), for: .counter, in: &report)
            }
        }
        for gap in gaps {
            report.found(.counter, "\(gap.counter) of \(gap.key) says \(gap.says), but it is \(gap.counted).")
        }
    }

    private func inspectSearch(_ report: inout Report, mends: Bool) async throws(UpkeepError) {
        var gap = try await ask(SearchGapQuery())
        if !(gap.missing.isEmpty && gap.stray.isEmpty), mends, let rebuild = remedies.rebuildSearch {
            try await withLibrary(rebuild)
            gap = try await ask(SearchGapQuery())
            note(.done("Wrote the search index anew."), for: .search, in: &report)
        }
        for id in gap.missing { report.found(.search, "Image \(id) is not in the search index: /images/\(id)") }
        for id in gap.stray { report.found(.search, "The search index has a row \(id) that is no image's.") }
    }
}
