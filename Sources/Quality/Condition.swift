package import Calls

/// What can be true of a call.
package indirect enum Condition: Equatable, Sendable {
    case said(PhraseCondition)
    /// Each said after the end of the one before, and at most `within` later.
    case sequence([Utterance], within: Milliseconds?)
    case measured(MeasureCondition)
    case fact(CallFact)
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case atLeast(Int, [Condition])
}

/// A text to be found in what was said, whatever its case, width, punctuation and script.
package struct Phrase: Hashable, Sendable {
    package var text: String
    var tokens: [String]
    package var line: Int
    package var column: Int
}

/// Any of some phrases, by one party or by anyone.
package struct Utterance: Equatable, Sendable {
    package var phrases: [Phrase]
    package var speaker: PartyRole?

    package init(phrases: [Phrase], by speaker: PartyRole?) {
        self.phrases = phrases
        self.speaker = speaker
    }
}

package struct PhraseCondition: Equatable, Sendable {
    package enum Quantifier: String, Equatable, Sendable { case any, all, none }

    package var quantifier: Quantifier
    package var utterance: Utterance
    package var window: Window
}

/// A part of the conversation, as the stretch in which a phrase must start.
///
/// Times are those of words, never of turns: a word at second 40 of a turn that began at second 5 is not in the first
/// 15 seconds. They count from the answer, which is where a recording starts.
package struct Window: Equatable, Sendable {
    /// From the window's start.
    package var first: Milliseconds?
    /// Up to the window's end.
    package var last: Milliseconds?
    /// The first turns of the speaker, or of everybody where no speaker is named.
    package var firstTurns: Int?
    package var lastTurns: Int?
    /// Up to the first time that this is said; to the end where it is not.
    package var before: Utterance?
    /// From the first time that this is said; nowhere where it is not.
    package var after: Utterance?

    package static let whole = Window()
}

/// A number that DSP measured, beside what is allowed.
package struct MeasureCondition: Equatable, Sendable {
    package enum Quantity: String, Equatable, Sendable, CaseIterable {
        case deadAir = "dead air"
        case silence
        case talkOver = "talk-over"
        case interruptions
        case hold
    }

    /// `longest` and `total` are times, `share` is of the recording's length, from 0 to 1.
    package enum Statistic: String, Equatable, Sendable, CaseIterable { case longest, total, count, share }

    package var quantity: Quantity
    package var statistic: Statistic
    package var limit: Limit
    /// Who interrupts; nil for anyone and for every other quantity.
    package var speaker: PartyRole?
}

/// A comparison with a number: seconds, a count or a share.
package struct Limit: Equatable, Sendable {
    package enum Relation: String, Equatable, Sendable, CaseIterable {
        case over, under
        case atLeast = "at least"
        case atMost = "at most"
    }

    package var relation: Relation
    package var value: Double

    func admits(_ number: Double) -> Bool {
        switch relation {
        case .over: number > value
        case .under: number < value
        case .atLeast: number >= value
        case .atMost: number <= value
        }
    }
}

/// Something that the switch knows of a call.
package enum CallFact: Equatable, Sendable {
    /// From answer to hang-up, in seconds.
    case duration(Limit)
    case outcome([Outcome])
    case direction([Direction])
    case queue([String])
    case hungUpBy([PartyRole])
}
