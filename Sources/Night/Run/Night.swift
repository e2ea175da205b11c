import Archive
import CMalloc
import Calls
import Foundation
package import Report
import Retention
import Vault

/// The whole product on one screen: what happens between the last call of the day and the morning's report.
///
/// Every step may be cut off at any instant. A source leaves the inbox only when its sealed copy has been read back and
/// the row that names it is committed, so the next run finds either the source or the finished work.
package struct Night: Sendable {
    let site: Site
    let tools: CallTools
    let options: RunOptions
    let crew: Crew
    let run: RunID
    let sealing = SealingOrder()

    /// Ingest → analyse → score → mask → seal → report → retain.
    package static func run(
        _ site: Site,
        _ options: RunOptions,
        watch: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> RunSummary {
        let lock = try WorkspaceLock(site.workspace)
        if !options.isDryRun { watch(.started) }
        var clock = RunClock(watch)
        let tools = try site.tools()
        try site.recover()

        let inbox = try Inbox(site.workspace, key: site.nightKey(), headerless: site.headerlessEndings)
        var plan = try NightPlan(
            inbox,
            site: site,
            masker: tools.masker,
            window: options.window,
            results: options.results,
            callsAtOnce: options.callsAtOnce
        )
        plan.mishaps += inbox.mishaps(masker: tools.masker)
        guard !options.isDryRun else { return plan.summary }
        clock.lap(.intake)
        let cutOff = try site.archive.cutOff()
        guard !plan.isEmpty || cutOff != nil else {
            // Sums of another release, or by other settings.
            try site.refreshFigures()
            return try site.retain(plan.summary)
        }

        let run = try site.archive.beginRun(at: Clock.now.milliseconds)
        var summary = plan.summary
        cutOff?.forEach { summary.touch($0) }
        let crew = try Crew(options, plan: &plan, workspace: site.workspace)
        let night = Night(site: site, tools: tools, options: options, crew: crew, run: run)
        try site.note(.runStarted, "run-\(run.number)", details: ["calls": "\(summary.planned)"])
        try await night.process(&plan, into: &summary, watch: watch)
        try night.enter(plan.strangers, into: &summary)
        try site.sweepWork()
        clock.lap(.calls)
        try night.settle(plan, into: &summary)
        try site.flushAudit()
        clock.lap(.sources)
        try night.report(on: &summary)
        try await night.sendTickets(&summary)
        clock.lap(.report)
        summary = try site.retain(summary)
        clock.lap(.retention)
        try site.note(.runEnded, "run-\(run.number)", details: ["committed": "\(summary.committed)"])
        try site.sealAudit()
        summary.mishaps += try await site.stampAuditOrSay()
        clock.lap(.proof)
        // Last, because what is not ended is done again.
        try site.archive.endRun(run, RunEnding(summary, clock, at: Clock.now))
        try site.archive.checkpoint()
        _ = consume lock
        return summary
    }

    /// The calls that wait in the inbox, a line for `aftercall map` each; nothing is changed.
    package static func plan(_ site: Site, window: Window?) throws -> [String] {
        let masker = try site.tools().masker
        let inbox = try Inbox(site.workspace, key: site.nightKey(), headerless: site.headerlessEndings)
        var plan = try NightPlan(inbox, site: site, masker: masker, window: window)
        return try plan.holdAll().map(MapInput.line)
    }

    /// Works on the calls part by part, so that only some of them are held.
    private func process(
        _ plan: inout NightPlan,
        into summary: inout RunSummary,
        watch: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        let total = summary.planned
        while !options.stop.isAsked, let part = try Self.nextPart(of: &plan) {
            try await process(part.jobs, of: total, into: &summary, watch: watch)
            if part.missing > 0 {
                plan.leaveSources()
                summary.worked += part.missing
                summary.mishaps.append(ChangedFile().mishap(masker: tools.masker))
            }
        }
        guard summary.worked == total else { throw NightError.stopped(done: summary.worked, of: total) }
        summary.mishaps.sort { ($0.subject, $0.problem) < ($1.subject, $1.problem) }
    }

    private static func nextPart(of plan: inout NightPlan) throws -> (jobs: [CallJob], missing: Int)? {
        // What the part before left free lies in the heaps of several threads, where another thread does not find it.
        malloc_trim(0)
        return try plan.nextPart()
    }

    /// Works on some calls, as many at once as there are jobs, each from its files to its commit; rows without files go
    /// together.
    private func process(
        _ jobs: [CallJob],
        of total: Int,
        into summary: inout RunSummary,
        watch: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: [CommittedCall].self) { group in
            var waiting = CallBatch.all(of: jobs).makeIterator()
            for _ in 0..<options.jobs where !options.stop.isAsked {
                if let batch = waiting.next() { group.addTask { try commit(batch) } }
            }
            while let committed = try await group.next() {
                committed.forEach { summary.add($0) }
                watch(.progress(done: summary.worked, total: total))
                if !options.stop.isAsked, let batch = waiting.next() { group.addTask { try commit(batch) } }
            }
        }
    }
}
