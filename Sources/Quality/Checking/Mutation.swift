internal import Calls
package import StrictYAML

extension RulePack {
    /// Small changes of rules that not one of their tests would notice, each at its rule's place.
    package func unnoticedMutations() -> [YAMLError] {
        rules.flatMap { rule in
            rule.mutants.compactMap { change, mutant in
                var changed = self
                changed.rules = [mutant]
                guard changed.runTests().allSatisfy(\.passed) else { return nil }
                let problem = "no test of '\(rule.id)' notices: \(change)"
                return YAMLError(file: file, line: rule.line, column: 1, problem: problem)
            }
        }
    }
}

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
        func changed(_ mutants: [(String, Kind)]) -> [(String, Condition)] {
            mutants.map { change, kind in
                var mutant = self
                mutant.kind = kind
                return (change, mutant)
            }
        }
        switch kind {
        case .said(let phrases): return changed(phrases.mutants.map { ($0, .said($1)) })
        case .sequence(let steps, let within): return changed(Self.mutants(of: steps, within))
        case .repeated(let repeated): return changed(repeated.mutants.map { ($0, .repeated($1)) })
        case .measured(let measure): return changed(measure.mutants.map { ($0, .measured($1)) })
        case .fact(let fact): return changed(fact.mutants.map { ($0, .fact($1)) })
        case .all(let parts): return changed(parts.mutants.map { ($0, .all($1)) })
        case .any(let parts): return changed(parts.mutants.map { ($0, .any($1)) })
        case .atLeast(let count, let parts):
            let fewer = count > 1 ? [("one fewer", Kind.atLeast(count - 1, parts))] : []
            let more = count < parts.count ? [("one more", Kind.atLeast(count + 1, parts))] : []
            return changed(fewer + more)
        case .not(let part): return [("not left out", part)] + changed(part.mutants.map { ($0, .not($1)) })
        }
    }

    private static func mutants(of steps: [Utterance], _ within: Milliseconds?) -> [(String, Kind)] {
        var mutants: [(String, Kind)] = []
        for index in steps.indices {
            for (change, step) in steps[index].mutants {
                var changed = steps
                changed[index] = step
                mutants.append(("step \(index + 1) " + change, .sequence(changed, within: within)))
            }
        }
        mutants.append(("reversed", .sequence(steps.reversed(), within: within)))
        if within != nil { mutants.append(("however much later", .sequence(steps, within: nil))) }
        return mutants
    }
}

extension RepeatCondition {
    fileprivate var mutants: [(String, RepeatCondition)] {
        [-1, 1].map { change in
            var changed = self
            changed.times += change
            return ("\(changed.times) times", changed)
        }
    }
}

extension MeasureCondition {
    fileprivate var mutants: [(String, MeasureCondition)] {
        var mutants = limit.mutants(
            by: statistic == .count ? 1 : quantity == .rate ? 10 : quantity == .loudness ? 2 : 0.05
        ).map { change, limit in
            var changed = self
            changed.limit = limit
            return (change, changed)
        }
        for (change, window) in window.mutants {
            var changed = self
            changed.window = window
            mutants.append((change, changed))
        }
        if let speaker {
            var changed = self
            changed.speaker = speaker == .agent ? .customer : .agent
            mutants.append(("the other party's", changed))
        }
        return mutants
    }
}

extension Limit {
    /// A little less and a little more.
    fileprivate func mutants(by step: Double) -> [(String, Limit)] {
        [-step, step].map { change in
            var changed = self
            changed.value += change
            return ("limit \(changed.value)", changed)
        }
    }
}

