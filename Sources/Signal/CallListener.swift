package import Calls

/// Hears a recording in one pass, by DSP alone, and says who spoke when and what went wrong.
///
/// Feed it every block of interleaved samples in order, then take the measures. What is kept meanwhile is 15 bytes per
/// channel for every 10 ms; all decisions are made at the end, over the whole call.
package struct CallListener: ~Copyable {
    /// Rates that can be heard, in Hz.
    package static let sampleRates = 4000...192_000

    private let sampleRate: Int
    private let roles: [PartyRole]
    private let preset: Preset
    var meter: FrameMeter
    var analysers: [FrameAnalyser]
    private var statistics: SampleStatistics
    private var heard = 0

    /// One role for each channel, in channel order; `expectedFrames` of samples, where known, saves memory.
    package init(
        sampleRate: Int,
        channelRoles: [PartyRole],
        preset: Preset = .default,
        expectedFrames: Int? = nil
    ) throws(SignalError) {
        guard Self.sampleRates.contains(sampleRate) else {
            throw .unsupportedSampleRate(sampleRate, allowed: Self.sampleRates)
        }
        guard !channelRoles.isEmpty else { throw .noChannels }
        self.sampleRate = sampleRate
        roles = channelRoles
        self.preset = preset
        meter = FrameMeter(sampleRate: sampleRate)
        analysers = channelRoles.map { _ in FrameAnalyser(sampleRate: sampleRate, expectedFrames: expectedFrames) }
        statistics = SampleStatistics(channelCount: channelRoles.count)
    }

    /// Takes the next block: whole frames of interleaved samples, full scale 1.
    package mutating func hear(_ block: Span<Float>) {
        heard += block.count / roles.count
        statistics.hear(block)
        for channel in analysers.indices {
            analysers[channel].hear(block, offset: channel, step: roles.count, meter: &meter)
        }
    }

    /// Ends the hearing.
    ///
    /// `holds` and `pauses` are what the switch signalled; `isTruncated` says that the file broke off early. Which keys
    /// were pressed may be a PIN: only `keepsKeys` has them named.
    package consuming func finish(
        holds: [TimeSpan] = [],
        pauses: [TimeSpan] = [],
        isTruncated: Bool = false,
        keepsKeys: Bool = false
    ) -> Measures {
        for channel in analysers.indices { analysers[channel].finish(meter: &meter) }
        let tracks = analysers.map(\.track)
        let isMono = tracks.count == 1 || statistics.isMonoInStereo
        let results = Self.detect(tracks, isMono: isMono)
        let keys = KeyPress.all(in: tracks)
        let channels = roles.indices.map { channel in
            var measures = Self.measures(roles[channel], track: tracks[channel], result: results[channel])
            let named = ToneNames.sounds(tracks[channel], tones: results[channel].tones, keys: keys[channel])
            let presses = keys[channel].map {
                NamedSound(kind: .dtmf, span: TimeSpan(frames: $0.frames), detail: keepsKeys ? String($0.key) : nil)
            }
            measures.sounds = (named + presses).sorted { $0.span < $1.span }
            return measures
        }
        let duration = Milliseconds(seconds: Double(heard) / Double(sampleRate))
        let events = Events(
            speech: channels.map(\.speech),
            music: channels.map(\.music),
            holds: holds,
            pauses: pauses,
            duration: duration,
            preset: preset
        )
        return Measures(
            preset: preset.name,
            duration: duration,
            channels: channels,
            silence: events.silence,
            deadAir: events.deadAir,
            talkOver: isMono ? nil : events.talkOver,
            interruptions: isMono ? nil : events.interruptions,
            hold: events.hold,
            faults: faults(statistics, tracks: tracks, channels: channels, isTruncated: isTruncated)
        )
    }

    /// Who speaks when on each channel, freed of what leaks over from the others.
    static func detect(_ tracks: [FrameTrack], isMono: Bool) -> [ActivityDetector.Result] {
        var results = tracks.map(ActivityDetector.detect)
        if !isMono { removeCrossTalk(&results, tracks) }
        return results
    }

    private static func removeCrossTalk(_ results: inout [ActivityDetector.Result], _ tracks: [FrameTrack]) {
        for (target, track) in tracks.enumerated() {
            for (source, other) in tracks.enumerated() where source != target {
                guard let leak = CrossTalkGate.leak(from: other, into: track) else { continue }
                CrossTalkGate.gate(&results[target].speech, leak, from: other, into: track)
            }
        }
    }

    private static func measures(
        _ role: PartyRole,
        track: FrameTrack,
        result: ActivityDetector.Result
    ) -> ChannelMeasures {
        let loudness = Loudness(track, speech: result.speech)
        return ChannelMeasures(
            role: role,
            speech: result.speech.spans(),
            music: result.music.smoothed(filling: 100, dropping: 200).spans(),
            tones: result.tones.smoothed(filling: 5, dropping: 5).spans(),
            keys: ToneDetector.keys(track).smoothed(filling: 3, dropping: 0).spans(),
            speechLevel: speechLevel(track, result.speech),
            loudness: loudness.seconds,
            raisedVoice: loudness.raised
        )
    }

    /// The mean power of the frames found to be speech, 281 to 3406 Hz, in dBov to a tenth.
    ///
    /// It is an active speech level in the sense of ITU-T P.56, with our own activity in place of P.56's method B.
    private static func speechLevel(_ track: FrameTrack, _ speech: FrameMask) -> Double? {
        var (sum, count) = (0.0, 0)
        for i in speech.indices where speech[i] {
            sum += Double(power(track.level(i)))
            count += 1
        }
        guard count > 0 else { return nil }
        return (Double(decibels(Float(sum / Double(count)))) * 10).rounded() / 10
    }
}
