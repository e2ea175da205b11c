package import Calls

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
        let set = RuleSet([self])
        return set.rules.flatMap { ready in
            ready.rule.tests.map { test in
                let subject = set.subject(call: test.call, measures: test.measures, transcript: test.transcript)
                let finding = subject.finding(ready)
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
}
