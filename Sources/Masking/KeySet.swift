/// A few words or characters, asked about by the keys of tokens.
struct KeySet: Sendable {
    /// Open addressing; keys are hashes already, and 0 is none.
    private let slots: [UInt64]

    /// Words are parted by spaces; Han characters stand for themselves.
    init(_ words: String) {
        let keys = Prose(words).tokens.map(\.key)
        var size = 8
        while size < keys.count * 3 { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        for key in keys { slots[Self.slot(of: key, in: slots)] = key }
        self.slots = slots
    }

    private static func slot(of key: UInt64, in slots: [UInt64]) -> Int {
        var slot = Int(truncatingIfNeeded: key ^ key >> 32) & (slots.count - 1)
        while slots[slot] != key, slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    func contains(_ token: Token) -> Bool {
        guard token.kind != .numeral, token.kind != .mask else { return false }
        return slots[Self.slot(of: token.key, in: slots)] == token.key
    }

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

    /// True for the 10 of 10:45.
    func isHour(_ index: Int) -> Bool {
        isMark(index + 1, ":") && isGlued(index + 2) && kind(index + 2) == .numeral
    }

    func isGlued(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].isGlued }

    /// How many scalars the token has; 0 past the ends.
    func length(_ index: Int) -> Int { tokens.indices.contains(index) ? tokens[index].end - tokens[index].start : 0 }

    /// The value of a numeral of at most `digits` digits.
    func number(_ index: Int, digits: Int = 4) -> Int? {
        guard kind(index) == .numeral, length(index) <= digits else { return nil }
        return tokens[index].range.reduce(0) { $0 * 10 + Int(scalars[$1]) - 0x30 }
    }
}
