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

/// The faults of a recording, from sums over its samples and from who was found to speak.
func faults(
    _ statistics: SampleStatistics,
    tracks: [FrameTrack],
    channels: [ChannelMeasures],
    isTruncated: Bool
) -> [Fault] {
    let talk = channels.map { $0.speech.totalLength }
    var faults: Set<Fault> = []
    // Ten seconds of one voice without a word from the other is no conversation.
    if channels.count > 1, talk.contains(where: { $0 >= Milliseconds(10_000) }), talk.contains(.zero) {
        faults.insert(.oneWayAudio)
    }
    if tracks.contains(where: { !$0.levels.contains { $0 > -6500 } }) { faults.insert(.silentChannel) }
    if statistics.isMonoInStereo { faults.insert(.identicalChannels) }
    if statistics.isClipping { faults.insert(.clipping) }
    if channels.contains(where: { ($0.speechLevel ?? 0) < -40 }) { faults.insert(.lowLevel) }
    if statistics.hasOffset { faults.insert(.dcOffset) }
    if tracks.contains(where: hasDropOuts) { faults.insert(.dropOuts) }
    if isTruncated { faults.insert(.truncated) }
    return Fault.allCases.filter(faults.contains)
}

/// Sound that is missing in the middle of loud speech, twice a minute and five times at least.
///
/// No voice and no gate goes from loud to digital silence and back in 300 ms; lost packets do. Gaps from some 40 ms on are
/// seen, in which a whole window is silent.
private func hasDropOuts(_ track: FrameTrack) -> Bool {
    guard let loudest = track.percentile(97, in: 0..<track.count) else { return false }
    let gaps = track.levels.map { $0 <= -11_500 }.runs().count { gap in
        guard gap.count <= 30, gap.lowerBound >= 4, gap.upperBound + 4 <= track.count else { return false }
        return [gap.lowerBound - 4..<gap.lowerBound, gap.upperBound..<gap.upperBound + 4].allSatisfy { side in
            side.contains { track.level($0) > loudest - 20 }
        }
    }
    return gaps >= 5 && gaps * 3000 >= track.count
}
