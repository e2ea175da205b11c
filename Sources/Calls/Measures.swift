/// What can be heard in one channel.
package struct ChannelMeasures: Hashable, Sendable, Codable {
    package var role: PartyRole
    /// Stretches in which this party speaks, sorted and disjoint.
    package var speech: [TimeSpan]
    /// Stretches of hold music or other music, sorted and disjoint.
    package var music: [TimeSpan]
    /// Call-progress and other steady tones, sorted and disjoint.
    package var tones: [TimeSpan]
    /// Keys pressed (DTMF), sorted and disjoint; nil where nobody listened for them.
    package var keys: [TimeSpan]?
    /// Level while speaking, in dB relative to a full-scale square wave (dBov); nil where nobody speaks.
    package var speechLevel: Double?

    package init(
        role: PartyRole,
        speech: [TimeSpan] = [],
        music: [TimeSpan] = [],
        tones: [TimeSpan] = [],
        keys: [TimeSpan]? = nil,
        speechLevel: Double? = nil
    ) {
        self.role = role
        self.speech = speech
        self.music = music
        self.tones = tones
        self.keys = keys
        self.speechLevel = speechLevel
    }
}

/// One party starts while the other holds the floor.
package struct Interruption: Hashable, Sendable, Codable {
    /// Channel of the one who interrupts, counted from 0.
    package var channel: Int
    package var span: TimeSpan

    package init(channel: Int, span: TimeSpan) {
        self.channel = channel
        self.span = span
    }
}

/// Something wrong with the recording itself.
package enum Fault: String, Sendable, Codable, CaseIterable {
    case oneWayAudio, silentChannel, identicalChannels, clipping, lowLevel, dcOffset, truncated
}

/// What DSP alone says about a recording, by one named set of definitions.
package struct Measures: Hashable, Sendable, Codable {
    /// The name of the set of definitions, such as `default`.
    package var preset: String
    package var duration: Milliseconds
    package var channels: [ChannelMeasures]
    /// Nobody speaks, whatever the reason and length; sorted and disjoint.
    package var silence: [TimeSpan]
    /// Both parties silent for the preset's minimum or longer, hold excluded.
    package var deadAir: [TimeSpan]
    /// Both parties speak at once for the preset's minimum or longer; nil where one channel holds both voices.
    package var talkOver: [TimeSpan]?
    package var interruptions: [Interruption]?
    /// Stretches on hold: signalled by the switch or heard as music.
    package var hold: [TimeSpan]
    package var faults: [Fault]

    package init(
        preset: String,
        duration: Milliseconds,
        channels: [ChannelMeasures],
        silence: [TimeSpan] = [],
        deadAir: [TimeSpan] = [],
        talkOver: [TimeSpan]? = nil,
        interruptions: [Interruption]? = nil,
        hold: [TimeSpan] = [],
        faults: [Fault] = []
    ) {
        self.preset = preset
        self.duration = duration
        self.channels = channels
        self.silence = silence
        self.deadAir = deadAir
        self.talkOver = talkOver
        self.interruptions = interruptions
        self.hold = hold
        self.faults = faults
    }
}
