internal import Calls
internal import StrictYAML

/// What is said in a rule's test: lines such as `{agent: Good morning., at: 2s}`, spoken at an even pace.
struct Dialogue {
    var turns: [Turn]
    /// The alternative that this one is made of; nil where no line has any.
    var variant: String?

    private struct Line {
        var role: PartyRole
        var start: Milliseconds?
    }

    /// Some three words a second, as people speak.
    private static let wordLength = 300
    private static let pause = 500

    /// One dialogue, or one for each text of the line that lists several.
    static func read(_ value: YAMLValue) throws(YAMLError) -> [Dialogue] {
        var lines: [(line: Line, texts: [String])] = []
        var variants: [String]?
        for item in try value.bounded(100, "lines") {
            let mapping = try item.mapping(Grammar.line.names)
            guard let role = mapping.keys.compactMap(PartyRole.init(rawValue:)).first,
                mapping.keys.count == (mapping["at"] == nil ? 1 : 2)
            else { throw item.error("expected one speaker", hint: "write it like - agent: Good morning.") }
            let said = try mapping.required(role.rawValue)
            let texts = try said.list { (value) throws(YAMLError) in try value.string() }
            if said.isSequence {
                guard variants == nil else { throw said.error("only one line may list alternatives") }
                variants = texts
            }
            let start = try mapping["at"].map { (value) throws(YAMLError) in Milliseconds(try value.milliseconds()) }
            lines.append((Line(role: role, start: start), texts))
        }
        guard let variants else { return [Dialogue(lines.map { ($0.line, $0.texts[0]) })] }
        return variants.indices.map { index in
            var dialogue = Dialogue(lines.map { ($0.line, $0.texts.count > index ? $0.texts[index] : $0.texts[0]) })
            dialogue.variant = variants[index]
            return dialogue
        }
    }

    private init(_ lines: [(line: Line, text: String)]) {
        turns = []
        var time = 0
        for (line, text) in lines {
            time = line.start?.count ?? time
            let words = text.split(separator: " ").map { text in
                let length = Self.wordLength * max(1, foldedTokens(text).count)
                defer { time += length }
                return Word(
                    String(text),
                    TimeSpan(start: Milliseconds(time), end: Milliseconds(time + length))
                )
            }
            turns.append(Turn(role: line.role, channel: line.role == .customer ? 1 : 0, words: words))
            time += Self.pause
        }
    }
}
