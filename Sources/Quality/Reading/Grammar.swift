internal import Calls

/// What may stand where in a pack: the one description that both the reader's keys and the JSON Schema come from.
enum Grammar {
    struct Key: Sendable {
        var name: String
        var shape: Shape
        var isRequired = false

        static func required(_ name: String, _ shape: Shape) -> Key { Key(name: name, shape: shape, isRequired: true) }
        static func optional(_ name: String, _ shape: Shape) -> Key { Key(name: name, shape: shape) }
    }

    indirect enum Shape: Sendable {
        case text, identifier, language, date, length, clock, truth
        case whole(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        /// `3` or `3-4`.
        case count
        case oneOf([String])
        case list(Shape, atMost: Int)
        /// One, or a list of some.
        case oneOrMore(Shape, atMost: Int)
        case object([Key])
        /// An object of exactly one of some keys.
        case exactlyOne([Key])
        case any([Shape])
        /// A shape that is described once, by its name.
        case named(String)
    }

    static let title = Shape.any([.text, .object([.required("en", .text), .optional("zh", .text)])])
    static let role = Shape.oneOf(PartyRole.allCases.map(\.rawValue))
    static let roles = Shape.oneOrMore(role, atMost: 3)
    static let names = Shape.oneOrMore(.text, atMost: 500)

    static let pack: [Key] = [
        .required("pack", .identifier), .required("version", .whole(1...1_000_000)), .required("title", title),
        .optional("language", .oneOrMore(.language, atMost: 500)),
        .required("rules", .list(.named("rule"), atMost: RulePack.maximumRules)),
    ]

    static let rule: [Key] = [
        .required("id", .identifier), .required("version", .whole(1...1_000_000)), .required("title", title),
        .required("severity", .oneOf(Severity.allCases.map(\.rawValue))), .required("weight", .number(0...100)),
        .optional("fatal", .truth), .required("why", .object(reason)), .optional("scope", .object(scope)),
        .optional("applies if", .named("condition")), .optional("require", .named("condition")),
        .optional("forbid", .named("condition")), .optional("tests", .list(.object(test), atMost: RuleTest.maximum)),
    ]

    static let reason: [Key] = [
        .required("text", title), .required("source", .text), .required("checked", .date),
    ]

    static let scope: [Key] = [
        .optional("queue", names), .optional("direction", directions),
        .optional("language", .oneOrMore(.language, atMost: 500)), .optional("outcome", outcomes),
        .optional("from", .date), .optional("until", .date),
    ]

    static let directions = Shape.oneOrMore(.oneOf(Direction.allCases.map(\.rawValue)), atMost: 500)
    static let outcomes = Shape.oneOrMore(.oneOf(Outcome.allCases.map(\.rawValue)), atMost: 500)

    static let test: [Key] = [
        .optional("name", .text), .required("expect", .oneOf(["pass", "fail", "n/a"])),
        .optional("call", .object(testCall)), .optional("measures", .object(testMeasures)),
        .optional("dialogue", .list(.named("line"), atMost: 100)), .optional("language", .language),
    ]

    static let testCall: [Key] = [
        .optional("queue", .text), .optional("direction", .oneOf(Direction.allCases.map(\.rawValue))),
        .optional("outcome", .oneOf(Outcome.allCases.map(\.rawValue))), .optional("duration", .length),
        .optional("hung up by", role), .optional("agent", .text), .optional("wait", .length),
        .optional("transfers", .whole(0...1000)), .optional("start", .text),
    ]

    static let testMeasures: [Key] = [
        .required("duration", .length), .optional("dead air", spans), .optional("silence", spans),
        .optional("talk-over", spans), .optional("interruptions", byParty), .optional("hold", spans),
        .optional("speech", byParty), .optional("music", byParty), .optional("tones", byParty),
        .optional("beeps", byParty), .optional("dtmf", byParty),
        .optional("loudness", .object(parties.map { .optional($0, .number(-100...0)) })),
        .optional("one channel", .truth),
    ]

    static let parties = ["agent", "customer"]
    private static let spans = Shape.list(.list(.length, atMost: 2), atMost: 10_000)
    private static let byParty = Shape.object(parties.map { .optional($0, spans) })

    static let line: [Key] =
        PartyRole.allCases.map { .optional($0.rawValue, .oneOrMore(.text, atMost: 500)) } + [.optional("at", .length)]
}

extension [Grammar.Key] {
    var names: [String] { map(\.name) }
}
