package import Calls

/// What other rules would change over some calls.
package struct RuleDifference: Equatable, Sendable {
    package struct Change: Equatable, Sendable {
        package var rule: String
        /// Nil for a rule that one of the sets does not have.
        package var before: Verdict?
        package var after: Verdict?
        package var calls = 0
        /// The first few calls of which this is so.
        package var examples: [CallID] = []
    }

    package var calls = 0
    /// Calls whose score would be another.
    package var rescored = 0
    package var meanBefore: Double?
    package var meanAfter: Double?
    /// Verdicts that would change, by rule.
    package var changes: [Change]
}

/// Judges calls by two sets of rules and counts where they part.
package struct DifferenceCount {
    private let (before, after): (RuleSet, RuleSet)
    private var result = RuleDifference(changes: [])
    private var places: [Key: Int] = [:]
    private var (sumBefore, countBefore, sumAfter, countAfter) = (0.0, 0, 0.0, 0)

    private struct Key: Hashable {
        var rule: String
        var before: Verdict?
        var after: Verdict?
    }

    package init(before: RuleSet, after: RuleSet) {
        self.before = before
        self.after = after
    }

    package mutating func add(call: Call, measures: Measures?, transcript: Transcript?) {
        let old = before.evaluate(call: call, measures: measures, transcript: transcript)
        let new = after.evaluate(call: call, measures: measures, transcript: transcript)
        result.calls += 1
        if old.score != new.score { result.rescored += 1 }
        if let score = old.score { (sumBefore, countBefore) = (sumBefore + score, countBefore + 1) }
        if let score = new.score { (sumAfter, countAfter) = (sumAfter + score, countAfter + 1) }
        let verdicts = Dictionary(new.findings.map { ($0.rule, $0.verdict) }) { first, _ in first }
        let known = Set(old.findings.map(\.rule))
        for finding in old.findings where verdicts[finding.rule] != finding.verdict {
            note(Key(rule: finding.rule, before: finding.verdict, after: verdicts[finding.rule]), call.id)
        }
        for finding in new.findings where !known.contains(finding.rule) {
            note(Key(rule: finding.rule, before: nil, after: finding.verdict), call.id)
        }
    }

    private mutating func note(_ key: Key, _ call: CallID) {
        let place = places[key] ?? result.changes.count
        if place == result.changes.count {
            places[key] = place
            result.changes.append(.init(rule: key.rule, before: key.before, after: key.after))
        }
        result.changes[place].calls += 1
        if result.changes[place].examples.count < 3 { result.changes[place].examples.append(call) }
    }

    package var difference: RuleDifference {
        var result = result
        result.meanBefore = countBefore > 0 ? sumBefore / Double(countBefore) : nil
        result.meanAfter = countAfter > 0 ? sumAfter / Double(countAfter) : nil
        result.changes.sort { ($0.rule, -$0.calls) < ($1.rule, -$1.calls) }
        return result
    }
}
