import Calls
import Foundation
import Night
import Report
import Testing

@Suite struct `Late facts` {
    let site: TestSite

    init() async throws {
        site = try TestSite()
        try site.drop(SampleDay.files())
        try await site.run()
    }

    @Test func `a survey of the next night reaches a call that is in the archive`() async throws {
        let before = try #require(try site.outcome(SampleDay.unrecorded))
        #expect(before.facts.survey == nil)
        try site.drop([DroppedFile("survey-2.csv", text: "call_id,csat,nps\n1740963780.7,2,3\n")])
        let summary = try await site.run()
        #expect(summary.mishaps == [])
        #expect(summary.committed == 1)
        #expect(summary.reportedDays == [SampleDay.date])
        var after = try #require(try site.outcome(SampleDay.unrecorded))
        #expect(after.facts.survey == Survey(csat: 2, nps: 3))
        after.facts.survey = nil
        after.facts.sources = before.facts.sources
        #expect(after == before)
    }

    @Test func `a survey of a call that nobody knows is refused by its line`() async throws {
        try site.drop([DroppedFile("survey-2.csv", text: "call_id,csat,nps\n1740963780.7,2,3\n1740000000.1,1,1\n")])
        let summary = try await site.run()
        #expect(summary.mishaps.map(\.place) == ["line 3"])
        #expect(summary.mishaps.map(\.subject) == ["survey-2.csv"])
    }

    @Test func `a growing Master file adds only what is new`() async throws {
        let before = try Snapshot(site)
        let new = SampleDay.row("1740967200.1", "", "13455556666", agent: "304", at: "10:00:00", "10:00:05", "10:01:05")
        try site.drop([DroppedFile("Master.csv", text: (SampleDay.rows + [new]).joined())])
        let summary = try await site.run()
        #expect(summary.mishaps == [])
        #expect(summary.committed == 1)
        let after = try Snapshot(site)
        #expect(after.calls.filter { $0.facts.id.description != "ast-1740967200.1" } == before.calls)
        #expect(after.calls.count == before.calls.count + 1)
        #expect(after.copies == before.copies)
    }

    @Test func `a run over one day leaves what belongs to another`() async throws {
        let new = SampleDay.row("1741053600.1", "", "13455556666", agent: "304", at: "10:00:00", "10:00:05", "10:01:05")
            .replacing(SampleDay.date, with: "2025-03-04")
        let files = [
            DroppedFile("Master.csv", text: (SampleDay.rows + [new]).joined()),
            DroppedFile("survey-2.csv", text: "call_id,csat,nps\n1741053600.1,2,3\n"),
        ]
        try site.drop(files)
        let shanghai = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let early = try #require(Window(date: SampleDay.date, in: shanghai))
        let first = try await Night.run(Site(site.workspace), RunOptions(window: early, jobs: 1, program: Program.url))
        #expect(first.committed == 0)
        #expect(first.mishaps == [])
        #expect(site.files(under: site.workspace.inbox) == files.map(\.name))
        let second = try await site.run()
        #expect(second.mishaps == [])
        #expect(try site.outcome("ast-1741053600.1")?.facts.survey == Survey(csat: 2, nps: 3))
        #expect(site.files(under: site.workspace.inbox) == [])
    }

