internal import Calls
internal import StrictYAML

extension Condition {
    /// The most conditions in each other.
    static let maximumDepth = 8
    /// The most conditions beside each other.
    static let maximumParts = 50

    /// A mapping with exactly one operator and, for some, what qualifies it.
    init(_ value: YAMLValue, depth: Int = 1) throws(YAMLError) {
        guard depth <= Self.maximumDepth else {
            throw value.error("conditions nested more than \(Self.maximumDepth) deep")
        }
        let (name, mapping) = try value.operator(of: Grammar.operators, what: "condition", hint: "join them with 'and'")
        kind = try Self.read(name, mapping, depth: depth)
        (line, column) = (value.line, value.column)
    }

    private static func read(_ name: String, _ mapping: YAMLMapping, depth: Int) throws(YAMLError) -> Kind {
        let operand = try mapping.required(name)
        func parts(_ value: YAMLValue) throws(YAMLError) -> [Condition] {
            var parts: [Condition] = []
            for part in try value.bounded(maximumParts, "conditions") {
                parts.append(try Condition(part, depth: depth + 1))
            }
            return parts
        }
        if let quantifier = PhraseCondition.Quantifier(rawValue: name) {
            return .said(try PhraseCondition(quantifier, operand, mapping))
        }
        if let quantity = Quantity(rawValue: name) { return .measured(try MeasureCondition(quantity, operand)) }
        switch name {
        case "sequence":
            var steps: [Utterance] = []
            for step in try operand.bounded(10, "steps") { steps.append(try Utterance(step)) }
            let within = try mapping["within"].map { (value) throws(YAMLError) in try value.length() }
            return .sequence(steps, within: within)
        case "repeats": return .repeated(try RepeatCondition(operand))
        case "and": return .all(try parts(operand))
        case "or": return .any(try parts(operand))
        case "not": return .not(try Condition(operand, depth: depth + 1))
        case "at least":
            let conditions = try parts(try mapping.required("of"))
            return .atLeast(try operand.int(in: 1...conditions.count), conditions)
        default: return .fact(try CallFact(name, operand))
        }
    }
}

extension YAMLValue {
    /// The one operator in a mapping, whose other keys must go with it.
    func `operator`(
        of operators: [Grammar.Operator],
        what: String,
        hint: String
    ) throws(YAMLError) -> (name: String, mapping: YAMLMapping) {
        let names = operators.map(\.name)
        let mapping = try mapping(names + operators.flatMap(\.qualifiers.names))
        let named = operators.filter { mapping.keys.contains($0.name) }
        guard let found = named.first, named.count == 1 else {
            let hint = named.isEmpty ? "one of \(names.joined(separator: ", "))" : hint
            throw error("expected one \(what), found \(named.count)", hint: hint)
        }
        for key in mapping.keys where key != found.name && !found.qualifiers.names.contains(key) {
            throw (mapping.keyValue(key) ?? self).error("'\(key)' does not go with '\(found.name)'")
        }
        return (found.name, mapping)
    }
}

extension RepeatCondition {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["times", "by", "in turns", "similarity", "words"])
        times = try mapping.required("times").int(in: 2...20)
        speaker = try mapping["by"].map { (value) throws(YAMLError) in try value.oneOf(PartyRole.self) }
        turns = try mapping["in turns"]?.int(in: 2...200) ?? 20
        similarity = try mapping["similarity"]?.double(in: 0.1...1) ?? 0.8
        words = try mapping["words"]?.int(in: 1...50) ?? 4
    }
}

extension MeasureCondition {
    fileprivate init(_ quantity: Quantity, _ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(Grammar.measureKeys(quantity).names)
        self.quantity = quantity
        speaker = try mapping["by"].map { (value) throws(YAMLError) in try value.oneOf(PartyRole.self) }
        window = try mapping["in"].map { (value) throws(YAMLError) in try Window(value) } ?? .whole
        if quantity.needsSpeaker, speaker == nil { throw value.error("'\(quantity.rawValue)' is somebody's: add 'by'") }
        guard quantity.statistics != [.value] else {
            statistic = .value
            limit = try Limit(mapping, in: value) { (number) throws(YAMLError) in
                guard case .number(let range) = Grammar.number(of: quantity) else { throw number.error("not a number") }
                return try number.double(in: range)
            }
            return
        }
        let named = mapping.keys.compactMap(Statistic.init(rawValue:))
        guard let statistic = named.first, named.count == 1 else {
            let names = quantity.statistics.map(\.rawValue).joined(separator: ", ")
            throw value.error("expected one of \(names)")
        }
        self.statistic = statistic
        let unit: Limit.Unit =
            switch statistic {
            case .longest, .total, .average: .time
            case .count: .count
            case .share, .value: .share
            }
        limit = try Limit(mapping.required(statistic.rawValue), unit)
    }
}

extension CallFact {
    fileprivate init(_ name: String, _ value: YAMLValue) throws(YAMLError) {
        func texts() throws(YAMLError) -> [String] {
            try value.list { (value) throws(YAMLError) in try value.string() }
        }
        func some<T: RawRepresentable<String> & CaseIterable>(_ type: T.Type) throws(YAMLError) -> [T] {
            try value.list { (value) throws(YAMLError) in try value.oneOf(type) }
        }
        switch name {
        case "duration": self = .duration(try Limit(value, .time))
        case "wait": self = .wait(try Limit(value, .time))
        case "transfers": self = .transfers(try Limit(value, .count))
        case "turns": self = .turns(try Limit(value, .count))
        case "outcome": self = .outcome(try some(Outcome.self))
        case "direction": self = .direction(try some(Direction.self))
        case "queue": self = .queue(try texts())
        case "agent": self = .agent(try texts())
        case "hung up by": self = .hungUpBy(try some(PartyRole.self))
        case "first speaker": self = .firstSpeaker(try some(PartyRole.self))
        case "last speaker": self = .lastSpeaker(try some(PartyRole.self))
        case "weekday": self = .weekday(try some(Weekday.self))
        default:
            let mapping = try value.mapping(["from", "until"])
            let from = try mapping.required("from").minutesOfDay()
            let until = try mapping.required("until").minutesOfDay()
            guard from != until else { throw value.error("no time at all is from a time until the same") }
            self = .timeOfDay(from: from, until: until > from ? until : until + 24 * 60)
        }
    }
}

extension Limit {
    enum Unit { case time, count, share }

    init(_ value: YAMLValue, _ unit: Unit) throws(YAMLError) {
        let mapping = try value.mapping(Relation.allCases.map(\.rawValue))
        try self.init(mapping, in: value) { (number) throws(YAMLError) in
            switch unit {
            case .time: try number.length().seconds
            case .count: Double(try number.int(in: 0...1_000_000))
            case .share: try number.double(in: 0...1)
            }
        }
    }

    /// The one comparison among a mapping's keys.
    fileprivate init(
        _ mapping: YAMLMapping,
        in value: YAMLValue,
        _ read: (YAMLValue) throws(YAMLError) -> Double
    ) throws(YAMLError) {
        let relations = mapping.keys.compactMap(Relation.init(rawValue:))
        guard let relation = relations.first, relations.count == 1 else {
            throw value.error("expected one comparison", hint: "write it like {over: 10s}")
        }
        self.init(relation: relation, value: try read(mapping.required(relation.rawValue)))
    }
}
