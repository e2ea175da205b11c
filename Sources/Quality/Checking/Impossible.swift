internal import Calls

/// A condition that cannot be meant, and where it stands.
struct Impossibility: Equatable {
    var line: Int
    var column: Int
    var problem: String
}

extension Rule {
    /// Conditions that no call can meet, or that every call meets, as far as their numbers and names say.
    var impossibilities: [Impossibility] {
        var found: [Impossibility] = []
        var known = Bounds()
        known.narrow(.direction(scope.directions), unlessEmpty: scope.directions)
        known.narrow(.outcome(scope.outcomes), unlessEmpty: scope.outcomes)
        known.narrow(.queue(scope.queues), unlessEmpty: scope.queues)
        if let precondition {
            precondition.check(within: known, &found)
            // What the precondition demands is known where the rule applies.
            _ = known.narrow(precondition)
        }
        condition.check(within: known, &found)
        return found
    }
}

extension Condition {
    /// Looks for contradictions here and in every part, given what is known of each call that gets here.
    fileprivate func check(within known: Bounds, _ found: inout [Impossibility]) {
        for problem in faults { found.append(Impossibility(line: line, column: column, problem: problem)) }
        var narrowed = known
        if !narrowed.narrow(self) {
            found.append(Impossibility(line: line, column: column, problem: "no call can meet this"))
            return
        }
        switch kind {
        case .all(let parts):
            for (index, part) in parts.enumerated() {
                // Against the other parts, so that the one that contradicts is named by its own place.
                var others = known
                for earlier in parts[..<index] { _ = others.narrow(earlier) }
                part.check(within: others, &found)
            }
        case .any, .atLeast, .not:
            for part in parts { part.check(within: known, &found) }
        case .said, .sequence, .repeated, .measured, .fact: break
        }
    }

    /// What is wrong with this condition by itself.
    private var faults: [String] {
        switch kind {
        case .said(let said): said.times.map { alwaysOrNever($0, from: 0, to: .infinity) } ?? [] + said.window.faults
        case .measured(let measure):
            alwaysOrNever(measure.limit, measure.statistic, measure.quantity) + measure.window.faults
        case .fact(.duration(let limit)), .fact(.wait(let limit)), .fact(.transfers(let limit)),
            .fact(.turns(let limit)):
            alwaysOrNever(limit, from: 0, to: .infinity)
        case .repeated(let repeated):
            repeated.turns < repeated.times ? ["so few turns cannot hold it so many times"] : []
        case .fact, .sequence, .all, .any, .not, .atLeast: []
        }
    }

    private func alwaysOrNever(_ limit: Limit, _ statistic: Statistic, _ quantity: Quantity) -> [String] {
        if quantity == .loudness { return alwaysOrNever(limit, from: -.infinity, to: 0) }
        let most = statistic == .share || quantity == .talkShare ? 1 : Double.infinity
        return alwaysOrNever(limit, from: 0, to: most)
    }

    private func alwaysOrNever(_ limit: Limit, from least: Double, to most: Double) -> [String] {
        let value = limit.value
        switch limit.relation {
        case .over where value >= most, .under where value <= least: return ["no call can meet this limit"]
        case .atLeast where value <= least, .atMost where value >= most: return ["every call meets this limit"]
        default: return []
        }
    }
}

extension Window {
    fileprivate var faults: [String] {
        var faults: [String] = []
        if firstShare == 0 || lastShare == 0 { faults.append("a window of no time") }
        if firstShare == 1 || lastShare == 1 { faults.append("a window of all the time: leave it out") }
        if let before, let after, before.isSame(as: after) {
            faults.append("nothing is both before and after the same")
        }
        if beforeHold != nil, afterHold != nil { faults.append("nothing is both before a hold and after it") }
        return faults
    }
}

extension Utterance {
    /// The same phrases of the same party, wherever they are written.
    fileprivate func isSame(as other: Utterance) -> Bool {
        speaker == other.speaker && phrases.map(\.pattern) == other.phrases.map(\.pattern)
    }
}

