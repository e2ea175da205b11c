package import Calls

/// A part of the conversation, as the stretch in which a phrase must start.
///
/// Times are those of words, never of turns: a word at second 40 of a turn that began at second 5 is not in the first
/// 15 seconds. They count from the answer, wherever in the recording that is.
package struct Window: Equatable, Sendable {
    /// From the window's start.
    package var first: Milliseconds?
    /// Up to the window's end.
    package var last: Milliseconds?
    /// The first part of the conversation, 0 to 1.
    package var firstShare: Double?
    package var lastShare: Double?
    /// The first turns of the speaker, or of everybody where no speaker is named.
    package var firstTurns: Int?
    package var lastTurns: Int?
    /// Up to the first time that this is said; to the end where it is not.
    package var before: Utterance?
    /// From the first time that this is said; nowhere where it is not.
    package var after: Utterance?
    /// So long before each hold begins; with several holds a phrase must be there each time.
    package var beforeHold: Milliseconds?
    /// So long after each hold ends.
    package var afterHold: Milliseconds?

    package static let whole = Window()
}
