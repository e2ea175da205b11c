package import Calls

/// Something to be found in what was said, whatever its case, width, punctuation and script.
package struct Phrase: Hashable, Sendable {
    package var text: String
    package var pattern: Pattern
    package var line: Int
    package var column: Int
    /// Where a rule set keeps the phrase's hits; phrases of one pattern have one number.
    var number = 0
}

/// The ways to say what is to be found.
package indirect enum Pattern: Hashable, Sendable {
    /// These words, one after the other.
    case words([WordPattern])
    /// Chinese that sounds like these syllables, but for so many of them.
    case sound([String], differing: Int)
    /// An expression that is matched against the folded words of a turn, and one that must not be found in its hits.
    case expression(Expression, except: Expression?)
    /// So many digits in a row, spoken or written.
    case digits(ClosedRange<Int>)
    /// One phrase of each list, not farther apart than this.
    case near([Phrase], [Phrase], Distance)
    /// A phrase where it is not part of one of the others: `credit`, but not in `credit card`.
    case outside(Phrase, of: [Phrase])
}

/// One word of a phrase.
package enum WordPattern: Hashable, Sendable {
    case word(String)
    /// Any word that begins so: `cancel*`.
    case prefix(String)
    /// Any one word: `*`.
    case any
    /// The word with so many letters wrong, missing, added or swapped.
    case similar(String, edits: Int)

    /// The word itself where only one will do.
    var literal: String? { if case .word(let word) = self { word } else { nil } }
}

/// How far apart two phrases may be.
package struct Distance: Hashable, Sendable {
    package enum Measure: Hashable, Sendable {
        /// Words between them, in one turn.
        case words(Int)
        /// Between the end of one and the start of the other.
        case time(Milliseconds)
    }

    package var measure: Measure
    /// The first list's phrase comes first.
    package var isOrdered: Bool
}

/// Any of some phrases, by one party or by anyone.
package struct Utterance: Hashable, Sendable {
    package var phrases: [Phrase]
    package var speaker: PartyRole?
    /// Recording channel, counted from 0; nil for all.
    package var channel: Int?
    /// What the recogniser must at least be sure of, 0 to 1; words without a confidence are taken as they are.
    package var confidence: Double?

    package init(
        phrases: [Phrase],
        by speaker: PartyRole?,
        channel: Int? = nil,
        confidence: Double? = nil
    ) {
        self.phrases = phrases
        self.speaker = speaker
        self.channel = channel
        self.confidence = confidence
    }
}
