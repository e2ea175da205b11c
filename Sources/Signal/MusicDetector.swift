internal import Glibc

/// Finds hold music by what speech does and music does not: stop and start several times a second.
///
/// Windows of 4 s every half second vote by three measures: how deep the amplitude is modulated, how often the level
/// falls 15 dB under its loud parts, and how much the harmonicity varies. Two of three make music; a frame is music if
/// half of the windows over it say so.
struct MusicDetector {
    private static let window = 400
    private static let step = 50

    private let track: FrameTrack
    private let noise: NoiseModel
    private let amplitudes: [Float]

    init(_ track: FrameTrack, noise: NoiseModel) {
        self.track = track
        self.noise = noise
        amplitudes = (0..<track.count).map { i in
            sqrt(max(power(track.level(i)) - power(noise.estimate(i).level), 1e-9))
        }
    }

    /// `activity` is where anything but noise and tones was heard.
    func mask(activity: FrameMask) -> FrameMask {
        var votes = [Int8](repeating: 0, count: track.count)
        var voters = votes
        var start = 0
        while start == 0 || start + Self.window <= track.count {
            let frames = start..<min(start + Self.window, track.count)
            let active = frames.count { activity[$0] }
            if Float(active) >= 0.6 * Float(Self.window) {
                let vote: Int8 = isMusic(frames) ? 1 : 0
                for i in frames {
                    votes[i] += vote
                    voters[i] += 1
                }
            }
            start += Self.step
        }
        return zip(votes, voters).map { $1 > 0 && 2 * $0 >= $1 }
    }

    private func isMusic(_ frames: Range<Int>) -> Bool {
        let levels = track.levels[frames].sorted()
        let loud = levels[levels.count * 9 / 10]
        let low = Float(levels.count { $0 < loud - 1500 }) / Float(levels.count)
        let depth = variation(frames.map { amplitudes[$0] }, relative: true)
        let unrest = variation(frames.map { track.harmonicity($0) }, relative: false)
        let distance = Float(loud) / 100 - noise.estimate(frames.lowerBound + frames.count / 2).level
        var votes = 0
        if depth < 0.72 { votes += 1 }
        if unrest < 0.2 { votes += 1 }
        // In noise the pauses are filled up and cannot be counted; then a shallow modulation must do.
        if distance > 20 ? low < 0.12 : depth < 0.6 { votes += 1 }
        return votes >= 2
    }

    private func variation(_ values: [Float], relative: Bool) -> Float {
        let count = Float(values.count)
        let mean = values.reduce(0, +) / count
        let deviation = sqrt(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count)
        return relative ? deviation / max(mean, 1e-9) : deviation
    }
}
