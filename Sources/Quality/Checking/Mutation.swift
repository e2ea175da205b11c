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

/// What becomes of a value by one change at a time, each with a name for it.
private struct Mutants<Value> {
    let value: Value
    private(set) var all: [(change: String, mutant: Value)] = []

    init(of value: Value) { self.value = value }

    mutating func add(_ change: String, _ edit: (inout Value) -> Void) {
        var mutant = value
        edit(&mutant)
        all.append((change, mutant))
    }

    /// Each change of a part is one of the whole.
    mutating func add<Part>(_ parts: [(String, Part)], to place: WritableKeyPath<Value, Part>, as name: String = "") {
        for (change, part) in parts { add(name + change) { $0[keyPath: place] = part } }
    }
}

extension Rule {
    /// The same rule with one thing changed that its tests must notice, each with a name for it.
    var mutants: [(change: String, mutant: Rule)] {
        var mutants = Mutants(of: self)
        mutants.add(condition.mutants, to: \.condition)
        if let precondition {
            mutants.add(precondition.mutants.map { ($0, $1) }, to: \.precondition, as: "applies if: ")
            mutants.add("applies if: left out") { $0.precondition = nil }
        }
        mutants.add(scope.mutants, to: \.scope, as: "scope: ")
        mutants.add("demand reversed") { $0.demand = demand == .require ? .forbid : .require }
        return mutants.all
    }
}

extension Scope {
    /// Wider ones.
    fileprivate var mutants: [(String, Scope)] {
        var mutants = Mutants(of: self)
        if !queues.isEmpty { mutants.add("any queue") { $0.queues = [] } }
        if !directions.isEmpty { mutants.add("any direction") { $0.directions = [] } }
        if from != nil { mutants.add("from ever") { $0.from = nil } }
        if until != nil { mutants.add("for ever") { $0.until = nil } }
        return mutants.all
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
        var mutants = Mutants(of: self)
        for change in [-1, 1] { mutants.add("\(times + change) times") { $0.times += change } }
        return mutants.all
    }
}

extension MeasureCondition {
    fileprivate var mutants: [(String, MeasureCondition)] {
        var mutants = Mutants(of: self)
        let step = statistic == .count ? 1 : quantity == .rate ? 10 : quantity == .loudness ? 2 : 0.05
        mutants.add(limit.mutants(by: step), to: \.limit)
        mutants.add(window.mutants, to: \.window)
        if let speaker { mutants.add("the other party's") { $0.speaker = speaker == .agent ? .customer : .agent } }
        return mutants.all
    }
}

extension Limit {
    /// A little less and a little more.
    fileprivate func mutants(by step: Double) -> [(String, Limit)] {
        var mutants = Mutants(of: self)
        for change in [-step, step] { mutants.add("limit \(value + change)") { $0.value += change } }
        return mutants.all
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
        case .weekday(let days): days.eachLeftOut { ("without \($0.rawValue)", .weekday($1)) }
        case .outcome(let some): [("other outcomes", .outcome(Outcome.allCases.filter { !some.contains($0) }))]
        case .queue(let names): names.eachLeftOut { ("without queue '\($0)'", .queue($1)) }
        case .agent(let names): names.eachLeftOut { ("without agent '\($0)'", .agent($1)) }
        }
    }
}

extension Array {
    /// What `body` makes of each element and the others.
    fileprivate func eachLeftOut<Mutant>(_ body: (Element, [Element]) -> Mutant) -> [Mutant] {
        indices.map { index in body(self[index], Array(self[..<index] + self[(index + 1)...])) }
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
        var mutants = Mutants(of: self)
        mutants.add(utterance.mutants, to: \.utterance)
        mutants.add(window.mutants, to: \.window)
        mutants.add((times?.mutants(by: 1) ?? []).map { ($0, $1) }, to: \.times)
        return mutants.all
    }
}

extension Utterance {
    fileprivate var mutants: [(String, Utterance)] {
        var mutants = Mutants(of: self)
        for (index, phrase) in phrases.enumerated() {
            mutants.add("without '\(phrase.text)'") { $0.phrases.remove(at: index) }
            mutants.add(phrase.pattern.mutants, to: \.phrases[index].pattern, as: "'\(phrase.text)' ")
        }
        if speaker != nil { mutants.add("by anyone") { $0 = Utterance(phrases: phrases, by: nil) } }
        return mutants.all
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
        var mutants = Mutants(of: self)
        if let first {
            mutants.add("the last \(first.seconds) s") { ($0.first, $0.last) = (nil, first) }
            mutants.add("a little more than the first") { $0.first = first + Milliseconds(50) }
            mutants.add("half of the first") { $0.first = Milliseconds(first.count / 2) }
        }
        if let last {
            mutants.add("the first \(last.seconds) s") { ($0.first, $0.last) = (last, nil) }
            mutants.add("a little more than the last") { $0.last = last + Milliseconds(150) }
            mutants.add("half of the last") { $0.last = Milliseconds(last.count / 2) }
        }
        if let before {
            mutants.add("not before") { $0.before = nil }
            mutants.add("after instead of before") { ($0.before, $0.after) = (nil, before) }
            for (change, utterance) in before.mutants where utterance.speaker == before.speaker {
                mutants.add("before " + change) { $0.before = utterance }
            }
        }
        if let after {
            mutants.add("not after") { $0.after = nil }
            mutants.add("before instead of after") { ($0.before, $0.after) = (after, nil) }
            for (change, utterance) in after.mutants where utterance.speaker == after.speaker {
                mutants.add("after " + change) { $0.after = utterance }
            }
        }
        if let firstTurns {
            mutants.add("the last \(firstTurns) turns") { ($0.firstTurns, $0.lastTurns) = (nil, firstTurns) }
            mutants.add("one turn more") { $0.firstTurns = firstTurns + 1 }
        }
        if let lastTurns {
            mutants.add("the first \(lastTurns) turns") { ($0.firstTurns, $0.lastTurns) = (lastTurns, nil) }
            mutants.add("one turn more") { $0.lastTurns = lastTurns + 1 }
        }
        if let firstShare {
            mutants.add("the last share") { ($0.firstShare, $0.lastShare) = (nil, firstShare) }
            mutants.add("half the share") { $0.firstShare = firstShare / 2 }
        }
        if let lastShare {
            mutants.add("the first share") { ($0.firstShare, $0.lastShare) = (lastShare, nil) }
            mutants.add("half the share") { $0.lastShare = lastShare / 2 }
        }
        if let beforeHold {
            mutants.add("after hold") { ($0.beforeHold, $0.afterHold) = (nil, beforeHold) }
            mutants.add("long before hold") { $0.beforeHold = Milliseconds(beforeHold.count + 1000) }
        }
        if let afterHold {
            mutants.add("before hold") { ($0.beforeHold, $0.afterHold) = (afterHold, nil) }
            mutants.add("long after hold") { $0.afterHold = Milliseconds(afterHold.count + 1000) }
        }
        return mutants.all
    }
}
