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

    package init(_ call: CallOutcome, files: [StoredFile], zone: TimeZone, scorecard: Scorecard? = nil) {
        self.call = call
        self.files = files
        self.zone = zone
        self.scorecard = scorecard
    }

    package func text(width: Int) -> String {
        var sections = [facts]
        if let measures = call.measures { sections.append(Timeline(measures, width: width).text) }
        if let evaluation = call.evaluation { sections.append(findings(evaluation)) }
        if let transcript = call.transcript { sections.append(words(transcript)) }
        if !call.problems.isEmpty {
            sections.append(call.problems.map { "problem: \($0.message)\n   mend: \($0.mend)" }.joined(separator: "\n"))
        }
        if !files.isEmpty {
            sections.append(
                files.map { "\($0.kind.rawValue): vault/\($0.path)  sha256 \($0.plainSHA256)" }.joined(separator: "\n")
            )
        }
        return sections.joined(separator: "\n\n")
    }

    private var facts: String {
        let facts = call.facts
        var lines = ["\(facts.id)  \(facts.direction.rawValue), \(facts.outcome.rawValue)"]
        if let first = facts.duplicateOf { lines.append("another recording of \(first), and counted with it") }
        lines.append("start \(LocalTime(facts.start, in: zone).iso8601)")
        let parties = [
            facts.queue.map { "queue \($0)" }, facts.agent.map { "agent \($0)" },
            facts.customer.map { "customer \($0)" },
        ]
        lines.append(parties.compactMap(\.self).joined(separator: " · "))
        let lengths = [
            ("wait", facts.wait), ("talk", facts.handle.talk), ("hold", facts.handle.hold), ("ACW", facts.handle.acw),
        ]
        lines.append(lengths.map { "\($0.0) \($0.1.map(clock) ?? "not in the source")" }.joined(separator: " · "))
        if let survey = facts.survey {
            let answers = [("CSAT", survey.csat), ("NPS", survey.nps), ("CES", survey.ces)]
            lines.append(answers.map { "\($0) \($1.map(String.init) ?? "–")" }.joined(separator: " · "))
        }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// Failures with their places first; what does not apply to the call only as counts by reason.
    private func findings(_ evaluation: Evaluation) -> String {
        let score = evaluation.score.map { String(format: "%.0f of 100", $0) } ?? "none: no rule applied"
        let failed = evaluation.findings.filter { $0.verdict == .failed }.map { finding in
            let places = finding.evidence.prefix(3).map { clock($0.span.start) }.joined(separator: ", ")
            return "  FAIL  \(finding.title)\(places.isEmpty ? "" : " (at \(places))")"
        }
        let passed = evaluation.findings.filter { $0.verdict == .passed }.map { "  pass  \($0.title)" }
        let reasons = Dictionary(grouping: evaluation.findings.filter { $0.verdict == .notApplicable }) {
            $0.reason ?? "not for this call"
        }
        let skipped = reasons.sorted { $0.key < $1.key }.map { "  n/a   \($0.value.count) rules: \($0.key)" }
        let sections = evaluation.sections(scorecard).filter { $0.score != nil }.map { section in
            let name = section.name.isEmpty ? "other rules" : section.name
            let points = String(format: "(%.1f of %.1f points)", section.points, section.possible)
            return "  \(name): \(String(format: "%.0f", section.score ?? 0)) \(points)"
        }
        return (["score \(score)"] + sections + failed + passed + skipped).joined(separator: "\n")
    }

    private func words(_ transcript: Transcript) -> String {
        transcript.turns.map { turn in
            "  \(clock(turn.span.start))  \(turn.role.rawValue): \(turn.text)"
        }
        .joined(separator: "\n")
    }

    private func clock(_ time: Milliseconds) -> String {
        String(format: "%d:%02d", time.count / 60_000, time.count / 1000 % 60)
    }
}
