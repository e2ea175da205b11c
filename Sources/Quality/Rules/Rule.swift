package import Calls

/// A set of rules that are put in force together, as one YAML file.
package struct RulePack: Equatable, Sendable {
    package var id: String
    package var version: Int
    package var title: Title
    /// BCP 47 languages of the calls that the rules are for; empty for all.
    package var languages: [String]
    package var rules: [Rule]
    /// The name of the file it was read from.
    package var file: String
}

/// A text for people, in the languages that its author gave.
package struct Title: Equatable, Sendable {
    package var en: String
    package var zh: String?

    /// The text in `language`, in English where that is not given.
    package func text(in language: String) -> String {
        language.lowercased().hasPrefix("zh") ? zh ?? en : en
    }
}

/// One thing that a call must or must not have.
package struct Rule: Equatable, Sendable {
    /// What the condition means for the call.
    package enum Demand: String, Equatable, Sendable { case require, forbid }

    /// Why there is such a rule: its text in law or policy, and who last looked it up when.
    package struct Reason: Equatable, Sendable {
        package var text: Title
        package var source: String
        /// ISO 8601 date, `YYYY-MM-DD`.
        package var checked: String
    }

    package var id: String
    package var version: Int
    package var title: Title
    package var severity: Severity
    /// 0 to 100, against the other rules of the scorecard.
    package var weight: Double
    package var isFatal: Bool
    package var reason: Reason
    package var scope: Scope
    /// The rule is not applicable where this does not hold.
    package var precondition: Condition?
    package var demand: Demand
    package var condition: Condition
    package var tests: [RuleTest]
    /// Counted from 1.
    package var line: Int
}

/// The calls that a rule is meant for; an empty list admits all.
package struct Scope: Equatable, Sendable {
    package var queues: [String] = []
    package var directions: [Direction] = []
    /// Primary subtags or whole tags: `zh` admits `zh-CN`.
    package var languages: [String] = []
    /// Nobody can be judged on a call that no agent answered, so that is the default.
    package var outcomes: [Outcome] = [.answered]
    /// The first business day on which the rule is in force, `YYYY-MM-DD` on the site's clock; nil for all before.
    package var from: String?
    /// The first business day on which it no longer is.
    package var until: String?
}

/// An example of a call and the verdict it must get, written beside the rule.
package struct RuleTest: Equatable, Sendable {
    package var name: String
    package var expected: Verdict
    package var call: Call
    package var measures: Measures?
    package var transcript: Transcript?
    /// Counted from 1.
    package var line: Int
}
