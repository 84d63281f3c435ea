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
        let states = try await ask(StateGapQuery(limit: Report.named))
        report.found(.state, states.empty) { "Generation \($0) is completed but has no image: /generations/\($0)" }
        report.found(.state, states.early) { "Generation \($0) has images but is not completed: /generations/\($0)" }
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
        var gap = try await ask(SearchGapQuery(limit: Report.named))
        if gap.count > 0, mends, let rebuild = remedies.rebuildSearch {
            try await withLibrary(rebuild)
            gap = try await ask(SearchGapQuery(limit: Report.named))
            note(.done("Wrote the search index anew."), for: .search, in: &report)
        }
        report.found(.search, gap.missing) { "Image \($0) is not in the search index: /images/\($0)" }
        report.found(.search, gap.stray) { "The search index has a row \($0) that is no image's." }
        report.found(.search, gap.missingPrompts) { "Prompt \($0) is not in the search index: /prompts/\($0)" }
        report.found(.search, gap.strayPrompts) { "The prompts' search index has a row \($0) that is no prompt's." }
    }
}
