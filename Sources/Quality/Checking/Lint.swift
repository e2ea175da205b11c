internal import Calls
package import StrictYAML

extension RulePack {
    /// What is allowed but cannot be meant: rules without tests for both verdicts, phrases that can never matter, and
    /// conditions that no call or every call meets.
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
            for condition in [rule.precondition, rule.condition].compactMap(\.self) {
                for utterance in condition.utterances { problems += idlePhrases(of: utterance) }
            }
            problems += rule.impossibilities.map { found in
                YAMLError(file: file, line: found.line, column: found.column, problem: found.problem)
            }
        }
        return problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    /// Phrases that another phrase of the same list finds already.
    private func idlePhrases(of utterance: Utterance) -> [YAMLError] {
        utterance.phrases.enumerated().compactMap { index, phrase in
            let covering = utterance.phrases.enumerated().first { other, shorter in
                guard other != index else { return false }
                guard case .words(let long) = phrase.pattern, case .words(let short) = shorter.pattern else {
                    return phrase.pattern == shorter.pattern && other < index
                }
                return long.contains(short) && (long != short || other < index)
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
        switch kind {
        case .said(let condition):
            (condition.quantifier == .all ? [] : [condition.utterance]) + condition.window.utterances
        case .sequence(let steps, _): steps
        case .measured(let condition): condition.window.utterances
        case .repeated, .fact, .all, .any, .atLeast, .not: parts.flatMap(\.utterances)
        }
    }
}

extension Window {
    fileprivate var utterances: [Utterance] { [before, after].compactMap(\.self) }
}
