import Calls
import Foundation
import Report
import Testing

@Suite struct `Page of one call` {
    private let turn = Turn.said(.agent, "well we do not record calls here", from: 10, to: 17)

    private func page(_ language: Language = .english, scorecard: Scorecard? = nil) throws -> String {
        let finding = Finding(
            rule: "house/notice",
            version: 2,
            title: "Recording notice",
            severity: .major,
            weight: 10,
            verdict: .failed,
            evidence: [
                Evidence(span: .seconds(12, 15), turn: 0), Evidence(span: .seconds(30, 42), value: 12, threshold: 10),
            ]
        )
        let passed = Finding(
            rule: "house/greeting",
            version: 1,
            title: "Greets",
            severity: .minor,
            weight: 30,
            verdict: .passed
        )
        let call = CallOutcome(
            facts: .sample("a"),
            measures: Measures(
                preset: "verint",
                duration: Milliseconds(60_000),
                channels: [ChannelMeasures(role: .agent, speech: [.seconds(10, 17)], loudness: [-60, -20, -30])]
            ),
            transcript: Transcript(language: "en", origin: "test", turns: [turn]),
            evaluation: Evaluation(findings: scorecard?.weighed([finding, passed]) ?? [finding, passed])
        )
        let day = 86_400
        let start = 1_795_132_800 / day * day
        var model = ReportModel(
            outcomes: [call],
            window: Window(start: UTCTime(seconds: start), end: UTCTime(seconds: start + day)),
            timeZone: .gmt,
            language: language
        )
        model.scorecard = scorecard
        model.ruleTexts = ["house/notice": RuleText(why: "Callers must know.", source: "Law 7", checked: "2026-11-22")]
        return String(decoding: try #require(model.callPage(of: .sample("a"))), as: UTF8.self)
    }

    @Test func `shows the words beside the waveform and marks those that a rule found`() throws {
        let text = try page()
        // Of seven words, a second each, three lie in the evidence.
        #expect(text.contains("well we <mark>do not record</mark> calls here"))
        #expect(text.contains("<svg class=\"wave\""))
        let beside = try #require(text.range(of: "<div class=\"beside\">"))
        let wave = try #require(text.range(of: "<svg class=\"wave\""))
        let words = try #require(text.range(of: "<ol class=\"words\""))
        #expect(beside.upperBound < wave.lowerBound && wave.upperBound < words.lowerBound)
    }

    @Test func `says of each finding why, where and what was measured`() throws {
        let text = try page()
        #expect(text.contains("Callers must know. <small>Law 7, checked 2026-11-22</small>"))
        #expect(text.contains("<a href=\"#turn-0-call-a\">") && text.contains("id=\"turn-0-call-a\""))
        #expect(text.contains("measured 12.00, limit 10.00"))
        #expect(try page(.chinese).contains("测得 12.00，限值 10.00"))
    }

    @Test func `says by whose definitions it was heard`() throws {
        #expect(try page().contains("by the preset verint"))
        #expect(try page(.chinese).contains("定义集 verint"))
    }

    @Test func `says what each section got`() throws {
        #expect(try page().contains("<th scope=\"row\">house</th><td class=\"num\">75</td>"))
        let card = Scorecard(sections: [
            .init(name: "Law & order", weight: 60, rules: ["*/notice"]),
            .init(name: "Manners", weight: 40, rules: ["*/greeting"]),
        ])
        let text = try page(scorecard: card)
        #expect(text.contains("<th scope=\"row\">Law &amp; order</th><td class=\"num\">0</td>"))
        #expect(text.contains("<td class=\"num\">0.0 of 60.0</td>"))
        #expect(text.contains("<span class=\"score low\">40</span>"))
    }
}
