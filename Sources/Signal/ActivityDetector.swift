/// Decides in which frames of a channel somebody speaks.
///
/// Tones and music are told first and are no speech. What remains is scored frame by frame, and stretches of high scores
/// are speech if they are voiced somewhere and stand out of the babble of a room.
struct ActivityDetector {
    struct Result {
        var speech: FrameMask
        var music: FrameMask
        var tones: FrameMask
    }

    /// Below this level, in dB relative to a full-scale square wave, nothing is called speech.
    private static let inaudible: Float = -75
    /// Speech has a harmonicity above this, as a mean over 90 ms, somewhere; breath, clicks and rustling do not.
    private static let voiced: Float = 0.5
    /// Speech has a score above this somewhere.
    private static let certain: Float = 1
    /// How far speech before a babble stands out of it, in dB, and what share of that each stretch of it reaches.
    ///
    /// Both as means over 250 ms: the first in the loudest hundredth of the channel, where pure babble reaches 3.6 dB.
    private static let (foreground, foregroundShare): (Float, Float) = (4.6, 0.45)

    /// How scores become speech: noise hides the soft ends of words, and a clip gives little to judge by.
    private struct Decision {
        var threshold: Float
        /// Frames by which a stretch is longer on both sides than its scores are high.
        var margin: Int
        /// Pauses of up to so many frames belong to the speech around them.
        var pause: Int

        static let clip = Self(threshold: -0.5, margin: 4, pause: 20)
        static let quiet = Self(threshold: -0.7, margin: 4, pause: 12)
        static let noisy = Self(threshold: 0.3, margin: 2, pause: 12)

        /// A clip is shorter than 30 s; a line is quiet if loud speech lies 35 dB above its noise.
        init(of track: FrameTrack, contrast: Float) {
            self = track.count < 3000 ? .clip : contrast > 35 ? .quiet : .noisy
        }

        private init(threshold: Float, margin: Int, pause: Int) {
            self.threshold = threshold
            self.margin = margin
            self.pause = pause
        }
    }

    static func detect(_ track: FrameTrack) -> Result {
        let nothing = FrameMask(repeating: false, count: track.count)
        guard track.count > 0, let loudest = track.percentile(97, in: 0..<track.count), loudest > inaudible else {
            return Result(speech: nothing, music: nothing, tones: nothing)
        }
        // Noise 60 dB under the loudest parts is silence for all that matters; digital silence must not count as more.
        let noise = NoiseModel(track, floor: max(loudest - 60, -100) - 12)
        let tones = ToneDetector.mask(track, noise)
        let music = MusicDetector(track, noise, faint: max(loudest - 40, inaudible)).mask(tones: tones)
        let vetoes = zip(tones, music).map { $0 || $1 }
        let loud = track.percentile(90, in: 0..<track.count) { i in
            !vetoes[i] && track.level(i) > noise.estimate(i).level + 6
        }
        let speech = speech(track, noise, loud: loud ?? loudest, vetoes: vetoes)
        // A vowel may hold still for a moment: a tone with speech on both sides is none.
        return Result(speech: speech, music: music, tones: zip(tones, speech).map { $0 && !$1 })
    }

    private static func speech(_ track: FrameTrack, _ noise: NoiseModel, loud: Float, vetoes: FrameMask) -> FrameMask {
        // 40 dB under the speaker's own loud speech lie breath and leaks.
        let faint = max(loud - 40, inaudible)
        let excess = movingAverage(
            (0..<track.count).map { min(max(track.level($0) - noise.estimate($0).level, -10), 40) },
            width: 25
        )
        let prominence = percentile(99, of: excess.indices.lazy.filter { !vetoes[$0] }.map { excess[$0] })
        let scores = SpeechScore(track, noise, loud: loud, prominence: prominence).scores()
        let decision = Decision(of: track, contrast: loud - noise.medianLevel)
        var mask = scores.indices.map { i in
            scores[i] > decision.threshold && !vetoes[i] && track.level(i) > faint
        }
        .smoothed(filling: 8, dropping: 6)
        let voicing = movingAverage((0..<track.count).map(track.harmonicity), width: 9)
        for run in mask.runs() {
            let isSpeech =
                run.contains { voicing[$0] > voiced } && run.contains { scores[$0] > certain }
                && run.contains { i in
                    let babble = noise.estimate(i).babble
                    return prominence > foreground * babble && excess[i] >= foregroundShare * prominence * babble
                }
            if !isSpeech { for i in run { mask[i] = false } }
        }
        return mask.dilated(by: decision.margin).smoothed(filling: decision.pause, dropping: 10)
    }

    /// A percentile of values in dB, to a tenth; zero where there are none.
    private static func percentile(_ percent: Int, of values: some Sequence<Float>) -> Float {
        var counts = [Int](repeating: 0, count: 1500)
        var total = 0
        for value in values {
            counts[min(max(Int(value * 10) + 500, 0), 1499)] += 1
            total += 1
        }
        var seen = 0
        for (step, count) in counts.enumerated() where count > 0 {
            seen += count
            if seen * 100 >= total * percent { return Float(step - 500) / 10 }
        }
        return 0
    }
}
