/// A word, a numeral, one Han character or one mark of a text.
struct Token {
    enum Kind: UInt8 {
        /// Letters of an alphabet, with inner apostrophes.
        case word
        /// A row of decimal digits.
        case numeral
        /// One character of a script that is written without spaces.
        case han
        /// What masking left behind: `[CARD]`, `138****5678`.
        case mask
        /// Punctuation, a symbol or a line break.
        case mark
    }

    /// Offsets in the text's Unicode scalars, half-open.
    var start: Int
    var end: Int
    var kind: Kind
    /// True where nothing stands between this token and the one before it.
    var isGlued: Bool
    /// True for a word that begins with a capital.
    var isCapitalised: Bool
    /// True for a word of which the second letter is a capital, too.
    var isUpper: Bool
    /// A hash of a word's letters, or the scalar of a character, a mark or a single digit.
    var key: UInt64
    /// What the lexicon says of it; 0 is a word it does not know.
    var lexeme: Int

    var range: Range<Int> { start..<end }

    func isMark(_ character: Unicode.Scalar) -> Bool { kind == .mark && key == UInt64(character.value) }
}

/// FNV-1a over folded scalars: the key under which words are looked up.
struct WordKey {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ scalar: UInt32) {
        value = (value ^ UInt64(scalar)) &* 0x0000_0100_0000_01b3
    }

    /// Apart from every single scalar's key.
    var key: UInt64 { value | 1 << 63 }
}
