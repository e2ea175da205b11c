/// A text as the detectors read it: folded scalars and the tokens they make.
struct Prose {
    let scalars: [UInt32]
    let tokens: [Token]
    /// What is in the text at all, so that a detector need not look for what is not.
    let kinds: Kinds
    /// The first word with a capital behind the text's first token; the number of tokens where there is none.
    let firstCapital: Int
    private let traits: WordTraits

    struct Kinds: OptionSet {
        let rawValue: UInt8

        static let word = Self(rawValue: 1)
        static let numeral = Self(rawValue: 2)
        static let han = Self(rawValue: 4)
        static let mark = Self(rawValue: 8)
        static let mask = Self(rawValue: 16)
        /// A word with a capital that is not the text's first.
        static let capital = Self(rawValue: 32)
        /// The sign of mail addresses.
        static let at = Self(rawValue: 64)
    }

    func has(_ trait: WordTraits) -> Bool { !traits.isDisjoint(with: trait) }

    init(_ text: String, lexicon: Lexicon = .shared) {
        var original: [UInt32] = []
        original.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { original.append(scalar.value) }
        self.init(original, lexicon: lexicon)
    }

    init(_ original: [UInt32], lexicon: Lexicon = .shared) {
        let folded = original.map(Folding.fold)
        scalars = folded
        var tokenizer = Tokenizer(original: original, folded: folded, lexicon: lexicon)
        tokens = tokenizer.run()
        firstCapital = tokenizer.firstCapital ?? tokens.count
        kinds = tokenizer.kinds
        traits = tokenizer.traits
    }

    /// The decimal digits of a numeral token, as ASCII.
    func appendDigits(of token: Token, to digits: inout [UInt8]) {
        for index in token.range where Folding.isDigit(scalars[index]) {
            digits.append(UInt8(truncatingIfNeeded: scalars[index]))
        }
    }

    /// True where only spaces stand between two scalars' offsets.
    func isBlank(_ range: Range<Int>) -> Bool {
        range.allSatisfy { Folding.isSpace(scalars[$0]) }
    }

    /// The folded text of a range, for values that leave the detectors.
    func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        for index in range where scalars[index] != Folding.nothing {
            if let scalar = Unicode.Scalar(scalars[index]) { text.append(scalar) }
        }
        return String(text)
    }
}

/// Cuts folded scalars into tokens, left to right, each scalar looked at a constant number of times.
private struct Tokenizer {
    let original: [UInt32]
    let folded: [UInt32]
    let lexicon: Lexicon
    private var tokens: [Token] = []
    private(set) var kinds: Prose.Kinds = []
    private(set) var firstCapital: Int?
    private(set) var traits: WordTraits = []
    private var index = 0
    private var lastEnd = -1

    init(original: [UInt32], folded: [UInt32], lexicon: Lexicon) {
        self.original = original
        self.folded = folded
        self.lexicon = lexicon
        tokens.reserveCapacity(folded.count / 3 + 4)
    }

    mutating func run() -> [Token] {
        while index < folded.count {
            let scalar = folded[index]
            if Folding.isSpace(scalar) {
                index += 1
            } else if let end = MaskMark.end(in: original, folded, from: index) {
                emit(.mask, to: end, key: 0)
            } else if Folding.isDigit(scalar) {
                takeNumeral()
            } else if Folding.isHan(scalar) {
                emit(.han, to: index + 1, key: UInt64(scalar))
            } else if isPossessive(index) {
                emit(.word, to: index + 2, key: Self.possessive)
            } else if Folding.isLetter(scalar) {
                takeWord()
            } else {
                emit(.mark, to: index + 1, key: UInt64(scalar))
            }
        }
        return tokens
    }

    private mutating func emit(_ kind: Token.Kind, to end: Int, key: UInt64) {
        let lexeme = kind == .numeral || kind == .mask ? 0 : lexicon.index(of: key)
        let isCapitalised = kind == .word && original[index] != folded[index]
        note(kind, key, lexeme, isCapitalised)
        tokens.append(
            Token(
                start: index,
                end: end,
                kind: kind,
                isGlued: index == lastEnd,
                isCapitalised: isCapitalised,
                isUpper: isCapitalised && index + 1 < end && original[index + 1] != folded[index + 1],
                key: key,
                lexeme: lexeme
            )
        )
        index = end
        lastEnd = end
    }

    private mutating func note(_ kind: Token.Kind, _ key: UInt64, _ lexeme: Int, _ isCapitalised: Bool) {
        switch kind {
        case .word where isCapitalised && !tokens.isEmpty:
            kinds.insert([.word, .capital])
            if firstCapital == nil { firstCapital = tokens.count }
        case .word: kinds.insert(.word)
        case .numeral: kinds.insert(.numeral)
        case .han: kinds.insert(.han)
        case .mask: kinds.insert(.mask)
        case .mark: kinds.insert(key == 0x40 ? [.mark, .at] : .mark)
        }
        if lexeme > 0 { traits.formUnion(lexicon.entries[lexeme].traits) }
    }

    private static let possessive: UInt64 = {
        var key = WordKey()
        for scalar in "'s".unicodeScalars { key.add(scalar.value) }
        return key.key
    }()

    /// True at the `'s` of `it's` and `Grace's`, which is a word of its own.
    private func isPossessive(_ start: Int) -> Bool {
        guard folded[start] == 0x27, start + 1 < folded.count, folded[start + 1] == 0x73, start > 0 else {
            return false
        }
        return Folding.isLetter(folded[start - 1])
            && (start + 2 == folded.count || !Folding.isLetter(folded[start + 2]))
    }

    private mutating func takeNumeral() {
        var end = index + 1
        var last = end
        while end < folded.count, Folding.isDigit(folded[end]) || folded[end] == Folding.nothing {
            end += 1
            if folded[end - 1] != Folding.nothing { last = end }
        }
        emit(.numeral, to: last, key: last - index == 1 ? UInt64(folded[index]) : 0)
    }

    private mutating func takeWord() {
        var key = WordKey()
        var end = index
        var last = end
        while end < folded.count {
            let scalar = folded[end]
            if Folding.isLetter(scalar) {
                key.add(scalar)
            } else if scalar == 0x27, end + 1 < folded.count, Folding.isLetter(folded[end + 1]), !isPossessive(end) {
                key.add(scalar)
            } else if scalar != Folding.nothing {
                break
            }
            end += 1
            if scalar != Folding.nothing { last = end }
        }
        emit(.word, to: last, key: key.key)
    }
}