extension CallFact {
    fileprivate var mutants: [(String, CallFact)] {
        switch self {
        case .duration(let limit): limit.mutants(by: 0.5).map { ($0, .duration($1)) }
        case .wait(let limit): limit.mutants(by: 0.5).map { ($0, .wait($1)) }
        case .transfers(let limit): limit.mutants(by: 1).map { ($0, .transfers($1)) }
        case .turns(let limit): limit.mutants(by: 1).map { ($0, .turns($1)) }
        case .hungUpBy(let roles): [("by the other", .hungUpBy(PartyRole.allCases.filter { !roles.contains($0) }))]
        case .direction(let some): [("other directions", .direction(Direction.allCases.filter { !some.contains($0) }))]
        case .firstSpeaker(let roles):
            [("another first", .firstSpeaker(PartyRole.allCases.filter { !roles.contains($0) }))]
        case .lastSpeaker(let roles):
            [("another last", .lastSpeaker(PartyRole.allCases.filter { !roles.contains($0) }))]
        case .timeOfDay(let from, let until):
            [
                ("from a minute earlier", .timeOfDay(from: from - 1, until: until)),
                ("from a minute later", .timeOfDay(from: from + 1, until: until)),
                ("until a minute earlier", .timeOfDay(from: from, until: until - 1)),
                ("until a minute later", .timeOfDay(from: from, until: until + 1)),
            ]
        case .weekday(let days):
            days.indices.map { index in
                var fewer = days
                fewer.remove(at: index)
                return ("without \(days[index].rawValue)", .weekday(fewer))
            }
        case .outcome, .queue, .agent: []
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
        for (change, limit) in times?.mutants(by: 1) ?? [] {
            var changed = self
            changed.times = limit
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
        for index in phrases.indices {
            for (change, pattern) in phrases[index].pattern.mutants {
                var changed = self
                changed.phrases[index].pattern = pattern
                mutants.append(("'\(phrases[index].text)' \(change)", changed))
            }
        }
        if speaker != nil { mutants.append(("by anyone", Utterance(phrases: phrases, by: nil))) }
        return mutants
    }
}

extension Pattern {
    /// Looser ones, which find what they must not.
    fileprivate var mutants: [(String, Pattern)] {
        switch self {
        case .near(let first, let second, let distance):
            let anywhere = Distance(measure: .time(Milliseconds(86_400_000)), isOrdered: distance.isOrdered)
            let unordered = Distance(measure: distance.measure, isOrdered: false)
            return [("however far", .near(first, second, anywhere))]
                + (distance.isOrdered ? [("in any order", .near(first, second, unordered))] : [])
        case .outside(let phrase, _): return [("within anything", phrase.pattern)]
        case .digits(let count): return [("one digit fewer", .digits(max(1, count.lowerBound - 1)...count.upperBound))]
        case .expression(let expression, _?): return [("without exception", .expression(expression, except: nil))]
        case .words, .sound, .expression: return []
        }
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
        if let after {
            add("not after") { $0.after = nil }
            add("before instead of after") { ($0.before, $0.after) = (after, nil) }
            for (change, utterance) in after.mutants where utterance.speaker == after.speaker {
                add("after " + change) { $0.after = utterance }
            }
        }
        if let firstTurns {
            add("the last \(firstTurns) turns") { ($0.firstTurns, $0.lastTurns) = (nil, firstTurns) }
            add("one turn more") { $0.firstTurns = firstTurns + 1 }
        }
        if let lastTurns {
            add("the first \(lastTurns) turns") { ($0.firstTurns, $0.lastTurns) = (lastTurns, nil) }
            add("one turn more") { $0.lastTurns = lastTurns + 1 }
        }
        if let firstShare {
            add("the last share") { ($0.firstShare, $0.lastShare) = (nil, firstShare) }
            add("half the share") { $0.firstShare = firstShare / 2 }
        }
        if let lastShare {
            add("the first share") { ($0.firstShare, $0.lastShare) = (lastShare, nil) }
            add("half the share") { $0.lastShare = lastShare / 2 }
        }
        if let beforeHold {
            add("after hold") { ($0.beforeHold, $0.afterHold) = (nil, beforeHold) }
            add("long before hold") { $0.beforeHold = Milliseconds(beforeHold.count + 1000) }
        }
        if let afterHold {
            add("before hold") { ($0.beforeHold, $0.afterHold) = (afterHold, nil) }
            add("long after hold") { $0.afterHold = Milliseconds(afterHold.count + 1000) }
        }
        return mutants
    }
}
