package import Calls

/// Why a rule came to its verdict on a call: every condition, and what it found.
package struct Explanation: Sendable {
    package struct Step: Sendable {
        /// Of a condition in another, 1 and more.
        package var depth: Int
        /// The condition in the words of a pack.
        package var text: String
        /// `yes`, `no`, or why nobody can tell.
        package var answer: String
        package var evidence: [Evidence]
        /// Where the condition stands in its file.
        package var line: Int
    }

    package var finding: Finding
    package var steps: [Step]
}

extension RuleSet {
    /// Judges one call by one rule and keeps every step.
    ///
    /// The rule is named as `pack/rule`; nil where there is none.
    package func explain(
        _ rule: String,
        call: Call,
        measures: Measures?,
        transcript: Transcript?,
        titles: String = "en"
    ) -> Explanation? {
        guard let ready = rules.first(where: { $0.name == rule }) else { return nil }
        let subject = subject(call: call, measures: measures, transcript: transcript)
        var steps: [Explanation.Step] = []
        if let refusal = subject.refusal(ready.rule.scope) {
            steps.append(.init(depth: 0, text: "scope", answer: "no: \(refusal)", evidence: [], line: ready.rule.line))
        } else {
            if let precondition = ready.rule.precondition {
                steps += subject.steps(precondition, depth: 0, prefix: "applies if: ")
            }
            steps += subject.steps(ready.rule.condition, depth: 0, prefix: ready.rule.demand.rawValue + ": ")
        }
        return Explanation(finding: subject.finding(ready, titles: titles), steps: steps)
    }
}

extension Subject {
    fileprivate func steps(_ condition: Condition, depth: Int, prefix: String = "") -> [Explanation.Step] {
        let judgement = judge(condition)
        let answer =
            switch judgement.truth {
            case .holds: "yes"
            case .fails: "no"
            case .unknown(let reason): "not known: \(reason)"
            }
        let step = Explanation.Step(
            depth: depth,
            text: prefix + condition.text,
            answer: answer,
            evidence: condition.parts.isEmpty ? Array(judgement.evidence.prefix(20)) : [],
            line: condition.line
        )
        return [step] + condition.parts.flatMap { steps($0, depth: depth + 1) }
    }
}

extension Condition {
    /// The condition in the words of a pack, in one line.
    var text: String {
        switch kind {
        case .said(let said): said.text
        case .sequence(let steps, let within):
            "sequence " + steps.map(\.text).joined(separator: ", then ")
                + (within.map { ", within \($0.seconds) s" } ?? "")
        case .repeated(let repeated): "repeats \(repeated.times) times" + by(repeated.speaker)
        case .measured(let measure):
            "\(measure.quantity.rawValue)\(measure.statistic == .value ? "" : " " + measure.statistic.rawValue) "
                + measure.limit.text + by(measure.speaker) + measure.window.text
        case .fact(let fact): fact.text
        case .all: "and"
        case .any: "or"
        case .not: "not"
        case .atLeast(let count, let parts): "at least \(count) of \(parts.count)"
        }
    }
}

private func by(_ speaker: PartyRole?) -> String { speaker.map { " by \($0.rawValue)" } ?? "" }

extension Limit {
    fileprivate var text: String { "\(relation.rawValue) \(value)" }
}

extension PhraseCondition {
    fileprivate var text: String {
        quantifier.rawValue + " " + utterance.list + (times.map { " times \($0.text)" } ?? "") + by(utterance.speaker)
            + window.text
    }
}

extension Utterance {
    fileprivate var list: String {
        let shown = phrases.prefix(6).map { "'\($0.text)'" }.joined(separator: ", ")
        return "[" + shown + (phrases.count > 6 ? ", … \(phrases.count)" : "") + "]"
    }

    fileprivate var text: String { list + by(speaker) }
}

extension Window {
    fileprivate var text: String {
        let parts: [String?] = [
            first.map { "first \($0.seconds) s" }, last.map { "last \($0.seconds) s" },
            firstShare.map { "first \($0 * 100) %" }, lastShare.map { "last \($0 * 100) %" },
            firstTurns.map { "first \($0) turns" }, lastTurns.map { "last \($0) turns" },
            before.map { "before \($0.text)" }, after.map { "after \($0.text)" },
            beforeHold.map { "\($0.seconds) s before hold" }, afterHold.map { "\($0.seconds) s after hold" },
        ]
        let text = parts.compactMap(\.self).joined(separator: ", ")
        return text.isEmpty ? "" : " in " + text
    }
}

extension CallFact {
    fileprivate var text: String {
        switch self {
        case .duration(let limit): "duration \(limit.text)"
        case .wait(let limit): "wait \(limit.text)"
        case .transfers(let limit): "transfers \(limit.text)"
        case .turns(let limit): "turns \(limit.text)"
        case .outcome(let some): "outcome \(some.map(\.rawValue).joined(separator: " or "))"
        case .direction(let some): "direction \(some.map(\.rawValue).joined(separator: " or "))"
        case .queue(let some): "queue \(some.joined(separator: " or "))"
        case .agent(let some): "agent \(some.joined(separator: " or "))"
        case .hungUpBy(let some): "hung up by \(some.map(\.rawValue).joined(separator: " or "))"
        case .firstSpeaker(let some): "first speaker \(some.map(\.rawValue).joined(separator: " or "))"
        case .lastSpeaker(let some): "last speaker \(some.map(\.rawValue).joined(separator: " or "))"
        case .timeOfDay(let from, let until): "time of day from \(clock(from)) until \(clock(until))"
        case .weekday(let some): "weekday \(some.map(\.rawValue).joined(separator: " or "))"
        }
    }

    private func clock(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60 % 24, minutes % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
