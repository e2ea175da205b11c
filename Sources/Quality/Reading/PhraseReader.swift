internal import Calls
internal import StrictYAML

extension Phrase {
    static let maximumLength = 200
    /// Phrases in phrases: `near` of `not within` of words.
    private static let maximumDepth = 3

    /// Words, or a mapping of one of the other ways to say what is to be found.
    init(_ value: YAMLValue, depth: Int = 1) throws(YAMLError) {
        guard depth <= Self.maximumDepth else { throw value.error("phrases more than \(Self.maximumDepth) deep") }
        let pattern: Pattern
        let text: String
        if value.isMapping {
            let (name, mapping) = try value.operator(
                of: Grammar.patterns,
                what: "way to find a phrase",
                hint: "use two"
            )
            let operand = try mapping.required(name)
            text = operand.isSequence || operand.isMapping ? name : try operand.string()
            pattern = try Pattern(name, operand, mapping, depth: depth)
        } else {
            text = try value.phraseText()
            pattern = .words(try value.words(text))
        }
        self.init(text: text, pattern: pattern, line: value.line, column: value.column)
    }

    fileprivate static func list(_ value: YAMLValue, depth: Int) throws(YAMLError) -> [Phrase] {
        try value.list { (value) throws(YAMLError) in try Phrase(value, depth: depth) }
    }
}

extension Pattern {
    fileprivate init(
        _ name: String,
        _ operand: YAMLValue,
        _ mapping: YAMLMapping,
        depth: Int
    ) throws(YAMLError) {
        switch name {
        case "fuzzy":
            let edits = try mapping["edits"]?.int(in: 1...3) ?? 1
            let words = try foldedWords(operand)
            guard words.contains(where: { $0.unicodeScalars.count > edits + 2 }) else {
                throw operand.error("words of so few letters are like many others", hint: "allow fewer edits")
            }
            // A short word with an edit is another word.
            self = .words(words.map { $0.unicodeScalars.count > edits + 2 ? .similar($0, edits: edits) : .word($0) })
        case "sounds like":
            let syllables = try foldedWords(operand).map(syllable)
            guard !syllables.contains(nil) else { throw operand.error("only Chinese is matched by its sound") }
            let differing = try mapping["differing"]?.int(in: 0...3) ?? 0
            guard differing * 2 < syllables.count else { throw operand.error("too short for so many differences") }
            self = .sound(syllables.compactMap(\.self), differing: differing)
        case "regex":
            let exception = try mapping["except"].map { (value) throws(YAMLError) in try Expression(value) }
            self = .expression(try Expression(operand), except: exception)
        case "digits": self = .digits(try operand.digitCount())
        case "near": self = try .near(operand, mapping, depth: depth)
        default:
            let others = try Phrase.list(try mapping.required("not within"), depth: depth + 1)
            self = .outside(try Phrase(operand, depth: depth + 1), of: others)
        }
    }

    private static func near(_ operand: YAMLValue, _ mapping: YAMLMapping, depth: Int) throws(YAMLError) -> Pattern {
        let sides = try operand.sequence()
        guard sides.count == 2 else { throw operand.error("two phrases are near each other, or two lists of phrases") }
        let isOrdered = try mapping["in order"]?.bool() ?? false
        let measure: Distance.Measure
        switch (mapping["words"], mapping["within"]) {
        case (let words?, nil): measure = .words(try words.int(in: 0...50))
        case (nil, let within?): measure = .time(try within.length())
        default: throw mapping.value.error("'near' needs either 'words' or 'within'")
        }
        return .near(
            try Phrase.list(sides[0], depth: depth + 1),
            try Phrase.list(sides[1], depth: depth + 1),
            Distance(measure: measure, isOrdered: isOrdered)
        )
    }
}

private func foldedWords(_ value: YAMLValue) throws(YAMLError) -> [String] {
    let words = foldedTokens(try value.phraseText())
    guard !words.isEmpty else { throw value.error("a phrase without a word") }
    return words
}

