package import Calls

/// How far people and rules agree on the same calls.
package struct Agreement: Equatable, Sendable {
    /// Calls that both passed, both failed, and on which they differ.
    package private(set) var bothPassed = 0
    package private(set) var bothFailed = 0
    /// The rule passed what the person failed.
    package private(set) var onlyRulePassed = 0
    package private(set) var onlyPersonPassed = 0

    package init() {}

    /// Counts one call; where either says that the rule does not apply there is nothing to agree on.
    package mutating func add(rule: Verdict, person: Verdict) {
        switch (rule, person) {
        case (.passed, .passed): bothPassed += 1
        case (.failed, .failed): bothFailed += 1
        case (.passed, .failed): onlyRulePassed += 1
        case (.failed, .passed): onlyPersonPassed += 1
        default: break
        }
    }

    package static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.bothPassed += b.bothPassed
        sum.bothFailed += b.bothFailed
        sum.onlyRulePassed += b.onlyRulePassed
        sum.onlyPersonPassed += b.onlyPersonPassed
        return sum
    }

    package var calls: Int { bothPassed + bothFailed + onlyRulePassed + onlyPersonPassed }

    /// The share on which they agree, 0 to 1; nil without calls.
    package var share: Double? { calls > 0 ? Double(bothPassed + bothFailed) / Double(calls) : nil }

    /// Cohen's κ (Educational and Psychological Measurement 20, 1960): 1 for perfect agreement, 0 for that of chance.
    ///
    /// Nil without calls, and where both always say the same one thing: chance then agrees as well as anyone.
    package var kappa: Double? {
        guard let observed = share else { return nil }
        let count = Double(calls)
        let rulePassed = Double(bothPassed + onlyRulePassed) / count
        let personPassed = Double(bothPassed + onlyPersonPassed) / count
        let expected = rulePassed * personPassed + (1 - rulePassed) * (1 - personPassed)
        return expected < 1 ? (observed - expected) / (1 - expected) : nil
    }
}
