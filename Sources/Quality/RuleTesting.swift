package import Calls
package import StrictYAML

/// How one inline test of a rule went.
package struct RuleTestResult: Equatable, Sendable {
    package var rule: String
    package var test: String
    package var expected: Verdict
    package var verdict: Verdict
    /// Why the rule was not applicable; nil otherwise.
    package var reason: String?
    package var file: String
    package var line: Int

    package init(
        rule: String,
        test: String,
        expected: Verdict,
        verdict: Verdict,
        reason: String? = nil,
        file: String,
        line: Int
    ) {
        self.rule = rule
        self.test = test
        self.expected = expected
        self.verdict = verdict
        self.reason = reason
        self.file = file
        self.line = line
    }

    package var passed: Bool { verdict == expected }
}

extension RulePack {
    /// Runs every inline test, in order.
    package func runTests() -> [RuleTestResult] {
        rules.flatMap { rule in
            rule.tests.map { test in
                let subject = Subject(call: test.call, measures: test.measures, transcript: test.transcript)
                let finding = subject.finding(rule, of: self, language: test.transcript?.language)
                return RuleTestResult(
                    rule: finding.rule,
                    test: test.name,
                    expected: test.expected,
                    verdict: finding.verdict,
                    reason: finding.reason,
                    file: file,
                    line: test.line
                )
            }
        }
    }

    /// What is allowed but hardly meant: rules without tests for both verdicts, and phrases that can never matter.
    ///
    /// - Returns: Each with its place, in the order of the file.
    package func lint() -> [YAMLError] {
        var problems: [YAMLError] = []
        for rule in rules {
            let verdicts = Set(rule.tests.map(\.expected))
            for (verdict, name) in [(Verdict.passed, "pass"), (.failed, "fail")] where !verdicts.contains(verdict) {
                let problem = "the rule '\(rule.id)' has no test that expects '\(name)'"
                problems.append(YAMLError(file: file, line: rule.line, column: 1, problem: problem))
            }
            for utterance in rule.condition.utterances + (rule.precondition?.utterances ?? []) {
                problems += idlePhrases(of: utterance)
            }
        }
        return problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    /// Phrases that another phrase of the same list finds already.
    private func idlePhrases(of utterance: Utterance) -> [YAMLError] {
        utterance.phrases.enumerated().compactMap { index, phrase in
            let covering = utterance.phrases.enumerated().first { other, shorter in
                other != index && phrase.tokens.contains(shorter.tokens)
                    && (phrase.tokens != shorter.tokens || other < index)
            }
            return covering.map { _, shorter in
                YAMLError(
                    file: file,
                    line: phrase.line,
                    column: phrase.column,
                    problem: "never needed: line \(shorter.line) finds it already"
                )
            }
        }
    }
}

extension Condition {
    /// The lists of which one phrase is enough, at any depth.
    fileprivate var utterances: [Utterance] {
        switch self {
        case .said(let condition):
            (condition.quantifier == .all ? [] : [condition.utterance])
                + [condition.window.before, condition.window.after].compactMap(\.self)
        case .sequence(let steps, _): steps
        case .measured, .fact: []
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap(\.utterances)
        case .not(let part): part.utterances
        }
    }
}
