package import Calls

/// How often a rule and its phrases did anything over some calls.
package struct RuleCoverage: Equatable, Sendable {
    package var rule: String
    package var passed = 0
    package var failed = 0
    package var notApplicable = 0
    /// Phrases of the rule that nobody said in any of the calls that it applied to.
    package var silentPhrases: [String] = []

    /// The rule never came to a verdict, or always to the same: nothing shows that it can tell calls apart.
    package var isIdle: Bool { passed == 0 || failed == 0 }
}

/// Counts what rules do, call by call, in memory that does not grow with the calls.
package struct CoverageCount {
    private let set: RuleSet
    private var rules: [RuleCoverage]
    private var isHeard: [Bool]

    package init(_ set: RuleSet) {
        self.set = set
        rules = set.rules.map { RuleCoverage(rule: $0.name) }
        isHeard = [Bool](repeating: false, count: set.index.patterns.count)
    }

    package mutating func add(call: Call, measures: Measures?, transcript: Transcript?) {
        let subject = set.subject(call: call, measures: measures, transcript: transcript)
        for index in set.rules.indices {
            switch subject.finding(set.rules[index]).verdict {
            case .passed: rules[index].passed += 1
            case .failed: rules[index].failed += 1
            case .notApplicable:
                rules[index].notApplicable += 1
                continue
            }
            guard let search = subject.search else { continue }
            set.rules[index].phrases { phrase in
                if !isHeard[phrase.number], !search.isSilent(on: phrase) { isHeard[phrase.number] = true }
            }
        }
    }

    /// Each rule in order of the packs.
    package var results: [RuleCoverage] {
        zip(rules, set.rules).map { coverage, ready in
            var coverage = coverage
            ready.phrases { phrase in
                if !isHeard[phrase.number], !coverage.silentPhrases.contains(phrase.text) {
                    coverage.silentPhrases.append(phrase.text)
                }
            }
            return coverage
        }
    }
}

extension RuleSet.ReadyRule {
    /// Visits every phrase of the rule.
    fileprivate func phrases(_ body: (Phrase) -> Void) {
        for var condition in [rule.precondition, rule.condition].compactMap(\.self) {
            condition.forEachPhrase { body($0) }
        }
    }
}
