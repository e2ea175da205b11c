import Archive
import Calls
import Foundation
import Night
import Report
import Testbench
import Testing

/// A site whose archive holds random calls of four days.
private struct FilledSite {
    let test: TestSite
    let site: Site
    let calls: [CallOutcome]
    /// Midnight of the first day in Shanghai.
    let first = UTCTime(seconds: 1_795_104_000)

    init(seed: UInt64 = 1, order: ([CallOutcome]) -> [CallOutcome] = { $0 }) throws {
        test = try TestSite()
        site = try Site(test.workspace)
        var random = RandomCalls(seed: seed, start: first, days: 4)
        calls = random.outcomes(800)
        let run = try site.archive.beginRun(at: 1)
        for call in order(calls) { try site.archive.commit([CallEntry(call)], run: run) }
        try site.archive.add(Self.agentEvents(from: first))
    }

    /// Shifts across midnight, with breaks, one that nobody ended, and an agent who took no call.
    private static func agentEvents(from first: UTCTime) -> [AgentEvent] {
        func hours(_ hours: Double) -> UTCTime { first + Milliseconds(Int(hours * 3_600_000)) }
        func event(_ agent: String, _ at: Double, _ act: AgentEvent.Act) -> AgentEvent {
            AgentEvent(agent: agent, time: hours(at), act: act)
        }
        let of8001 = (0..<4).flatMap { day in
            let morning = Double(day * 24) + 7
            return [
                event("8001", morning, .loggedOn), event("8001", morning + 4, .paused),
                event("8001", morning + 4.5, .resumed), event("8001", morning + 11.25, .loggedOff),
            ]
        }
        return of8001 + [
            event("8002", 1, .loggedOn), event("8002", 60.5, .loggedOff), event("8003", 5, .loggedOn),
            event("8009", 30, .loggedOn), event("8009", 33, .loggedOff),
        ]
    }

    func window(_ day: Int, days: Int = 1) -> Window {
        Window(start: first + Milliseconds(day * 86_400_000), end: first + Milliseconds((day + days) * 86_400_000))
    }
}

@Suite struct `Sums that reports read` {
    @Test(arguments: [(0, 1), (1, 1), (3, 1), (0, 4)])
    func `count what counting the calls themselves counts`(_ day: Int, _ days: Int) throws {
        let filled = try FilledSite()
        let window = filled.window(day, days: days)
        let counted = try filled.site.reportModel(window)
        try filled.site.refreshFigures()
        var summed = try filled.site.reportModel(window)
        // What lies before is compared with only where it is summed.
        (summed.before, summed.trends, summed.history) = (nil, [:], [])
        #expect(summed.calls.count <= 10 && counted.calls.count > 10)
        #expect(summed.figures.all == counted.figures.all)
        #expect(summed.figures == counted.figures)
        for format in ReportFormat.allCases where format != .html {
            #expect(summed.render(format) == counted.render(format), "\(format)")
        }
        #expect(summed.worstCalls == counted.worstCalls)
    }

    @Test func `follow a call that changes, and one that goes`() throws {
        let filled = try FilledSite()
        try filled.site.refreshFigures()
        let window = filled.window(2)
        let before = try filled.site.reportModel(window).tally[.calls]
        let victim = try #require(filled.calls.first { window.contains($0.facts.start) })
        let disposal = Disposal(
            call: victim.facts.id,
            at: window.end,
            actor: "test",
            rules: [],
            planSHA256: "",
            objects: []
        )
        try filled.site.archive.destroy(disposal, report: "2026-01-01", events: [])
        // Not yet summed anew: counted from the calls.
        #expect(try filled.site.reportModel(window).tally[.calls] == before - 1)
        try filled.site.refreshFigures()
        #expect(try filled.site.reportModel(window).tally[.calls] == before - 1)
    }

    @Test func `say of the week before what its own report says`() throws {
        let filled = try FilledSite()
        try filled.site.refreshFigures()
        let before = try #require(try filled.site.reportModel(filled.window(8)).before)
        #expect(before.window == filled.window(1))
        #expect(before.tally == (try filled.site.reportModel(filled.window(1)).tally))
    }

    @Test func `are the same in whatever order the calls came`() throws {
        var random = SplitMix64(seed: 5)
        let first = try FilledSite()
        let second = try FilledSite { $0.shuffled(using: &random) }
        for filled in [first, second] { try filled.site.refreshFigures() }
        let models = try [first, second].map { try $0.site.reportModel($0.window(0, days: 4)) }
        for format in ReportFormat.allCases {
            #expect(models[0].render(format) == models[1].render(format))
        }
    }

    @Test func `are made anew when the settings that they were made by change`() throws {
        let filled = try FilledSite()
        try filled.site.refreshFigures()
        try filled.test.replace(
            in: filled.test.workspace.settings,
            "service-level-threshold: 20s",
            with: "service-level-threshold: 5s"
        )
        let strict = try Site(filled.test.workspace)
        let window = filled.window(0, days: 4)
        let counted = try strict.reportModel(window).tally
        #expect(counted[.answeredInTime] < (try filled.site.reportModel(window).tally[.answeredInTime]))
        try strict.refreshFigures()
        #expect(try strict.reportModel(window).tally == counted)
    }
}

@Suite struct `Explained figures` {
    /// Read only.
    private static let shared = Result {
        let filled = try FilledSite()
        try filled.site.refreshFigures()
        return filled
    }

    @Test(arguments: KPIID.allCases)
    func `have SQL that gives the printed value, and counts that it is made of`(_ id: KPIID) throws {
        let filled = try Self.shared.get()
        let window = filled.window(1, days: 2)
        let model = try filled.site.reportModel(window)
        let value = try filled.site.archive.number(model.sql(id))
        let expected = try #require(model.kpi(id).value)
        let found = try #require(value)
        #expect(abs(found - expected) <= 1e-12 * max(1, abs(expected)), "\(id): \(found) for \(expected)")

        let text = String(decoding: try model.explain(id, examples: filled.site.examples(window)), as: UTF8.self)
        #expect(text.contains(model.sql(id).split(separator: "\n")[0]))
        for count in model.kpi(id).counts {
            #expect(text.contains("  \(count.counter.name) = \(count.text(.english)): "))
            guard count.amount > 0, count.counter.isOfOneCall else { continue }
            let examples = try filled.site.examples(window).calls(count.counter, 3)
            let counting = filled.calls.filter { call in
                window.contains(call.facts.start)
                    && (count.counter.amount(of: CountedCall(call), by: .standard) ?? 0) != 0
            }
            #expect(!examples.isEmpty)
            #expect(Set(examples).isSubset(of: Set(counting.map(\.facts.id))))
        }
    }

    @Test func `show who was connected at the peak`() throws {
        let filled = try Self.shared.get()
        let window = filled.window(1)
        let peak = try #require(try filled.site.reportModel(window).kpi(.peakConcurrency).value)
        let busiest = try #require(try filled.site.archive.busiest(in: window.start..<window.end))
        #expect(Double(busiest.calls.count) == peak)
    }
}
