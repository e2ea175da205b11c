import Calls
import Foundation
import Report
import Testbench
import Testing

@Suite struct `Whole report` {
    struct Case: Sendable, CustomTestStringConvertible {
        var format: ReportFormat
        var language: Language
        var testDescription: String { "\(format.rawValue) in \(language.rawValue)" }
    }

    static let cases = ReportFormat.allCases.flatMap { format in
        Language.allCases.map { Case(format: format, language: $0) }
    }

    @Test(arguments: cases)
    func `has the same bytes whatever the order of the calls`(_ one: Case) {
        var random = SplitMix64(seed: 7)
        let calls = SampleDay.outcomes()
        let expected = SampleDay.model(one.language, outcomes: calls).render(one.format)
        #expect(SampleDay.model(one.language, outcomes: calls.shuffled(using: &random)).render(one.format) == expected)
        #expect(SampleDay.model(one.language, outcomes: calls.reversed()).render(one.format) == expected)
    }

    @Test(arguments: cases)
    func `of an empty day is whole and claims nothing`(_ one: Case) {
        let text = String(decoding: SampleDay.model(one.language, outcomes: []).render(one.format), as: UTF8.self)
        #expect(!text.isEmpty)
        #expect(!text.contains("100.0 %") && !text.contains("nan") && !text.contains("inf "))
    }

    @Test(arguments: cases)
    func `leaves no gap unfilled`(_ one: Case) {
        let text = String(decoding: SampleDay.model(one.language).render(one.format), as: UTF8.self)
        #expect(!text.contains("{0}") && !text.contains("{1}"))
    }

    @Test func `lists the worst calls by score, then gravity`() {
        let worst = SampleDay.model().worstCalls
        let scores = worst.compactMap { $0.evaluation?.score }
        #expect(worst.count == 10)
        #expect(scores == scores.sorted())
        #expect(worst.allSatisfy { call in call.evaluation?.findings.contains { $0.verdict == .failed } ?? false })
    }
}
