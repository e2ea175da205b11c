/// Decides in which frames of a channel somebody speaks.
///
/// A frame's score is how far its strongest bands stand out of the noise, in standard deviations of that noise, above a
/// margin that grows with the noise's unrest, plus how voiced it is. Vetoes take out tones and music, and what is 36 dB
/// under the speaker's own loud speech (breath, leaks).
struct ActivityDetector {
    struct Result {
        var speech: FrameMask
        var music: FrameMask
        var tones: FrameMask
    }

    /// Below this level, in dB relative to a full-scale square wave, nothing is called speech.
    private static let inaudible: Float = -75

    /// A stretch of speech lasts while the score is above the first and must rise above the second.
    private static let (sustained, certain): (Float, Float) = (-1, 1)
    /// Speech has a harmonicity above this, as a mean over 90 ms, somewhere; breath, clicks and rustling do not.
    private static let voiced: Float = 0.5

    /// The score of a frame that is known to be something else.
    private static let veto: Float = -10

    static func detect(_ track: FrameTrack) -> Result {
        let nothing = FrameMask(repeating: false, count: track.count)
        guard track.count > 0, let loud = track.percentile(97, in: 0..<track.count), loud > inaudible else {
            return Result(speech: nothing, music: nothing, tones: nothing)
        }
        // Noise 60 dB under the loudest parts is silence for all that matters; digital silence must not count as more.
        let noise = NoiseModel(track, floor: max(loud - 60, -100) - 12)
        let tones = ToneDetector.mask(track)
        var score = scores(track, noise)
        for i in score.indices where tones[i] { score[i] = veto }
        let music = MusicDetector(track, faint: max(loud - 40, inaudible)).mask(tones: tones)
        for i in score.indices where music[i] { score[i] = veto }
        if let loud = track.percentile(90, in: 0..<track.count, where: { score[$0] > 0 }) {
            for i in score.indices { score[i] = min(score[i], (track.level(i) - max(loud - 36, inaudible)) / 1.5) }
        }
        let speech = runs(score, track).dilated(by: 3).smoothed(filling: 20, dropping: 10)
        // A vowel may hold still for a moment: a tone with speech on both sides is none.
        return Result(speech: speech, music: music, tones: zip(tones, speech).map { $0 && !$1 })
    }

    /// Stretches above a low threshold that rise above a high one somewhere, and are voiced somewhere.
    private static func runs(_ score: [Float], _ track: FrameTrack) -> FrameMask {
        let voicing = movingAverage((0..<track.count).map(track.harmonicity), width: 9)
        var mask = score.map { $0 > sustained }.smoothed(filling: 12, dropping: 8)
        for run in mask.runs() {
            let isSure = run.contains { score[$0] > certain }
            let isVoiced = run.contains { voicing[$0] > voiced }
            if !isSure || !isVoiced {
                for i in run { mask[i] = false }
            }
        }
        return mask
    }

    private static func scores(_ track: FrameTrack, _ noise: NoiseModel) -> [Float] {
        var distances: [Float] = []
        var excesses: [Float] = []
        for i in 0..<track.count {
            let estimate = noise.estimate(i)
            let levels = SIMD16<Float>(track.bands[i])
            distances.append(meanOfHighestSix((levels - estimate.mean) / estimate.deviation))
            excesses.append(track.level(i) - estimate.level)
        }
        distances = movingAverage(distances, width: 5)
        excesses = movingAverage(excesses, width: 5)
        let voicing = movingAverage((0..<track.count).map(track.harmonicity), width: 9)
        return (0..<track.count).map { i in
            let margin = margin(unrest: noise.estimate(i).unrest)
            return min(distances[i] - margin, (excesses[i] - 2.5) / 1.5) + 4 * (voicing[i] - 0.45)
        }
    }

    /// 1.6 standard deviations over steady hiss, 3.6 over the babble of a room.
    private static func margin(unrest: Float) -> Float { 1.6 + 2 * min(max((unrest - 1.8) / 1.4, 0), 1) }

    private static func meanOfHighestSix(_ values: SIMD16<Float>) -> Float {
        var rest = values
        var sum: Float = 0
        for _ in 0..<6 {
            let highest = rest.max()
            sum += highest
            // Forty deviations down it is not taken again before any other; -∞ would poison a silence of equal bands.
            rest.replace(with: highest - 40, where: rest .== highest)
        }
        return sum / 6
    }
}
