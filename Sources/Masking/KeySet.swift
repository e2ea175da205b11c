/// A few words or characters, asked about by the keys of tokens.
struct KeySet: Sendable {
    private let keys: Set<UInt64>

    /// Words are parted by spaces; Han characters stand for themselves.
    init(_ words: String) { keys = Set(Prose(words).tokens.map(\.key)) }

    func contains(_ token: Token) -> Bool { token.kind != .numeral && token.kind != .mask && keys.contains(token.key) }

    /// True where there is a token at `index` and it is one of the words.
    func contains(_ prose: Prose, _ index: Int) -> Bool {
        prose.tokens.indices.contains(index) && contains(prose.tokens[index])
    }
}

/// Where something stands in the tokens of a text, asked about without looking past its ends.
extension Prose {
    func isMark(_ index: Int, _ character: Unicode.Scalar) -> Bool {
        tokens.indices.contains(index) && tokens[index].isMark(character)
    }

    func kind(_ index: Int) -> Token.Kind? { tokens.indices.contains(index) ? tokens[index].kind : nil }

    func isGlued(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].isGlued }

    /// How many scalars the token has; 0 past the ends.
    func length(_ index: Int) -> Int { tokens.indices.contains(index) ? tokens[index].end - tokens[index].start : 0 }

    /// The value of a numeral of at most `digits` digits.
    func number(_ index: Int, digits: Int = 4) -> Int? {
        guard kind(index) == .numeral, length(index) <= digits else { return nil }
        return tokens[index].range.reduce(0) { $0 * 10 + Int(scalars[$1]) - 0x30 }
    }
}
