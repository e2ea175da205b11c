package import Archive
package import Calls
package import Foundation
import Report

/// One call as a page of text: facts, timeline, findings with their evidence, masked words.
package struct CallText {
    private let call: CallOutcome
    private let files: [StoredFile]
    private let zone: TimeZone
    private let scorecard: Scorecard?
    private let say: (String) -> String

    /// Its own words are English for `translate` to say otherwise; names, titles and what was spoken stay as they are.
    package init(
        _ call: CallOutcome,
        files: [StoredFile],
        zone: TimeZone,
        scorecard: Scorecard? = nil,
        translate: @escaping (String) -> String = { $0 }
    ) {
        self.call = call
        self.files = files
        self.zone = zone
        self.scorecard = scorecard
        say = translate
    }

    package func text(width: Int) -> String {
        var sections = [facts]
        if let measures = call.measures {
            let timeline = Timeline(measures, width: width, translate: say).text
            sections.append(timeline + "\n" + say("heard by the preset \(measures.preset)"))
        }
        if let evaluation = call.evaluation { sections.append(findings(evaluation)) }
        if let transcript = call.transcript { sections.append(words(transcript)) }
        if !call.problems.isEmpty {
            let problems = call.problems.map {
                "\(say("problem")): \(say($0.message))\n   \(say("mend")): \(say($0.mend))"
            }
            sections.append(problems.joined(separator: "\n"))
        }
        if !files.isEmpty {
            sections.append(
                files.map { "\(say($0.kind.rawValue)): vault/\($0.path)  sha256 \($0.plainSHA256)" }
                    .joined(separator: "\n")
            )
        }
        return sections.joined(separator: "\n\n")
    }

    private var facts: String {
        let facts = call.facts
        var lines = ["\(facts.id)  \(say("\(facts.direction.rawValue), \(facts.outcome.rawValue)"))"]
        if let first = facts.duplicateOf { lines.append(say("another recording of \(first), and counted with it")) }
        lines.append("\(say("start")) \(LocalTime(facts.start, in: zone).iso8601)")
        let parties = [("queue", facts.queue), ("agent", facts.agent), ("customer", facts.customer)]
        lines.append(
            parties.compactMap { role, name in name.map { "\(say(role)) \($0)" } }.joined(separator: " · ")
        )
        let lengths = [
            ("wait", facts.wait), ("talk", facts.handle.talk), ("hold", facts.handle.hold), ("ACW", facts.handle.acw),
        ]
        lines.append(
            lengths.map { "\(say($0.0)) \($0.1.map(clock) ?? say("not in the source"))" }.joined(separator: " · ")
        )
        if let survey = facts.survey {
            let answers = [("CSAT", survey.csat), ("NPS", survey.nps), ("CES", survey.ces)]
            lines.append(answers.map { "\($0) \($1.map(String.init) ?? "–")" }.joined(separator: " · "))
        }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// Failures with their places first; what does not apply to the call only as counts by reason.
    private func findings(_ evaluation: Evaluation) -> String {
        let score = evaluation.score.map { String(format: "score %.0f of 100", $0) } ?? "score none: no rule applied"
        let failed = evaluation.findings.filter { $0.verdict == .failed }.map { finding in
            let places = finding.evidence.prefix(3).map { clock($0.span.start) }.joined(separator: ", ")
            return mark("FAIL") + finding.title + (places.isEmpty ? "" : " " + say("(at \(places))"))
        }
        let passed = evaluation.findings.filter { $0.verdict == .passed }.map { mark("pass") + $0.title }
        let reasons = Dictionary(grouping: evaluation.findings.filter { $0.verdict == .notApplicable }) {
            $0.reason ?? "not for this call"
        }
        let skipped = reasons.sorted { $0.key < $1.key }.map { mark("n/a") + say("\($0.value.count) rules: \($0.key)") }
        let sections = evaluation.sections(scorecard).filter { $0.score != nil }.map { section in
            let name = section.name.isEmpty ? say("other rules") : section.name
            let points = say(String(format: "(%.1f of %.1f points)", section.points, section.possible))
            return "  \(name): \(String(format: "%.0f", section.score ?? 0)) \(points)"
        }
        return ([say(score)] + sections + failed + passed + skipped).joined(separator: "\n")
    }

    /// A verdict, so wide as the widest of them.
    private func mark(_ verdict: String) -> String {
        let width = ["FAIL", "pass", "n/a"].map { DisplayWidth.of(say($0)) }.max() ?? 0
        return "  " + DisplayWidth.padded(say(verdict), to: width) + "  "
    }

    private func words(_ transcript: Transcript) -> String {
        transcript.turns.map { turn in
            "  \(clock(turn.span.start))  \(say(turn.role.rawValue)): \(turn.text)"
        }
        .joined(separator: "\n")
    }

    private func clock(_ time: Milliseconds) -> String {
        String(format: "%d:%02d", time.count / 60_000, time.count / 1000 % 60)
    }
}