/// What is known of a call: the names that a fact may still have, and the range of each number.
private struct Bounds {
    private var names: [String: Set<String>] = [:]
    private var ranges: [String: Range] = [:]
    private var said: [String: Bool] = [:]

    private struct Range {
        var low = -Double.infinity
        var high = Double.infinity
        var lowIsOpen = false
        var highIsOpen = false

        var isEmpty: Bool { low > high || low == high && (lowIsOpen || highIsOpen) }

        mutating func narrow(_ limit: Limit) {
            switch limit.relation {
            case .over: if limit.value >= low { (low, lowIsOpen) = (limit.value, true) }
            case .atLeast: if limit.value > low { (low, lowIsOpen) = (limit.value, false) }
            case .under: if limit.value <= high { (high, highIsOpen) = (limit.value, true) }
            case .atMost: if limit.value < high { (high, highIsOpen) = (limit.value, false) }
            }
        }
    }

    mutating func narrow(_ fact: CallFact, unlessEmpty list: [some Any]) {
        if !list.isEmpty { _ = narrow(fact) }
    }

    /// Takes a condition for true; false where that contradicts what is known.
    mutating func narrow(_ condition: Condition) -> Bool {
        switch condition.kind {
        case .fact(let fact): narrow(fact)
        case .measured(let measure) where measure.window == .whole:
            narrow(
                "\(measure.quantity.rawValue) \(measure.statistic.rawValue) \(measure.speaker?.rawValue ?? "")",
                measure.limit
            )
        case .said(let said): narrow(said)
        case .all(let parts): parts.allSatisfy { narrow($0) }
        case .not(let part): narrow(not: part)
        case .measured, .sequence, .repeated, .any, .atLeast: true
        }
    }

    /// What is not so; only of phrases can that contradict anything simple.
    private mutating func narrow(not condition: Condition) -> Bool {
        guard case .said(var said) = condition.kind, said.quantifier != .all else { return true }
        said.quantifier = said.quantifier == .any ? .none : .any
        return narrow(said)
    }

    /// Phrases that must be said in some window and must not be said in the same.
    private mutating func narrow(_ condition: PhraseCondition) -> Bool {
        guard condition.times == nil else { return true }
        let texts = condition.utterance.phrases.map { phrase in
            "\(phrase.text)|\(condition.utterance.speaker?.rawValue ?? "")|\(condition.window)"
        }
        switch condition.quantifier {
        case .none:
            for text in texts where said[text] == true { return false }
            for text in texts { said[text] = false }
        case .all:
            for text in texts where said[text] == false { return false }
            for text in texts { said[text] = true }
        case .any:
            if texts.allSatisfy({ said[$0] == false }) { return false }
            if texts.count == 1 { said[texts[0]] = true }
        }
        return true
    }

    private mutating func narrow(_ fact: CallFact) -> Bool {
        switch fact {
        case .duration(let limit): narrow("duration", limit)
        case .wait(let limit): narrow("wait", limit)
        case .transfers(let limit): narrow("transfers", limit)
        case .turns(let limit): narrow("turns", limit)
        case .outcome(let allowed): narrow("outcome", allowed.map(\.rawValue))
        case .direction(let allowed): narrow("direction", allowed.map(\.rawValue))
        case .queue(let allowed): narrow("queue", allowed)
        case .agent(let allowed): narrow("agent", allowed)
        case .hungUpBy(let allowed): narrow("hung up by", allowed.map(\.rawValue))
        case .firstSpeaker(let allowed): narrow("first speaker", allowed.map(\.rawValue))
        case .lastSpeaker(let allowed): narrow("last speaker", allowed.map(\.rawValue))
        case .weekday(let allowed): narrow("weekday", allowed.map(\.rawValue))
        case .timeOfDay: true
        }
    }

    private mutating func narrow(_ name: String, _ allowed: [String]) -> Bool {
        let left = names[name].map { $0.intersection(allowed) } ?? Set(allowed)
        names[name] = left
        return !left.isEmpty
    }

    private mutating func narrow(_ name: String, _ limit: Limit) -> Bool {
        var range = ranges[name] ?? Range()
        range.narrow(limit)
        ranges[name] = range
        return !range.isEmpty
    }
}
