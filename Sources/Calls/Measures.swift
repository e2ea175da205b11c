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
    /// Active speech level by ITU-T P.56, method B, in dB relative to a full-scale square wave (dBov), seconds of music and
    /// tones left out; nil where nobody speaks.
    package var speechLevel: Double?
    /// Tones that have a name, in order of time; the keys of DTMF are not kept in the archive.
    package var sounds: [NamedSound]
    /// Mean level of every second, 281 to 3406 Hz, in whole dBov.
    package var loudness: [Int]
    /// Stretches in which this party speaks 8 dB louder than it does in the median of its own call.
    package var raisedVoice: [TimeSpan]

    package init(
        role: PartyRole,
        speech: [TimeSpan] = [],
        music: [TimeSpan] = [],
        tones: [TimeSpan] = [],
        keys: [TimeSpan]? = nil,
        speechLevel: Double? = nil,
        sounds: [NamedSound] = [],
        loudness: [Int] = [],
        raisedVoice: [TimeSpan] = []
    ) {
        self.role = role
        self.speech = speech
        self.music = music
        self.tones = tones
        self.keys = keys
        self.speechLevel = speechLevel
        self.sounds = sounds
        self.loudness = loudness
        self.raisedVoice = raisedVoice
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
    case oneWayAudio, silentChannel, identicalChannels
    /// The channels are out of step: one sound that comes later or drifts, or a leak that no line could bring.
    case channelSkew
    case clipping, lowLevel, dcOffset
    /// The mains, 50 or 60 Hz and multiples.
    case hum
    case dropOuts
    /// Tones of known frequency are all off by one factor.
    case wrongSpeed
    case truncated
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
    /// Both parties speak at once for the preset's minimum or longer; nil where one channel holds both voices
    /// or the channels are out of step.
    package var talkOver: [TimeSpan]?
    package var interruptions: [Interruption]?
    /// Stretches on hold: signalled by the switch or heard as music.
    package var hold: [TimeSpan]
    package var faults: [Fault]
    /// From the end of each key that the customer pressed to the other side's next sound; nil where nobody can tell.
    ///
    /// The keys themselves are not kept, so it is noted while they are known.
    package var menuDelays: [Milliseconds]?

    package init(
        preset: String,
        duration: Milliseconds,
        channels: [ChannelMeasures],
        silence: [TimeSpan] = [],
        deadAir: [TimeSpan] = [],
        talkOver: [TimeSpan]? = nil,
        interruptions: [Interruption]? = nil,
        hold: [TimeSpan] = [],
        faults: [Fault] = [],
        menuDelays: [Milliseconds]? = nil
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
        self.menuDelays = menuDelays
    }
}
