import Calls
import Foundation
import Report
import Testing

@Suite struct `Terminal table` {
    struct Case: Sendable, CustomTestStringConvertible {
        var view: ReportView
        var language: Language
        var width: Int
        var testDescription: String { "\(view) in \(language.rawValue), \(width) columns" }
    }

    static let cases = [ReportView.summary, .by(.agent), .by(.queue), .worstCalls, .rules, .masks].flatMap { view in
        Language.allCases.flatMap { language in
            [80, 100, 140].map { Case(view: view, language: language, width: $0) }
        }
    }

    @Test(arguments: cases)
    func `has straight edges and fits the terminal`(_ one: Case) {
        let bytes = SampleDay.model(one.language)
            .render(.table, view: one.view, options: RenderOptions(width: one.width))
        let blocks = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n\n")
        for block in blocks {
            let widths = Set(block.split(separator: "\n").map { columns($0) })
            #expect(widths.count == 1)
            #expect(widths.allSatisfy { $0 <= one.width })
        }
    }

    /// Columns as a terminal counts them: Chinese and full-width characters take two.
    private func columns(_ line: Substring) -> Int {
        line.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFE6).contains($1.value) ? 2 : 1) }
    }

    @Test func `has no escape codes unless asked`() {
        let model = SampleDay.model()
        #expect(!model.render(.table).contains(0x1B))
        #expect(model.render(.table, options: RenderOptions(isStyled: true)).contains(0x1B))
    }

    @Test func `lets no name steer the terminal`() {
        let evil = CallOutcome(facts: .sample("a", agent: "\u{1B}[31mred\u{7}\nline\u{202E}"))
        let text = String(
            decoding: SampleDay.model(outcomes: [evil])
                .render(.table, view: .by(.agent), options: RenderOptions(width: 140)),
            as: UTF8.self
        )
        #expect(text.contains("│  [31mred  line │"))
    }

    @Test func `says in words that a figure is missing, and why`() {
        let text = String(decoding: SampleDay.model(outcomes: []).render(.table), as: UTF8.self)
        #expect(text.contains("│ Answer rate        │   n/a │ ≥ 85 % │         │        │  0 of 0 │ no calls"))
    }
}

@Suite struct Explanation {
    static let model = SampleDay.model()

    @Test(arguments: KPIID.allCases)
    func `gives the formula, counts that add up, and example calls`(_ id: KPIID) throws {
        let examples = Self.model.ownExamples
        let text = String(decoding: try Self.model.explain(id, examples: examples), as: UTF8.self)
        let kpi = Self.model.kpi(id)
        #expect(text.contains(id.formula(.english)))
        #expect(!kpi.counts.isEmpty)
        for count in kpi.counts {
            if count.counter.isOfOneCall {
                let amounts = Self.model.calls.compactMap { count.counter.amount(of: CountedCall($0), by: .standard) }
                #expect(amounts.reduce(0, +) == count.amount)
            }
            #expect(text.contains("  \(count.counter.name) = \(count.text(.english)): \(count.counter.name(.english))"))
            for example in try examples.calls(count.counter, 3) { #expect(text.contains(example.description)) }
        }
    }

    @Test func `names calls that are in the count`() throws {
        let calls = [
            CallOutcome(facts: .sample("gone", .abandoned, wait: 60)), CallOutcome(facts: .sample("kept", wait: 1)),
        ]
        let examples = SampleDay.model(outcomes: calls).ownExamples
        #expect(try examples.calls(.abandoned, 3).map(\.description) == ["gone"])
        #expect(try examples.calls(.answeredInTime, 3).map(\.description) == ["kept"])
    }
}

@Suite struct Markdown {
    @Test func `gives every row the same columns and names no effect`() {
        let evil = CallOutcome(facts: .sample("a", agent: "x | <i>y</i> `z` *"))
        let text = String(
            decoding: SampleDay.model(outcomes: [evil]).render(.markdown, view: .by(.agent)),
            as: UTF8.self
        )
        #expect(text.contains("| x \\| &lt;i&gt;y&lt;/i&gt; \\`z\\` \\* | 1 |"))
    }
}
