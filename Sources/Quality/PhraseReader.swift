internal import Calls
internal import StrictYAML

extension Phrase {
    static let maximumLength = 200

    init(_ value: YAMLValue) throws(YAMLError) {
        let text = try value.string()
        guard text.unicodeScalars.count <= Self.maximumLength else {
            throw value.error("a phrase of more than \(Self.maximumLength) characters")
        }
        let tokens = foldedTokens(text)
        guard !tokens.isEmpty else { throw value.error("a phrase without a word") }
        self.init(text: text, tokens: tokens, line: value.line, column: value.column)
    }
}

extension Utterance {
    /// `{any of: [phrases], by: role}`.
    init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["any of", "by"])
        try self.init(phrases: mapping.required("any of"), speaker: mapping["by"])
    }

    fileprivate init(phrases: YAMLValue, speaker: YAMLValue?) throws(YAMLError) {
        self.phrases = try phrases.list { (value) throws(YAMLError) in try Phrase(value) }
        self.speaker = try speaker.map { (value) throws(YAMLError) in try value.oneOf(PartyRole.self) }
    }
}

extension PhraseCondition {
    init(_ quantifier: Quantifier, _ phrases: YAMLValue, _ mapping: YAMLMapping) throws(YAMLError) {
        self.quantifier = quantifier
        utterance = try Utterance(phrases: phrases, speaker: mapping["by"])
        window = try mapping["in"].map { (value) throws(YAMLError) in try Window(value) } ?? .whole
    }
}

extension Window {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["first", "last", "first turns", "last turns", "before", "after"])
        guard !mapping.keys.isEmpty else { throw value.error("an empty window") }
        first = try mapping["first"].map { (value) throws(YAMLError) in try value.length() }
        last = try mapping["last"].map { (value) throws(YAMLError) in try value.length() }
        firstTurns = try mapping["first turns"].map { (value) throws(YAMLError) in try value.int(in: 1...1000) }
        lastTurns = try mapping["last turns"].map { (value) throws(YAMLError) in try value.int(in: 1...1000) }
        before = try mapping["before"].map { (value) throws(YAMLError) in try Utterance(value) }
        after = try mapping["after"].map { (value) throws(YAMLError) in try Utterance(value) }
    }
}

extension YAMLValue {
    /// A length of time of 1 ms to 24 h.
    func length() throws(YAMLError) -> Milliseconds { Milliseconds(try milliseconds(in: 1...86_400_000)) }
}