extension Expression {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        do {
            try self.init(try value.string())
        } catch let fault as Fault {
            // The place inside of plain or quoted text is the value's, its quote and what is before the fault.
            throw value.error("character \(fault.offset + 1): \(fault.problem)")
        } catch let error as YAMLError {
            throw error
        } catch {
            throw value.error("not an expression")
        }
    }
}

extension YAMLValue {
    fileprivate func phraseText() throws(YAMLError) -> String {
        let text = try string()
        guard text.unicodeScalars.count <= Phrase.maximumLength else {
            throw error("a phrase of more than \(Phrase.maximumLength) characters")
        }
        return text
    }

    /// Words, of which those that end in `*` are open.
    fileprivate func words(_ text: String) throws(YAMLError) -> [WordPattern] {
        var words: [WordPattern] = []
        for part in text.split(whereSeparator: \.isWhitespace) {
            guard part.last == "*" else {
                words += foldedTokens(part).map { .word($0) }
                continue
            }
            let tokens = foldedTokens(part.dropLast())
            if let last = tokens.last {
                words += tokens.dropLast().map { .word($0) } + [.prefix(last)]
            } else {
                words.append(.any)
            }
        }
        guard words.contains(where: { $0 != .any }) else { throw error("a phrase without a word") }
        return words
    }

    /// `3` or `3-4`.
    fileprivate func digitCount() throws(YAMLError) -> ClosedRange<Int> {
        let parts = try string().split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1],
            (1...40).contains(first), (first...40).contains(last)
        else { throw error("expected a number of digits", hint: "write it like 4 or 13-19") }
        return first...last
    }
}

extension Utterance {
    /// `{any of: [phrases], by: role}`.
    init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(Grammar.utterance.names)
        try self.init(phrases: mapping.required("any of"), mapping)
    }

    fileprivate init(phrases: YAMLValue, _ mapping: YAMLMapping) throws(YAMLError) {
        self.phrases = try Phrase.list(phrases, depth: 1)
        speaker = try mapping["by"].map { (value) throws(YAMLError) in try value.oneOf(PartyRole.self) }
        channel = try mapping["channel"].map { (value) throws(YAMLError) in try value.int(in: 0...7) }
        confidence = try mapping["confidence"].map { (value) throws(YAMLError) in try value.double(in: 0...1) }
    }
}

extension PhraseCondition {
    init(_ quantifier: Quantifier, _ phrases: YAMLValue, _ mapping: YAMLMapping) throws(YAMLError) {
        self.quantifier = quantifier
        utterance = try Utterance(phrases: phrases, mapping)
        times = try mapping["times"].map { (value) throws(YAMLError) in try Limit(value, .count) }
        window = try mapping["in"].map { (value) throws(YAMLError) in try Window(value) } ?? .whole
    }
}

extension Window {
    init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(Grammar.window.names)
        guard !mapping.keys.isEmpty else { throw value.error("an empty window") }
        func length(_ key: String) throws(YAMLError) -> Milliseconds? {
            try mapping[key].map { (value) throws(YAMLError) in try value.length() }
        }
        func share(_ key: String) throws(YAMLError) -> Double? {
            try mapping[key].map { (value) throws(YAMLError) in try value.double(in: 0...1) }
        }
        func turns(_ key: String) throws(YAMLError) -> Int? {
            try mapping[key].map { (value) throws(YAMLError) in try value.int(in: 1...1000) }
        }
        first = try length("first")
        last = try length("last")
        firstShare = try share("first share")
        lastShare = try share("last share")
        firstTurns = try turns("first turns")
        lastTurns = try turns("last turns")
        before = try mapping["before"].map { (value) throws(YAMLError) in try Utterance(value) }
        after = try mapping["after"].map { (value) throws(YAMLError) in try Utterance(value) }
        beforeHold = try length("before hold")
        afterHold = try length("after hold")
    }
}

extension YAMLValue {
    /// A length of time of 1 ms to 24 h.
    func length() throws(YAMLError) -> Milliseconds { Milliseconds(try milliseconds(in: 1...86_400_000)) }
}
