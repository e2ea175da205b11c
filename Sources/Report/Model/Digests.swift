package import Calls

/// How the calls of the window fared by one version of one rule.
package struct RuleDigest: Hashable, Sendable {
    package var rule: String
    package var version: Int
    package var title: String
    package var severity: Severity
    package var isFatal: Bool
    package var passed = 0
    package var failed = 0
    package var notApplicable = 0

    package init(rule: String, version: Int, title: String, severity: Severity, isFatal: Bool) {
        self.rule = rule
        self.version = version
        self.title = title
        self.severity = severity
        self.isFatal = isFatal
    }

    /// Passed over applicable, 0 to 1; nil where the rule applied to no call.
    package var passRate: Double? {
        passed + failed > 0 ? Double(passed) / Double(passed + failed) : nil
    }
}

/// How often one kind of personal data was masked.
package struct MaskDigest: Hashable, Sendable {
    package var type: String
    package var masks = 0
    package var calls = 0
    /// Masks by place, such as `transcript` or `audio`.
    package var places: [String: Int] = [:]

    package init(type: String) { self.type = type }
}

/// One kind of trouble and how many calls met it.
package struct ProblemDigest: Hashable, Sendable {
    package var problem: Problem
    package var calls: Int

    package init(problem: Problem, calls: Int) {
        self.problem = problem
        self.calls = calls
    }
}

extension RuleDigest {
    /// The lowest pass rate first.
    package static func ordered(_ digests: some Sequence<RuleDigest>) -> [RuleDigest] {
        digests.sorted { ($0.passRate ?? 2, $0.rule, $0.version) < ($1.passRate ?? 2, $1.rule, $1.version) }
    }

    static func all(of calls: [CallOutcome]) -> [RuleDigest] {
        struct Key: Hashable {
            var rule: String
            var version: Int
        }
        var digests: [Key: RuleDigest] = [:]
        for finding in calls.lazy.flatMap({ $0.evaluation?.findings ?? [] }) {
            let key = Key(rule: finding.rule, version: finding.version)
            var digest =
                digests[key]
                ?? RuleDigest(
                    rule: finding.rule,
                    version: finding.version,
                    title: finding.title,
                    severity: finding.severity,
                    isFatal: finding.isFatal
                )
            switch finding.verdict {
            case .passed: digest.passed += 1
            case .failed: digest.failed += 1
            case .notApplicable: digest.notApplicable += 1
            }
            digests[key] = digest
        }
        return ordered(digests.values)
    }
}

extension MaskDigest {
    /// The most frequent type first.
    package static func ordered(_ digests: some Sequence<MaskDigest>) -> [MaskDigest] {
        digests.sorted { ($1.masks, $0.type) < ($0.masks, $1.type) }
    }

    static func all(of calls: [CallOutcome]) -> [MaskDigest] {
        var digests: [String: MaskDigest] = [:]
        for call in calls {
            for (type, masks) in Dictionary(grouping: call.masks, by: \.type) {
                var digest = digests[type] ?? MaskDigest(type: type)
                digest.calls += 1
                digest.masks += masks.count
                for mask in masks { digest.places[mask.place, default: 0] += 1 }
                digests[type] = digest
            }
        }
        return ordered(digests.values)
    }
}

extension ProblemDigest {
    /// The most frequent first.
    package static func ordered(_ digests: some Sequence<ProblemDigest>) -> [ProblemDigest] {
        digests.sorted {
            ($1.calls, $0.problem.stage, $0.problem.message, $0.problem.mend)
                < ($0.calls, $1.problem.stage, $1.problem.message, $1.problem.mend)
        }
    }

    /// What kept calls from being heard, read or scored.
    static func all(of calls: [CallOutcome]) -> [ProblemDigest] {
        var counts: [Problem: Int] = [:]
        for problem in calls.flatMap({ Set($0.problems) }) { counts[problem, default: 0] += 1 }
        return ordered(counts.map { ProblemDigest(problem: $0.key, calls: $0.value) })
    }
}

extension ReportModel {
    package var rules: [RuleDigest] { figures.rules }
    package var masks: [MaskDigest] { figures.masks }
    package var problems: [ProblemDigest] { figures.problems }

    /// Faults of the recordings and how many calls have them.
    package var faults: [(fault: Fault, calls: Int)] {
        Fault.allCases.compactMap { fault in figures.faults[fault].map { (fault, $0) } }
    }

    /// Calls that failed a rule, the lowest score first; among equals the gravest finding, then the most dead air.
    package var worstCalls: [CallOutcome] {
        let ranks = calls.indices.compactMap { index in Rank(calls[index], index) }
        return ranks.sorted().prefix(worstCallLimit).map { calls[$0.index] }
    }

    /// A call's place among the worst, which comes first; `calls` is in order of start and id, so the index decides last.
    private struct Rank: Comparable {
        var score: Double
        var severity: Severity
        var deadAir: Milliseconds
        var index: Int

        init?(_ call: CallOutcome, _ index: Int) {
            guard call.facts.duplicateOf == nil, let evaluation = call.evaluation, let score = evaluation.score else {
                return nil
            }
            let failed = evaluation.findings.lazy.filter { $0.verdict == .failed }
            guard let gravest = failed.map(\.severity).max() else { return nil }
            self.score = score
            severity = gravest
            deadAir = call.deadAir ?? .zero
            self.index = index
        }

        static func < (a: Self, b: Self) -> Bool {
            (a.score, b.severity, b.deadAir, a.index) < (b.score, a.severity, a.deadAir, b.index)
        }
    }
}

extension CallOutcome {
    /// The rules this call failed, the gravest first.
    var failures: [Finding] {
        (evaluation?.findings ?? []).filter { $0.verdict == .failed }
            .sorted { ($1.severity, $0.rule) < ($0.severity, $1.rule) }
    }

    var deadAir: Milliseconds? { measures?.deadAir.covered }
    var talkOver: Milliseconds? { measures?.talkOver?.covered }
}