    /// The recorder delivers at once, the switch's export comes a night later: one call, not two.
    @Test func `the switch's row of the next night joins the recorder's call`() async throws {
        let id = "20250303T040000Z-0000000c"
        let record = try SampleDay.record(
            id,
            "1740974400.9",
            "late.wav",
            SampleDay.monoSound,
            at: 10_800,
            lasting: 6000
        ) { $0.channels = [.init(role: .customer, codec: "PCMU")] }
        try site.drop([DroppedFile("late.wav", SampleDay.monoSound), try SampleDay.cdr(record, "late.cdr.json")])
        try await site.run()
        let before = try #require(try site.outcome(id))
        #expect(before.facts.queue == nil)
        let count = try Snapshot(site).calls.count
        let row = SampleDay.row("1740974400.9", "", "13455556666", agent: "304", at: "12:00:00", "12:00:05", "12:01:05")
        for _ in 0..<2 {
            try site.drop([DroppedFile("Master-2.csv", text: row)])
            let summary = try await site.run()
            #expect(summary.mishaps == [])
            #expect(try Snapshot(site).calls.count == count)
            let after = try #require(try site.outcome(id))
            #expect(after.facts.agent == "304")
            #expect(after.facts.wait == Milliseconds(5000))
            #expect(after.recording == before.recording)
        }
        #expect(try site.outcome("ast-1740974400.9") == nil)
        #expect(try site.damagedCopies() == [])
    }

    /// The other way round: the recording finds the call that the switch told of, and takes its place in it.
    @Test func `the recorder's CDR of the next night joins the switch's call`() async throws {
        let row = SampleDay.row("1740978000.9", "", "13455556666", agent: "304", at: "13:00:00", "13:00:05", "13:01:05")
        try site.drop([DroppedFile("Master-2.csv", text: row)])
        try await site.run()
        let before = try #require(try site.outcome("ast-1740978000.9"))
        let record = try SampleDay.record(
            "20250303T050000Z-0000000d",
            "1740978000.9",
            "later.wav",
            SampleDay.monoSound,
            at: 14_405,
            lasting: 6000
        ) { $0.channels = [.init(role: .customer, codec: "PCMU")] }
        try site.drop([DroppedFile("later.wav", SampleDay.monoSound), try SampleDay.cdr(record, "later.cdr.json")])
        let summary = try await site.run()
        #expect(summary.mishaps == [])
        let after = try #require(try site.outcome("ast-1740978000.9"))
        #expect(after.recording != nil)
        #expect(after.facts.wait == before.facts.wait)
        #expect(after.facts.legs == before.facts.legs)
        #expect(try site.outcome("20250303T050000Z-0000000d") == nil)
    }

    @Test func `an equal recording of another call is a recording of its own`() async throws {
        let record = try SampleDay.record(
            "20250303T020000Z-0000000a",
            nil,
            "silent-again.wav",
            SampleDay.monoSound,
            at: 3600,
            lasting: 6000
        ) { $0.channels = [.init(role: .customer, codec: "PCMU")] }
        try site.drop([
            DroppedFile("silent-again.wav", SampleDay.monoSound), try SampleDay.cdr(record, "silent-again.cdr.json"),
        ])
        try await site.run()
        #expect(try site.outcome("20250303T020000Z-0000000a")?.measures != nil)
        #expect(try site.damagedCopies() == [])
    }

    @Test func `what comes late is masked like what came first`() async throws {
        let id = "20250303T030000Z-0000000b"
        let first = try SampleDay.record(id, nil, "x", [], at: 7200, lasting: 6000) {
            ($0.recording, $0.sha256, $0.bytes) = (nil, nil, nil)
            $0.direction = .outbound
            $0.channels = [.init(role: .customer, codec: "PCMU"), .init(role: .agent, codec: "PCMU")]
        }
        try site.drop([try SampleDay.cdr(first, "\(id).cdr.json")])
        try await site.run()
        #expect(try site.outcome(id)?.facts.agent == nil)

        var second = first
        second.channels[0].number = "13877778888"
        second.channels[1].number = "13899990000"
        try site.drop([try SampleDay.cdr(second, "\(id).cdr.json")])
        try await site.run()
        let facts = try #require(try site.outcome(id)).facts
        #expect(facts.customer != nil)
        let agent = try #require(facts.agent)
        #expect(!agent.contains("13899990000"))
        #expect(site.files().filter { (try? Data(site.bytes($0)).range(of: Data("13899990000".utf8))) != nil } == [])
    }
}
