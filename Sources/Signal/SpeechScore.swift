internal import Glibc

/// How much each frame of a channel speaks for speech: the logarithm of the odds.
///
/// A linear discriminant over what is heard around a frame: how far its strongest bands stand out of the noise in
/// standard deviations, how far its level does, how voiced its surroundings are and how it compares with the speaker's
/// own loud speech. The weights were fitted by logistic regression on dialogues mixed of recorded prompts with hiss and
/// babble at 20 to 5 dB, on real calls and on clips labelled by hand.
struct SpeechScore {
    private static let chunk = 30_000
    /// Frames that the widest average reaches to either side, with the maxima below it.
    private static let reach = 264

    private let track: FrameTrack
    private let noise: NoiseModel
    /// Level of the speaker's loud speech, in dB.
    private let loud: Float
    /// From -1 to 1: how far the loud speech lies above the noise of the channel.
    private let contrast: Float
    /// What the level's excess over the noise, as a mean over 250 ms, reaches in the loudest hundredth, in dB.
    private let prominence: Float

    init(_ track: FrameTrack, _ noise: NoiseModel, loud: Float, prominence: Float) {
        self.track = track
        self.noise = noise
        self.loud = loud
        self.prominence = prominence
        contrast = tanh((loud - noise.medianLevel - 28) / 10)
    }

    /// The score of every frame; above zero speech is more likely than not.
    ///
    /// Made in pieces of five minutes, so that the many quantities it takes need little memory.
    func scores() -> [Float] {
        var scores: [Float] = []
        scores.reserveCapacity(track.count)
        for start in stride(from: 0, to: track.count, by: Self.chunk) {
            let frames = start..<min(start + Self.chunk, track.count)
            let around = max(start - Self.reach, 0)..<min(frames.upperBound + Self.reach, track.count)
            let padded = piece(around)
            scores += padded[frames.lowerBound - around.lowerBound..<frames.upperBound - around.lowerBound]
        }
        return scores
    }

    private func piece(_ frames: Range<Int>) -> [Float] {
        var (distance, height, excess, level, voicing): ([Float], [Float], [Float], [Float], [Float]) = (
            [], [], [], [], []
        )
        standOut(frames, &distance, &height)
        for i in frames {
            let estimate = noise.estimate(i)
            excess.append(min(max(track.level(i) - estimate.level, -10), 40))
            level.append(min(max(track.level(i) - loud, -60), 10))
            voicing.append(track.harmonicity(i))
        }
        let distance5 = movingAverage(distance, width: 5)
        let excess5 = movingAverage(excess, width: 5)
        let excess51 = movingMaximum(excess5, width: 51)
        let (height11, height25) = (movingAverage(height, width: 11), movingAverage(height, width: 25))
        let height61 = movingAverage(height, width: 61)
        let voicing9 = movingAverage(voicing, width: 9)
        let (voicing21, voicing51) = (movingMaximum(voicing9, width: 21), movingMaximum(voicing9, width: 51))
        let (level5, level11) = (movingAverage(level, width: 5), movingAverage(level, width: 11))
        let (level25, level61) = (movingAverage(level, width: 25), movingAverage(level, width: 61))
        let odds = distance5.map { tanh($0 / 2 - 1) }
        let density = movingAverage(odds, width: 401)
        let excess25 = movingAverage(excess, width: 25)
        return frames.indices.map { frame in
            let i = frame - frames.lowerBound
            let babble = noise.estimate(frame).babble
            var score: Float = -4.785 - 2.496 * contrast
            score += babble * (3.187 * min(max(excess25[i] / max(prominence, 3), -0.2), 1.2) - 1.725)
            score += 1.692 * odds[i] + 1.122 * density[i]
            score += 0.138 * tanh((excess5[i] - 3) / 3) + 0.0898 * excess51[i]
            score += -0.157 * height11[i] + 0.152 * height25[i] + 0.0352 * height61[i]
            score += 3.423 * voicing21[i] + 2.609 * voicing51[i]
            score += -0.0027 * level5[i] + 0.0603 * level11[i] + 0.08 * tanh((level5[i] + 30) / 6)
            score += -0.0154 * level25[i] + 0.0679 * level61[i]
            return score
        }
    }

    /// How far the six strongest bands of each frame stand out of the noise: in standard deviations, from -3 to 15, and
    /// in dB, from -5 to 30.
    private func standOut(_ frames: Range<Int>, _ distance: inout [Float], _ height: inout [Float]) {
        let per = FrameTrack.framesPerBands
        let places = frames.lowerBound / per..<(frames.upperBound + per - 1) / per
        var (deviations, decibels) = (Self.lanes, Self.lanes)
        for start in stride(from: places.lowerBound, to: places.upperBound, by: 8) {
            let count = min(8, places.upperBound - start)
            for lane in 0..<count {
                let estimate = noise.estimate((start + lane) * per)
                let above = floats(track.bands[start + lane]) - estimate.mean
                let relative = above * estimate.precision
                for band in 0..<FrameTrack.bandCount {
                    decibels[band][lane] = above[band]
                    deviations[band][lane] = relative[band]
                }
            }
            let (far, high) = (TopSix.means(deviations), TopSix.means(decibels))
            for lane in 0..<count {
                for frame in (start + lane) * per..<(start + lane + 1) * per where frames.contains(frame) {
                    distance.append(min(max(far[lane], -3), 15))
                    height.append(min(max(high[lane] / 2, -5), 30))
                }
            }
        }
    }

    private static var lanes: [SIMD8<Float>] { .init(repeating: .zero, count: FrameTrack.bandCount) }
}
