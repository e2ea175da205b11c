package import Calls

/// Hears a recording in one pass, by DSP alone, and says who spoke when and what went wrong.
///
/// Feed it every block of interleaved samples in order, then take the measures. What is kept meanwhile is 14 bytes per
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
        for channel in analysers.indices {
            analysers[channel].take(block, offset: channel, step: roles.count)
            statistics.hear(analysers[channel], of: channel, beside: analysers[0])
        }
        for channel in analysers.indices { analysers[channel].hear(&meter) }
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
        var results = tracks.map(ActivityDetector.detect)
        let skew = ChannelSkew(tracks, speech: results.map(\.speech))
        let isMono = tracks.count == 1 || statistics.isMonoInStereo || skew.isOneSound
        if !isMono { Self.removeCrossTalk(&results, tracks) }
        let (channels, isOffSpeed) = Self.channels(analysers, roles, results, keepsKeys: keepsKeys)
        let duration = Milliseconds(seconds: Double(heard) / Double(sampleRate))
        let events = Events(
            speech: channels.map(\.speech),
            music: channels.map(\.music),
            holds: holds,
            pauses: pauses,
            duration: duration,
            preset: preset
        )
        let evidence = FaultEvidence(
            tracks: tracks,
            channels: channels,
            skew: skew,
            gaps: analysers.map(\.gaps.gaps),
            hums: zip(analysers, results).contains { analyser, result in
                // Loud tones, folded down, may look like lines of the mains.
                analyser.hum.hums && result.tones.count(in: result.tones.indices) * 2 < result.tones.count
            },
            isOffSpeed: isOffSpeed,
            isTruncated: isTruncated
        )
        // What two channels have in common in time is not known where they are one, or out of step.
        let isInStep = !isMono && !skew.isSkewed
        return Measures(
            preset: preset.name,
            duration: duration,
            channels: channels,
            silence: events.silence,
            deadAir: events.deadAir,
            talkOver: isInStep ? events.talkOver : nil,
            interruptions: isInStep ? events.interruptions : nil,
            hold: events.hold,
            faults: faults(statistics, evidence)
        )
    }

    private static func removeCrossTalk(_ results: inout [ActivityDetector.Result], _ tracks: [FrameTrack]) {
        for (target, track) in tracks.enumerated() {
            for (source, other) in tracks.enumerated() where source != target {
                guard let noise = results[target].noise,
                    let leak = CrossTalkGate.leak(from: other, into: track)
                else { continue }
                CrossTalkGate.gate(&results[target].speech, leak, from: other, into: track, noise: noise)
            }
        }
    }

    /// What is heard in each channel, and whether any of them runs at a wrong speed.
    private static func channels(
        _ analysers: [FrameAnalyser],
        _ roles: [PartyRole],
        _ results: [ActivityDetector.Result],
        keepsKeys: Bool
    ) -> (channels: [ChannelMeasures], isOffSpeed: Bool) {
        let keys = KeyPress.all(in: analysers.map(\.track))
        var isOffSpeed = false
        let channels = roles.indices.map { channel in
            let track = analysers[channel].track
            var measures = measures(roles[channel], analysers[channel], results[channel])
            let named = ToneNames.sounds(track, tones: results[channel].tones, keys: keys[channel])
            let presses = keys[channel].map {
                NamedSound(kind: .dtmf, span: TimeSpan(frames: $0.frames), detail: keepsKeys ? String($0.key) : nil)
            }
            measures.sounds = (named.sounds + presses).sorted { $0.span < $1.span }
            let pairs = presses.isEmpty ? analysers[channel].pairs.presses(in: track) : []
            isOffSpeed = isOffSpeed || named.isOffSpeed || WrongSpeed.isTold(by: pairs)
            return measures
        }
        return (channels, isOffSpeed)
    }

    private static func measures(
        _ role: PartyRole,
        _ analyser: FrameAnalyser,
        _ result: ActivityDetector.Result
    ) -> ChannelMeasures {
        let loudness = Loudness(analyser.track, speech: result.speech)
        return ChannelMeasures(
            role: role,
            speech: result.speech.spans(),
            music: result.music.smoothed(filling: 100, dropping: 200).spans(),
            tones: result.tones.smoothed(filling: 5, dropping: 5).spans(),
            keys: KeyPress.mask(of: analyser.track).spans(),
            speechLevel: speechLevel(analyser, result),
            loudness: loudness.seconds,
            raisedVoice: loudness.raised
        )
    }

    /// ITU-T P.56 over the seconds in which no music and no tone is heard, in dBov to a tenth.
    private static func speechLevel(_ analyser: FrameAnalyser, _ result: ActivityDetector.Result) -> Double? {
        guard result.speech.contains(true) else { return nil }
        let (per, count) = (FrameTrack.framesPerSecond, result.speech.count)
        let others = result.music.union(result.tones)
        let level = analyser.voltmeter.level { second in
            let frames = min(second * per, count)..<min((second + 1) * per, count)
            return others.count(in: frames) < per / 5
        }
        return level.map { (Double($0) * 10).rounded() / 10 }
    }
}
