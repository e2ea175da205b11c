package import Calls

/// What can be true of a call, and where a pack says so.
package struct Condition: Equatable, Sendable {
    package var kind: Kind
    package var line: Int
    package var column: Int

    package indirect enum Kind: Equatable, Sendable {
        case said(PhraseCondition)
        /// Each said after the end of the one before, and at most `within` later.
        case sequence([Utterance], within: Milliseconds?)
        case repeated(RepeatCondition)
        case measured(MeasureCondition)
        case fact(CallFact)
        case all([Condition])
        case any([Condition])
        case not(Condition)
        case atLeast(Int, [Condition])
    }

    /// The conditions that this one is made of.
    var parts: [Condition] {
        switch kind {
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts
        case .not(let part): [part]
        case .said, .sequence, .repeated, .measured, .fact: []
        }
    }
}

package struct PhraseCondition: Equatable, Sendable {
    package enum Quantifier: String, Equatable, Sendable, CaseIterable {
        case any = "any of"
        case all = "all of"
        case none = "none of"
    }

    package var quantifier: Quantifier
    package var utterance: Utterance
    /// How often, where once is not what is asked.
    package var times: Limit?
    package var window: Window
}

/// One party says the same sentence again and again.
package struct RepeatCondition: Equatable, Sendable {
    package var speaker: PartyRole?
    /// This often, the first time included.
    package var times: Int
    /// Within so many turns of that party.
    package var turns: Int
    /// The share of words that two sentences have in common, 0 to 1.
    package var similarity: Double
    /// Shorter sentences, such as `yes`, are left out.
    package var words: Int
}

/// A comparison with a number: seconds, a count, a share or a rate.
package struct Limit: Hashable, Sendable {
    package enum Relation: String, Hashable, Sendable, CaseIterable {
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

/// A number that DSP measured, beside what is allowed.
package struct MeasureCondition: Equatable, Sendable {
    package var quantity: Quantity
    package var statistic: Statistic
    package var limit: Limit
    /// Whose, where a party is named.
    package var speaker: PartyRole?
    /// Only the part of the call that this window's times allow.
    package var window: Window
}

/// What can be measured of a call.
package enum Quantity: String, Equatable, Sendable, CaseIterable {
    case deadAir = "dead air"
    case silence
    case talkOver = "talk-over"
    case interruptions
    case hold
    case music
    case tones
    /// A short tone such as a recorder's notice.
    case beep
    /// Key presses; which keys is not kept.
    case dtmf
    /// Between the first word and the last, and no recording beep sounds.
    case withoutBeep = "without beep"
    /// One party speaks and the other says nothing of a second or more.
    case monologue
    /// From the end of what one party says to the start of the other's answer; it is the answering party's.
    case latency
    /// A party's part of all speech.
    case talkShare = "talk share"
    /// Words a minute of speech, Chinese characters in Chinese.
    case rate = "speaking rate"
    /// Level while speaking, in dBov.
    case loudness

    /// What can be said of it.
    package var statistics: [Statistic] {
        switch self {
        case .deadAir, .silence, .talkOver, .hold, .music, .tones, .beep, .dtmf, .withoutBeep, .monologue:
            [.longest, .total, .count, .share]
        case .interruptions: [.count]
        case .latency: [.longest, .average, .count]
        case .talkShare, .rate, .loudness: [.value]
        }
    }

    package var takesSpeaker: Bool {
        switch self {
        case .deadAir, .silence, .talkOver, .hold, .withoutBeep: false
        case .interruptions, .music, .tones, .beep, .dtmf, .monologue, .latency, .talkShare, .rate, .loudness: true
        }
    }

    /// Without a speaker it would be nobody's.
    package var needsSpeaker: Bool { self == .talkShare || self == .rate || self == .loudness }
}

/// `longest`, `average` and `total` are times, `share` is of the time looked at, from 0 to 1; `value` is the number itself.
package enum Statistic: String, Equatable, Sendable, CaseIterable {
    case longest, total, average, count, share, value
}
