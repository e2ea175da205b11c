import Calls
import Foundation
import Night
import Testing

@Suite struct `Unknown is not zero` {
    let site: TestSite

    init() async throws {
        site = try TestSite()
        try site.drop(SampleDay.files())
        try await site.run()
    }

    @Test func `an Asterisk CDR says nothing of hold and wrap-up`() throws {
        let facts = try #require(try site.outcome(SampleDay.unrecorded)).facts
        #expect(facts.handle == HandleTime(talk: Milliseconds(120_000)))
        let page = try site.command("calls", "show", SampleDay.unrecorded).text
        #expect(page.contains("talk 2:00 · hold not in the source · ACW not in the source"))
    }

    @Test func `nobody can talk over anybody in a mono file`() throws {
        let outcome = try #require(try site.outcome(SampleDay.mono))
        #expect(outcome.facts.wait == nil)
        let measures = try #require(outcome.measures)
        #expect(measures.talkOver == nil)
        #expect(measures.interruptions == nil)
        let heard = site.folder.appending(path: "mono.wav")
        try Data(SampleDay.monoSound).write(to: heard)
        #expect(try site.command("listen", heard.path).text.contains("talk-over not available"))
    }

    @Test func `a figure without data is printed as not available, with the reason`() throws {
        let report = try site.command("report").text
        #expect(report.contains(/│ ACW +│ +n\/a │.*│ +0 of 4 │ not in source +│/))
        let acw = try site.command("report", "--explain", "acw").text
        #expect(acw.contains("Value: n/a, not in source\n"))
    }

    @Test func `the average leaves out who is not known`() throws {
        let json = try JSONSerialization.jsonObject(with: Data(site.command("calls", "--format", "json").output))
        let calls = try #require(json as? [[String: Any]])
        #expect(calls.count == SampleDay.ids.count)
        let waits = calls.compactMap { ($0["facts"] as? [String: Any])?["wait"] as? Int }
        #expect(waits.sorted() == [8000, 12_000, 20_000, 40_000])
    }
}
