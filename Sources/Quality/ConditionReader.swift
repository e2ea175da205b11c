internal import Calls
internal import StrictYAML

extension Condition {
    /// The most conditions in each other.
    static let maximumDepth = 8

    private static let operators =
        [
            "any of", "all of", "none of", "sequence", "and", "or", "not", "at least", "duration", "outcome",
            "direction",
            "queue", "hung up by",
        ] + MeasureCondition.Quantity.allCases.map(\.rawValue)

    /// A mapping with exactly one operator and, for some, what qualifies it.
    init(_ value: YAMLValue, depth: Int = 1) throws(YAMLError) {
        guard depth <= Self.maximumDepth else {
            throw value.error("conditions nested more than \(Self.maximumDepth) deep")
        }
        let mapping = try value.mapping(Self.operators + ["by", "in", "within", "of"])
        let named = mapping.keys.filter(Self.operators.contains)
        guard let name = named.first, named.count == 1 else {
            let hint = named.isEmpty ? "one of \(Self.operators.joined(separator: ", "))" : "join them with 'and'"
            throw value.error("expected one condition, found \(named.count)", hint: hint)
        }
        let allowed =
            switch name {
            case "any of", "all of", "none of": ["by", "in"]
            case "sequence": ["within"]
            case "at least": ["of"]
            default: [String]()
            }
        for key in mapping.keys where key != name && !allowed.contains(key) {
            throw (mapping.keyValue(key) ?? value).error("'\(key)' does not go with '\(name)'")
        }
        self = try Self.read(name, mapping, depth: depth)
    }

    private static func read(_ name: String, _ mapping: YAMLMapping, depth: Int) throws(YAMLError) -> Condition {
        let operand = try mapping.required(name)
        func parts(_ value: YAMLValue) throws(YAMLError) -> [Condition] {
            var parts: [Condition] = []
            for part in try value.bounded(50, "conditions") { parts.append(try Condition(part, depth: depth + 1)) }
            return parts
        }
        switch name {
        case "any of": return .said(try PhraseCondition(.any, operand, mapping))
        case "all of": return .said(try PhraseCondition(.all, operand, mapping))
        case "none of": return .said(try PhraseCondition(.none, operand, mapping))
        case "sequence":
            var steps: [Utterance] = []
            for step in try operand.bounded(10, "steps") { steps.append(try Utterance(step)) }
            let within = try mapping["within"].map { (value) throws(YAMLError) in try value.length() }
            return .sequence(steps, within: within)
        case "and": return .all(try parts(operand))
        case "or": return .any(try parts(operand))
        case "not": return .not(try Condition(operand, depth: depth + 1))
        case "at least":
            let conditions = try parts(try mapping.required("of"))
            return .atLeast(try operand.int(in: 1...conditions.count), conditions)
        default:
            if let fact = try fact(name, operand) { return fact }
            return .measured(try MeasureCondition(name, operand))
        }
    }

    private static func fact(_ name: String, _ value: YAMLValue) throws(YAMLError) -> Condition? {
        switch name {
        case "duration": .fact(.duration(try Limit(value, .time)))
        case "outcome": .fact(.outcome(try value.list { (value) throws(YAMLError) in try value.oneOf(Outcome.self) }))
        case "direction":
            .fact(.direction(try value.list { (value) throws(YAMLError) in try value.oneOf(Direction.self) }))
        case "queue": .fact(.queue(try value.list { (value) throws(YAMLError) in try value.string() }))
        case "hung up by":
            .fact(.hungUpBy(try value.list { (value) throws(YAMLError) in try value.oneOf(PartyRole.self) }))
        default: nil
        }
    }
}

extension MeasureCondition {
    fileprivate init(_ name: String, _ value: YAMLValue) throws(YAMLError) {
        guard let quantity = Quantity(rawValue: name) else { throw value.error("unknown measure") }
        // A call has moments of interruption; how long each lasted is talk-over.
        let statistics = quantity == .interruptions ? [Statistic.count] : Statistic.allCases
        let modifiers = quantity == .interruptions ? ["by"] : []
        let mapping = try value.mapping(statistics.map(\.rawValue) + modifiers)
        let named = mapping.keys.compactMap(Statistic.init(rawValue:))
        guard let statistic = named.first, named.count == 1 else {
            let names = statistics.map(\.rawValue).joined(separator: ", ")
            throw value.error("expected one of \(names)")
        }
        self.quantity = quantity
        self.statistic = statistic
        speaker = try mapping["by"].map { (value) throws(YAMLError) in try value.oneOf(PartyRole.self) }
        let unit: Limit.Unit =
            switch statistic {
            case .longest, .total: .time
            case .count: .count
            case .share: .share
            }
        limit = try Limit(mapping.required(statistic.rawValue), unit)
    }
}

extension Limit {
    enum Unit { case time, count, share }

    init(_ value: YAMLValue, _ unit: Unit) throws(YAMLError) {
        let mapping = try value.mapping(Relation.allCases.map(\.rawValue))
        guard let relation = mapping.keys.first.flatMap(Relation.init(rawValue:)), mapping.keys.count == 1 else {
            throw value.error("expected one comparison", hint: "write it like {over: 10s}")
        }
        let number = try mapping.required(relation.rawValue)
        self.relation = relation
        switch unit {
        case .time: self.value = try number.length().seconds
        case .count: self.value = Double(try number.int(in: 0...1_000_000))
        case .share: self.value = try number.double(in: 0...1)
        }
    }
}
