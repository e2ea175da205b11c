internal import Calls
internal import Glibc

/// Sums over the raw samples from which faults of the recording are told.
struct SampleStatistics {
    private struct Channel {
        var sum = 0.0
        var squares = 0.0
        /// Product with the first channel.
        var product = 0.0
        var clipped = 0
        private var run = 0

        mutating func hear(_ own: Span<Float>, beside first: Span<Float>) {
            var sums = (sum: SIMD8<Float>.zero, squares: SIMD8<Float>.zero, product: SIMD8<Float>.zero)
            var highest = SIMD8<Float>.zero
            var place = 0
            while place + 8 <= own.count {
                let eight = own.eight(from: place)
                sums.sum += eight
                sums.squares += eight * eight
                sums.product += eight * first.eight(from: place)
                highest = highest.highest(eight.magnitudes)
                place += 8
            }
            while place < own.count {
                sums.sum[0] += own[place]
                sums.squares[0] += own[place] * own[place]
                sums.product[0] += own[place] * first[place]
                highest[0] = max(highest[0], abs(own[place]))
                place += 1
            }
            sum += Double(sums.sum.sum())
            squares += Double(sums.squares.sum())
            product += Double(sums.product.sum())
            if highest.max() >= SampleStatistics.top { countClipped(own) } else { run = 0 }
        }

        /// Three in a row at the top are a cut-off peak; one is a peak.
        private mutating func countClipped(_ samples: Span<Float>) {
            for place in samples.indices {
                run = abs(samples[place]) >= SampleStatistics.top ? run + 1 : 0
                if run >= 3 { clipped += 1 }
            }
        }
    }

    private static let top: Float = 0.98
    /// Samples that are summed at a time.
    private static let part = 512

    private var channels: [Channel]
    private var frames = 0

    init(channelCount: Int) { channels = .init(repeating: Channel(), count: channelCount) }

    /// Takes what a channel has taken, beside what the first one has.
    mutating func hear(_ analyser: FrameAnalyser, of channel: Int, beside first: FrameAnalyser) {
        let own = analyser.pending.span.extracting(analyser.fresh)
        let other = first.pending.span.extracting(first.fresh)
        let count = min(own.count, other.count)
        if channel == 0 { frames += count }
        var place = 0
        while place < count {
            let end = min(place + Self.part, count)
            channels[channel].hear(own.extracting(place..<end), beside: other.extracting(place..<end))
            place = end
        }
    }

    /// More than one sample in ten thousand is cut off at full scale.
    var isClipping: Bool { channels.contains { $0.clipped * 10_000 > frames } }

    /// The mean is more than a hundredth of full scale away from zero.
    var hasOffset: Bool { channels.contains { abs($0.sum) > 0.01 * Double(frames) } }

    /// Two channels that are one but for their level: samples correlate by 0.98 or more.
    var isMonoInStereo: Bool {
        guard channels.count == 2, channels[0].squares > 0, channels[1].squares > 0 else { return false }
        return channels[1].product > 0.98 * (channels[0].squares * channels[1].squares).squareRoot()
    }
}

/// What faults of a recording are told from, beside the sums over its samples.
struct FaultEvidence {
    var tracks: [FrameTrack]
    var channels: [ChannelMeasures]
    var skew: ChannelSkew
    /// Sound is missing in the middle, by channel.
    var gaps: [[GapFinder.Gap]]
    var hums: Bool
    var isOffSpeed: Bool
    var isTruncated: Bool
}

/// The faults of a recording, from sums over its samples and from who was found to speak.
func faults(_ statistics: SampleStatistics, _ evidence: FaultEvidence) -> [Fault] {
    let talk = evidence.channels.map { $0.speech.totalLength }
    var faults: Set<Fault> = []
    // Ten seconds of one voice without a word from the other is no conversation.
    if talk.count > 1, talk.contains(where: { $0 >= Milliseconds(10_000) }), talk.contains(.zero) {
        faults.insert(.oneWayAudio)
    }
    if evidence.tracks.contains(where: { !$0.levels.contains { $0 > -6500 } }) { faults.insert(.silentChannel) }
    if statistics.isMonoInStereo || (evidence.skew.isOneSound && !evidence.skew.isSkewed) {
        faults.insert(.identicalChannels)
    }
    if evidence.skew.isSkewed { faults.insert(.channelSkew) }
    if statistics.isClipping { faults.insert(.clipping) }
    if evidence.channels.contains(where: { ($0.speechLevel ?? 0) < -40 }) { faults.insert(.lowLevel) }
    if statistics.hasOffset { faults.insert(.dcOffset) }
    if evidence.hums { faults.insert(.hum) }
    if zip(evidence.tracks, evidence.gaps).contains(where: hasDropOuts) { faults.insert(.dropOuts) }
    if evidence.isOffSpeed { faults.insert(.wrongSpeed) }
    if evidence.isTruncated { faults.insert(.truncated) }
    return Fault.allCases.filter(faults.contains)
}

/// Sound that is missing in the middle of loud speech, twice a minute and five times at least.
private func hasDropOuts(_ track: FrameTrack, _ gaps: [GapFinder.Gap]) -> Bool {
    guard gaps.count >= 5, let loudest = track.percentile(97, in: 0..<track.count) else { return false }
    let loud = gaps.count { $0.edge > max(loudest - 24, -60) }
    return loud >= 5 && loud * 3000 >= track.count
}
