internal import Calls

extension Grammar {
    /// An operator of conditions, with what it is about and what may qualify it.
    struct Operator: Sendable {
        var name: String
        var shape: Shape
        var qualifiers: [Key] = []
    }

    static let operators: [Operator] =
        PhraseCondition.Quantifier.allCases.map { quantifier in
            let times: [Key] = quantifier == .any ? [.optional("times", limit(.whole(0...1_000_000)))] : []
            return Operator(name: quantifier.rawValue, shape: phrases, qualifiers: speaker + times + [inWindow])
        } + [
            Operator(
                name: "sequence",
                shape: .list(.object(utterance), atMost: 10),
                qualifiers: [.optional("within", .length)]
            ),
            Operator(
                name: "repeats",
                shape: .object([
                    .required("times", .whole(2...20)), .optional("by", role), .optional("in turns", .whole(2...200)),
                    .optional("similarity", .number(0.1...1)), .optional("words", .whole(1...50)),
                ])
            ),
            Operator(name: "and", shape: conditions), Operator(name: "or", shape: conditions),
            Operator(name: "not", shape: .named("condition")),
            Operator(name: "at least", shape: .whole(1...50), qualifiers: [.required("of", conditions)]),
        ] + facts + Quantity.allCases.map(measure)

    private static let facts = [
        Operator(name: "duration", shape: limit(.length)), Operator(name: "wait", shape: limit(.length)),
        Operator(name: "transfers", shape: limit(.whole(0...1_000_000))),
        Operator(name: "turns", shape: limit(.whole(0...1_000_000))),
        Operator(name: "outcome", shape: outcomes), Operator(name: "direction", shape: directions),
        Operator(name: "queue", shape: names), Operator(name: "agent", shape: names),
        Operator(name: "hung up by", shape: roles), Operator(name: "first speaker", shape: roles),
        Operator(name: "last speaker", shape: roles),
        Operator(name: "time of day", shape: .object([.required("from", .clock), .required("until", .clock)])),
        Operator(name: "weekday", shape: .oneOrMore(.oneOf(Weekday.allCases.map(\.rawValue)), atMost: 7)),
    ]

    /// A measure's statistic is its own key, beside who is meant and which part of the call.
    private static func measure(_ quantity: Quantity) -> Operator {
        Operator(name: quantity.rawValue, shape: .object(measureKeys(quantity)))
    }

    static func measureKeys(_ quantity: Quantity) -> [Key] {
        if quantity.statistics == [.value] {
            return Limit.Relation.allCases.map { .optional($0.rawValue, number(of: quantity)) }
                + [.required("by", role)]
        }
        return quantity.statistics.map { .optional($0.rawValue, limit(number(of: $0))) }
            + (quantity.takesSpeaker ? [.optional("by", role)] : []) + [inWindow]
    }

    static func number(of quantity: Quantity) -> Shape {
        switch quantity {
        case .talkShare: .number(0...1)
        case .rate: .number(0...2000)
        default: .number(-100...0)
        }
    }

    private static func number(of statistic: Statistic) -> Shape {
        switch statistic {
        case .longest, .total, .average: .length
        case .count: .whole(0...1_000_000)
        case .share, .value: .number(0...1)
        }
    }

    static func limit(_ number: Shape) -> Shape {
        .exactlyOne(Limit.Relation.allCases.map { .optional($0.rawValue, number) })
    }

    private static let conditions = Shape.list(.named("condition"), atMost: Condition.maximumParts)
    static let phrases = Shape.oneOrMore(.named("phrase"), atMost: 500)
    private static let inWindow = Key.optional("in", .object(window))

    static let speaker: [Key] = [
        .optional("by", role), .optional("channel", .whole(0...7)), .optional("confidence", .number(0...1)),
    ]

    static let utterance: [Key] = [.required("any of", phrases)] + speaker

    static let window: [Key] = [
        .optional("first", .length), .optional("last", .length), .optional("first share", .number(0...1)),
        .optional("last share", .number(0...1)), .optional("first turns", .whole(1...1000)),
        .optional("last turns", .whole(1...1000)), .optional("before", .object(utterance)),
        .optional("after", .object(utterance)), .optional("before hold", .length), .optional("after hold", .length),
    ]

    /// The ways to write a phrase other than as text.
    static let patterns: [Operator] = [
        Operator(name: "fuzzy", shape: .text, qualifiers: [.optional("edits", .whole(1...3))]),
        Operator(name: "sounds like", shape: .text, qualifiers: [.optional("differing", .whole(0...3))]),
        Operator(name: "regex", shape: .text, qualifiers: [.optional("except", .text)]),
        Operator(name: "digits", shape: .count),
        Operator(
            name: "near",
            shape: .list(phrases, atMost: 2),
            qualifiers: [
                .optional("words", .whole(0...50)), .optional("within", .length), .optional("in order", .truth),
            ]
        ),
        Operator(name: "phrase", shape: .named("phrase"), qualifiers: [.required("not within", phrases)]),
    ]
}
