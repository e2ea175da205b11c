package import Calls

/// A named set of definitions: what counts as dead air, talk-over and an interruption.
///
/// Dead air lies between the first and the last speech of the recording: ringing before and what the line carries after
/// the parties have left are nobody's silence. Holds and pauses are cut out; what remains counts if it is long enough.
package struct Preset: Hashable, Sendable {
    package var name: String
    /// The shortest stretch in which both are silent that counts as dead air.
    package var deadAir: Milliseconds
    /// The shortest stretch in which both speak that counts as talk-over.
    package var talkOver: Milliseconds
    /// How long one must have held the floor before the other's start is an interruption.
    package var floorHeld: Milliseconds
    /// Who speaks no longer than this and ends before the other does only acknowledges, and interrupts nobody.
    package var backChannel: Milliseconds
    /// Pauses shorter than this do not end a turn.
    package var turnPause: Milliseconds

    /// Dead air from 3 s, talk-over of simultaneous speech from 0.5 s, interruptions after 1 s of the other's turn.
    package static let `default` = Self(
        name: "default",
        deadAir: Milliseconds(3000),
        talkOver: Milliseconds(500),
        floorHeld: Milliseconds(1000),
        backChannel: Milliseconds(1000),
        turnPause: Milliseconds(700)
    )

    package init(
        name: String,
        deadAir: Milliseconds,
        talkOver: Milliseconds,
        floorHeld: Milliseconds,
        backChannel: Milliseconds,
        turnPause: Milliseconds
    ) {
        self.name = name
        self.deadAir = deadAir
        self.talkOver = talkOver
        self.floorHeld = floorHeld
        self.backChannel = backChannel
        self.turnPause = turnPause
    }
}
