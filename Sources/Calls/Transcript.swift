/// One spoken word, or one character run where the language does not space its words.
package struct Word: Hashable, Sendable, Codable {
    package var text: String
    package var span: TimeSpan
    /// 0 to 1; nil where the recogniser gives none.
    package var confidence: Double?

    package init(_ text: String, _ span: TimeSpan, confidence: Double? = nil) {
        self.text = text
        self.span = span
        self.confidence = confidence
    }
}

/// What one party said before the other took the floor.
package struct Turn: Hashable, Sendable, Codable {
    package var role: PartyRole
    /// Recording channel, counted from 0; nil where the transcript does not say.
    package var channel: Int?
    package var words: [Word]
    /// False where the source timed only the whole turn and the words' times were spread over it evenly.
    package var hasWordTimes: Bool

    package init(role: PartyRole, channel: Int? = nil, words: [Word], hasWordTimes: Bool = true) {
        self.role = role
        self.channel = channel
        self.words = words
        self.hasWordTimes = hasWordTimes
    }

    /// From the first word's start to the last word's end; empty at zero for a turn without words.
    package var span: TimeSpan {
        TimeSpan(start: words.first?.span.start ?? .zero, end: words.map(\.span.end).max() ?? .zero)
    }

    /// The words as running text: spaced, but not between two Han characters or kana.
    package var text: String { textAndRanges.text }

    /// The text and, for each word, the range it takes in the text's Unicode scalars.
    package var textAndRanges: (text: String, ranges: [Range<Int>]) {
        var text = String.UnicodeScalarView()
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(words.count)
        var length = 0
        for word in words {
            let scalars = word.text.unicodeScalars
            if let last = text.last, let first = scalars.first, !(last.isUnspaced && first.isUnspaced) {
                text.append(" ")
                length += 1
            }
            text.append(contentsOf: scalars)
            ranges.append(length..<length + scalars.count)
            length += scalars.count
        }
        return (String(text), ranges)
    }
}

/// Everything said in a call, in order of the turns' starts.
package struct Transcript: Hashable, Sendable, Codable {
    /// BCP 47, as far as known: `en`, `zh`, `zh-CN`.
    package var language: String
    /// What made it: an engine's name, or the format it was read from.
    package var origin: String
    package var turns: [Turn]

    package init(language: String, origin: String, turns: [Turn]) {
        self.language = language
        self.origin = origin
        self.turns = turns
    }
}

extension Unicode.Scalar {
    /// True for characters written without spaces between words: Han, kana, CJK punctuation and full-width forms.
    fileprivate var isUnspaced: Bool {
        switch value {
        case 0x2E80...0x303F, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
            0xFF00...0xFFEF, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
