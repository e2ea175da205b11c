internal import Calls

/// Which frames of which channels are muted.
struct Muting: Equatable {
    /// Sorted, disjoint ranges of frames by channel index.
    let ranges: [Int: [Range<Int>]]

    /// Rounds outward: a frame that a span touches at all is muted.
    ///
    /// What lies outside the recording is dropped.
    init(_ spans: [Int: [TimeSpan]], sampleRate: Int, frameCount: Int) {
        ranges = spans.mapValues { spans in
            spans.merged().map { $0.frames(sampleRate: sampleRate, frameCount: frameCount) }.filter { !$0.isEmpty }
        }
    }

    /// Overwrites, in coded frames of which the first is number `first`, every muted sample with what `period` has for its
    /// frame; `period` is of one channel and repeats.
    func apply(to bytes: inout [UInt8], first: Int, channelCount: Int, bytesPerSample: Int, period: [UInt8]) {
        let size = channelCount * bytesPerSample
        let present = first..<first + bytes.count / size
        let frames = period.count / bytesPerSample
        for (channel, ranges) in ranges where channel >= 0 && channel < channelCount {
            for range in ranges where range.overlaps(present) {
                for frame in range.clamped(to: present) {
                    let at = (frame - first) * size + channel * bytesPerSample
                    let source = frame % frames * bytesPerSample
                    for place in 0..<bytesPerSample { bytes[at + place] = period[source + place] }
                }
            }
        }
    }
}

extension TimeSpan {
    /// The frames that the span touches, clipped to those there are.
    func frames(sampleRate: Int, frameCount: Int) -> Range<Int> {
        // Clipping in milliseconds first keeps the multiplication in range whatever the span says.
        let last = frameCount * 1000 / sampleRate + 1
        let from = min(max(start.count, 0), last) * sampleRate / 1000
        let to = (min(max(end.count, 0), last) * sampleRate + 999) / 1000
        return min(from, frameCount)..<max(min(from, frameCount), min(to, frameCount))
    }
}
