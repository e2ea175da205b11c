/// Where a rule saw what it judged.
///
/// It points into the recording and the transcript and quotes nothing, so that it stays true when the words are masked.
package struct Evidence: Hashable, Sendable, Codable {
    package var span: TimeSpan
    package var channel: Int?
    /// Index of the turn in the transcript; nil for acoustic evidence.
    package var turn: Int?
    /// What was measured, in the rule's unit, beside what the rule allows.
    package var value: Double?
    package var threshold: Double?

    package init(
        span: TimeSpan,
        channel: Int? = nil,
        turn: Int? = nil,
        value: Double? = nil,
        threshold: Double? = nil
    ) {
        self.span = span
        self.channel = channel
        self.turn = turn
        self.value = value
        self.threshold = threshold
    }
}

package enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case info, minor, major, critical

    package static func < (a: Self, b: Self) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}

package enum Verdict: String, Sendable, Codable, CaseIterable {
    case passed, failed
    /// The rule is not meant for this call, or the call lacks what it needs (no words, one channel).
    case notApplicable
}

/// One rule's judgement of one call, with its evidence.
package struct Finding: Hashable, Sendable, Codable {
    package var rule: String
    package var version: Int
    package var title: String
    package var severity: Severity
    package var weight: Double
    /// A failed fatal rule makes the whole call's score zero.
    package var isFatal: Bool
    package var verdict: Verdict
    /// Why it is not applicable, in a word or two of English; nil otherwise.
    package var reason: String?
    package var evidence: [Evidence]

    package init(
        rule: String,
        version: Int,
        title: String,
        severity: Severity,
        weight: Double,
        isFatal: Bool = false,
        verdict: Verdict,
        reason: String? = nil,
        evidence: [Evidence] = []
    ) {
        self.rule = rule
        self.version = version
        self.title = title
        self.severity = severity
        self.weight = weight
        self.isFatal = isFatal
        self.verdict = verdict
        self.reason = reason
        self.evidence = evidence
    }
}

/// A call judged by every rule of the packs in force.
package struct Evaluation: Hashable, Sendable, Codable {
    /// 0 to 100: weight passed over weight applicable; nil where no rule applied.
    package var score: Double?
    package var findings: [Finding]

    package init(findings: [Finding]) {
        self.findings = findings
        let applicable = findings.filter { $0.verdict != .notApplicable }
        let weight = applicable.reduce(0) { $0 + $1.weight }
        guard weight > 0 else {
            score = nil
            return
        }
        let hasFatal = applicable.contains { $0.isFatal && $0.verdict == .failed }
        let passed = applicable.reduce(0) { $0 + ($1.verdict == .passed ? $1.weight : 0) }
        score = hasFatal ? 0 : 100 * passed / weight
    }
}
