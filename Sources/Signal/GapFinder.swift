internal import Glibc

/// Finds where samples are missing in the middle of sound: from 12 ms on, exactly constant, with an edge at both ends.
///
/// A packet of 20 ms that was lost leaves such a gap. Voices and gates fade; no sound stops from one sample to the next.
struct GapFinder {
    struct Gap {
        /// The frame in which it begins.
        var frame: Int
        /// Level of the 5 ms before and of the 5 ms behind it, the lower one, in dBov.
        var edge: Float
    }

    private(set) var gaps: [Gap] = []
    private let hop: Int
    private let shortest: Int
    private let longest: Int
    private let edge: Int
    /// More would say no more.
    private static let most = 10_000
    /// Where the constant stretch began, as an index in the channel, and how loud it was before.
    private var open: (start: Int, frame: Int, level: Float)?

    init(sampleRate: Int) {
        hop = sampleRate / FrameTrack.framesPerSecond
        shortest = sampleRate * 12 / 1000
        longest = sampleRate * 300 / 1000
        edge = sampleRate * 5 / 1000
    }

    /// Looks at the first sample of a frame, which is `samples[place]` and has the index `index` in the channel.
    ///
    /// At least one hop and 5 ms of samples have to lie before it, and 5 ms behind.
    mutating func look(at samples: [Float], _ place: Int, index: Int, frame: Int) {
        let value = samples[place]
        let isFlat = value == samples[place - 1] && value == samples[place + 1] && value == samples[place - 2]
        if isFlat {
            guard open == nil else { return }
            var start = place
            while start > place - hop, samples[start - 1] == value { start -= 1 }
            let level = Self.level(samples[start - edge..<start])
            open = (index - (place - start), frame, level)
        } else if let open {
            self.open = nil
            // The stretch ended since the frame before.
            let flat = samples[place - hop]
            var end = place - hop
            while end < place, samples[end] == flat { end += 1 }
            let length = index - (place - end) - open.start
            guard length >= shortest, length <= longest, gaps.count < Self.most else { return }
            gaps.append(Gap(frame: open.frame, edge: min(open.level, Self.level(samples[end..<end + edge]))))
        }
    }

    private static func level(_ samples: ArraySlice<Float>) -> Float {
        decibels(samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count))
    }
}
