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
    /// Whether talk-over is of turns, pauses in them included and back-channels left out, rather than of sound.
    package var overlapsTurns: Bool

    /// Dead air from 3 s, talk-over of simultaneous speech from 0.5 s, interruptions after 1 s of the other's turn.
    package static let `default` = Self(
        name: "default",
        deadAir: Milliseconds(3000),
        talkOver: Milliseconds(500),
        floorHeld: Milliseconds(1000),
        backChannel: Milliseconds(1000),
        turnPause: Milliseconds(700)
    )

    /// As Amazon's call analytics was seen to count: turns that overlap for 2 s and more, back-channels left out; dead
    /// air from 3 s.
    package static let amazon = Self(
        name: "amazon",
        deadAir: Milliseconds(3000),
        talkOver: Milliseconds(2000),
        floorHeld: Milliseconds(1000),
        backChannel: Milliseconds(1500),
        turnPause: Milliseconds(1000),
        overlapsTurns: true
    )

    /// As Verint's manuals set their examples: 3 s of both silent, 3 s of both speaking.
    package static let verint = Self(
        name: "verint",
        deadAir: Milliseconds(3000),
        talkOver: Milliseconds(3000),
        floorHeld: Milliseconds(1000),
        backChannel: Milliseconds(1000),
        turnPause: Milliseconds(700)
    )

    /// Silence as Google's conversation analytics defines it, from 5 s; talk-over as in `default`.
    package static let google = Self(
        name: "google",
        deadAir: Milliseconds(5000),
        talkOver: Milliseconds(500),
        floorHeld: Milliseconds(1000),
        backChannel: Milliseconds(1000),
        turnPause: Milliseconds(700)
    )

    /// 抢话 as Alibaba's conversation analysis defines it: whoever starts once the other has spoken for the delay of 1 s.
    package static let alibaba = Self(
        name: "alibaba",
        deadAir: Milliseconds(2000),
        talkOver: Milliseconds(300),
        floorHeld: Milliseconds(1000),
        backChannel: .zero,
        turnPause: Milliseconds(700)
    )

    package static let all: [Preset] = [.default, .amazon, .verint, .google, .alibaba]

    /// The preset of that name, if there is one.
    package init?(named name: String) {
        guard let preset = Self.all.first(where: { $0.name == name }) else { return nil }
        self = preset
    }

    package init(
        name: String,
        deadAir: Milliseconds,
        talkOver: Milliseconds,
        floorHeld: Milliseconds,
        backChannel: Milliseconds,
        turnPause: Milliseconds,
        overlapsTurns: Bool = false
    ) {
        self.name = name
        self.deadAir = deadAir
        self.talkOver = talkOver
        self.floorHeld = floorHeld
        self.backChannel = backChannel
        self.turnPause = turnPause
        self.overlapsTurns = overlapsTurns
    }
}
