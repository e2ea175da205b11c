import Calls
import Quality
import StrictYAML
import Testing

/// A pack of one rule: `rule` holds its condition and what else it needs, as YAML at its own indentation.
func pack(_ rule: String, language: String? = nil) throws(YAMLError) -> RulePack {
    let lines = rule.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
    let text = """
        pack: p
        version: 3
        title: P
        \(language.map { "language: \($0)" } ?? "# every language")
        rules:
          - id: r
            version: 7
            title: {en: Rule, zh: 规则}
            severity: major
            weight: 5
            why: {text: Because., source: House, checked: 2026-11-22}
        \(lines.joined(separator: "\n"))
        """
    return try RulePack(Array(text.utf8), file: "p.yaml")
}

func someCall(
    _ outcome: Outcome = .answered,
    direction: Direction = .inbound,
    queue: String? = nil,
    seconds: Int? = nil,
    hungUpBy: PartyRole? = nil
) throws -> Call {
    let start = UTCTime(seconds: 1000)
    return Call(
        id: try #require(CallID("c1")),
        start: start,
        answered: seconds == nil ? nil : start,
        end: seconds.map { UTCTime(seconds: 1000 + $0) },
        direction: direction,
        outcome: outcome,
        queue: queue,
        hungUpBy: hungUpBy
    )
}

func span(_ start: Int, _ end: Int) -> TimeSpan {
    TimeSpan(start: Milliseconds(start), end: Milliseconds(end))
}

/// A turn whose words last 100 ms each, from `start` on without pauses.
func turn(_ role: PartyRole, at start: Int, _ text: String) -> Turn {
    let words = text.split(separator: " ").enumerated().map { index, word in
        Word(String(word), span(start + 100 * index, start + 100 * index + 100))
    }
    return Turn(role: role, channel: role == .agent ? 1 : 0, words: words)
}

func transcript(_ turns: Turn..., language: String = "en") -> Transcript {
    Transcript(language: language, origin: "test", turns: turns)
}

/// The one finding of a pack of one rule.
func finding(
    _ rule: String,
    language: String? = nil,
    call: Call? = nil,
    measures: Measures? = nil,
    transcript: Transcript? = nil
) throws -> Finding {
    let packs = [try pack(rule, language: language)]
    let call = try call ?? someCall()
    let findings = RuleSet(packs).evaluate(call: call, measures: measures, transcript: transcript).findings
    return try #require(findings.first)
}
