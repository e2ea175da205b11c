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
        var run = 0
    }

    private var channels: [Channel]
    private var frames = 0

    init(channelCount: Int) { channels = .init(repeating: Channel(), count: channelCount) }

    mutating func hear(_ block: Span<Float>) {
        let count = channels.count
        frames += block.count / count
        for (index, channel) in channels.enumerated() {
            var channel = channel
            var (sum, squares, product): (Float, Float, Float) = (0, 0, 0)
            var first = 0
            for i in stride(from: index, to: block.count - block.count % count, by: count) {
                let sample = block[i]
                sum += sample
                squares += sample * sample
                product += sample * block[first]
                first += count
                // Three in a row at the top are a cut-off peak; one is a peak.
                channel.run = abs(sample) >= 0.98 ? channel.run + 1 : 0
                if channel.run >= 3 { channel.clipped += 1 }
            }
            channel.sum += Double(sum)
            channel.squares += Double(squares)
            channel.product += Double(product)
            channels[index] = channel
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
