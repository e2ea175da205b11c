import Archive
import Calls
import Foundation
import Night
import Report
import Testing

/// A chat and a queue's log go through a whole night.
@Suite struct `A night of chats` {
    private static let chats = """
        {"contact": "c-1", "channel": "chat", "start": "2026-11-21T09:00:00+08:00", "end": "2026-11-21T09:10:00+08:00", \
        "queue": "web", "agent": "7", "customer": {"number": "13912345678"}, "language": "zh", "messages": [\
        {"time": "2026-11-21T09:00:00+08:00", "from": "customer", "text": "我的手机号是13912345678"}, \
        {"time": "2026-11-21T09:00:30+08:00", "from": "agent", "text": "您好，请讲"}]}
        {"contact": "c-2", "channel": "email", "start": "2026-11-21T10:00:00+08:00", "queue": "web", \
        "end": "2026-11-21T12:00:00+08:00"}

        """

    @Test func `masks, judges and reports what was written`() async throws {
        let test = try TestSite()
        try test.drop([DroppedFile("chats.jsonl", Array(Self.chats.utf8))])
        let summary = try await test.run()
        #expect(summary.mishaps == [])
        let site = try Site(test.workspace)
        let id = try #require(CallID("txt-c-1"))
        let call = try #require(try site.archive.outcome(of: id))
        #expect(call.facts.channel == .chat)
        #expect(call.facts.wait == Milliseconds(30_000))
        #expect(call.recording == nil && call.measures == nil)
        let text = try #require(call.transcript).turns.map(\.text).joined(separator: "|")
        #expect(text.contains("您好") && !text.contains("13912345678"))
        #expect(!call.masks.isEmpty)
        #expect(call.evaluation?.findings.contains { $0.verdict != .notApplicable } == true)
        let model = try site.reportModel(try #require(Window(date: "2026-11-21", in: site.settings.site.timeZone)))
        #expect(model.groups(by: .channel).map(\.key) == [.name("chat"), .name("email")])
        #expect(model.tally[.spoken] == 0)
        #expect(RecordingAssurance([call]).answered == 0)
    }

    @Test func `knows by the queue's log how busy agents were`() async throws {
        // 8 h logged in, 1 h of it a break, and 60 s of talk.
        let log = """
            1795220000|NONE|NONE|PJSIP/301|AGENTLOGIN|
            1795221000|1795220990.1|sales|NONE|ENTERQUEUE||13912345678|1
            1795221010|1795220990.1|sales|PJSIP/301|CONNECT|10|1795221000.2
            1795221070|1795220990.1|sales|PJSIP/301|COMPLETECALLER|10|60|1
            1795225000|NONE|NONE|PJSIP/301|PAUSEALL|lunch
            1795228600|NONE|NONE|PJSIP/301|UNPAUSEALL|
            1795248800|NONE|NONE|PJSIP/301|AGENTLOGOFF|

            """
        let test = try TestSite()
        try test.drop([DroppedFile("queue_log", Array(log.utf8))])
        try await test.run()
        let site = try Site(test.workspace)
        let day = site.day(of: UTCTime(seconds: 1_795_221_000))
        let model = try site.reportModel(try #require(Window(date: day, in: site.settings.site.timeZone)))
        #expect(model.kpi(.occupancy).value == 60.0 / Double(28_800 - 3600))
        #expect(model.kpi(.occupancy).coverage.counted == 1)
        let summary = try await test.run()
        #expect(summary.changedNothing)
    }
}
