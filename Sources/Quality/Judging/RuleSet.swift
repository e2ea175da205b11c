package import Calls
package import Foundation

/// The rules in force, made ready to judge any number of calls.
///
/// Making one takes about as long as reading its packs; judging a call by it takes time in proportion to the call and
/// to the number of rules, and never more than a bounded amount of work, whatever the rules say.
package struct RuleSet: Sendable {
    package let packs: [RulePack]
    let rules: [ReadyRule]
    let index: PhraseIndex
    /// Of the site: days and times of day are those of its clock.
    private let zone: TimeZone
    /// Shares out the points; nil where the rules' own weights do.
    private let scorecard: Scorecard?

    /// One rule with its phrases numbered.
    struct ReadyRule: Sendable {
        var rule: Rule
        /// `pack/rule`.
        var name: String
    }

    package init(_ packs: [RulePack], zone: TimeZone = .gmt, scorecard: Scorecard? = nil) {
        self.packs = packs
        self.zone = zone
        self.scorecard = scorecard
        var rules = packs.flatMap { pack in pack.rules.map { ReadyRule(rule: $0, name: "\(pack.id)/\($0.id)") } }
        var conditions = rules.map(\.rule.condition)
        let preconditions = rules.indices.filter { rules[$0].rule.precondition != nil }
        conditions += preconditions.compactMap { rules[$0].rule.precondition }
        index = PhraseIndex(numbering: &conditions)
        for place in rules.indices { rules[place].rule.condition = conditions[place] }
        for (place, rule) in preconditions.enumerated() {
            rules[rule].rule.precondition = conditions[rules.count + place]
        }
        self.rules = rules
    }

    /// Judges one call by every rule, in their order.
    ///
    /// It is a pure function: the same call and rules give the same findings. Nothing that was said or measured is an
    /// error; a rule that cannot be judged is not applicable and says why.
    ///
    /// - Parameters:
    ///   - call: The facts, of which no personal data is used.
    ///   - measures: Nil for a call without a recording.
    ///   - transcript: Nil for a call without words.
    ///   - titles: The language of the findings' titles, English where a rule has none in it.
    /// - Returns: One finding a rule, each named `pack/rule`; with a scorecard its weight is its points in this call.
    package func evaluate(
        call: Call,
        measures: Measures?,
        transcript: Transcript?,
        titles: String = "en"
    ) -> Evaluation {
        let subject = subject(call: call, measures: measures, transcript: transcript)
        let findings = rules.map { subject.finding($0, titles: titles) }
        return Evaluation(findings: scorecard?.weighed(findings) ?? findings)
    }

    func subject(call: Call, measures: Measures?, transcript: Transcript?, work: Work = Work()) -> Subject {
        Subject(call: call, measures: measures, transcript: transcript, index: index, zone: zone, work: work)
    }
}
