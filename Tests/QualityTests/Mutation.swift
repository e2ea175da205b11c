import Calls
import Quality

extension Rule {
    /// The same rule with one thing changed that its tests must notice, each with a name for it.
    var mutants: [(change: String, rule: Rule)] {
        var mutants: [(String, Rule)] = []
        for (change, condition) in condition.mutants {
            var rule = self
            rule.condition = condition
            mutants.append((change, rule))
        }
        if let precondition {
            for (change, condition) in precondition.mutants {
                var rule = self
                rule.precondition = condition
                mutants.append(("applies if: " + change, rule))
            }
            var rule = self
            rule.precondition = nil
            mutants.append(("applies if: left out", rule))
        }
        var rule = self
        rule.demand = demand == .require ? .forbid : .require
        mutants.append(("demand reversed", rule))
        return mutants
    }
}

extension Condition {
    fileprivate var mutants: [(String, Condition)] {
        switch self {
        case .said(let phrases): phrases.mutants.map { ($0, .said($1)) }
        case .sequence: []
        case .measured(let measure):
            [-0.05, 0.05].map { change in
                var changed = measure
                changed.limit.value += changed.statistic == .count ? (change < 0 ? -1 : 1) : change
                return ("limit \(changed.limit.value)", .measured(changed))
            }
        case .fact(.duration(let limit)):
            [-0.5, 0.5].map { change in
                var changed = limit
                changed.value += change
                return ("limit \(changed.value)", .fact(.duration(changed)))
            }
        case .fact(.hungUpBy): [("by the agent", .fact(.hungUpBy([.agent])))]
        case .fact: []
        case .all(let parts): parts.mutants.map { ($0, .all($1)) }
        case .any(let parts): parts.mutants.map { ($0, .any($1)) }
        case .atLeast(let count, let parts): parts.mutants.map { ($0, .atLeast(count, $1)) }
        case .not(let part): [("not left out", part)] + part.mutants.map { ($0, .not($1)) }
        }
    }
}

extension [Condition] {
    fileprivate var mutants: [(String, [Condition])] {
        indices.flatMap { index in
            var without = self
            without.remove(at: index)
            let changed = self[index].mutants.map { change, condition in
                var parts = self
                parts[index] = condition
                return (change, parts)
            }
            return [("part \(index) left out", without)] + changed
        }
    }
}

extension PhraseCondition {
    fileprivate var mutants: [(String, PhraseCondition)] {
        var mutants = utterance.mutants.map { change, utterance in
            var changed = self
            changed.utterance = utterance
            return (change, changed)
        }
        for (change, window) in window.mutants {
            var changed = self
            changed.window = window
            mutants.append((change, changed))
        }
        return mutants
    }
}

extension Utterance {
    fileprivate var mutants: [(String, Utterance)] {
        var mutants = phrases.indices.map { index in
            var changed = self
            changed.phrases.remove(at: index)
            return ("without '\(phrases[index].text)'", changed)
        }
        if speaker != nil { mutants.append(("by anyone", Utterance(phrases: phrases, by: nil))) }
        return mutants
    }
}

extension Window {
    fileprivate var mutants: [(String, Window)] {
        var mutants: [(String, Window)] = []
        func add(_ change: String, _ edit: (inout Window) -> Void) {
            var changed = self
            edit(&changed)
            mutants.append((change, changed))
        }
        if let first {
            add("the last \(first.seconds) s") { ($0.first, $0.last) = (nil, first) }
            add("a little more than the first") { $0.first = first + Milliseconds(50) }
            add("half of the first") { $0.first = Milliseconds(first.count / 2) }
        }
        if let last {
            add("the first \(last.seconds) s") { ($0.first, $0.last) = (last, nil) }
            add("a little more than the last") { $0.last = last + Milliseconds(150) }
            add("half of the last") { $0.last = Milliseconds(last.count / 2) }
        }
        if let before {
            add("not before") { $0.before = nil }
            add("after instead of before") { ($0.before, $0.after) = (nil, before) }
            for (change, utterance) in before.mutants where utterance.speaker == before.speaker {
                add("before " + change) { $0.before = utterance }
            }
        }
        return mutants
    }
}
