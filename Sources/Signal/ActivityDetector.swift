/// Decides in which frames of a channel somebody speaks.
///
/// Frame by frame it is scored how much speaks for speech; the likeliest course of speech and pauses through all scores
/// is taken. Stretches of it are speech if they are voiced somewhere and stand out of the babble of a room.
struct ActivityDetector {
    struct Result {
        var speech: FrameMask
        var music: FrameMask
        var tones: FrameMask
        /// Nil where there is nothing to hear.
        var noise: NoiseModel?
    }

    /// Where nothing is above this level, in dB relative to a full-scale square wave, there is nothing to hear.
    private static let inaudible: Float = -75
    /// Speech has a harmonicity above this, as a mean over 90 ms, somewhere; breath, clicks and rustling do not.
    private static let voiced: Float = 0.5
    /// Speech has a score above this somewhere.
    private static let certain: Float = 1
    /// How far speech before a babble stands out of it, in dB, and what share of that each stretch of it reaches.
    ///
    /// Both as means over 250 ms: the first in the loudest hundredth of the channel, where pure babble reaches 3.6 dB.
    private static let (foreground, foregroundShare): (Float, Float) = (4.6, 0.45)

    /// Where noise lies further below the loud speech than this, in dB, all of the speech stands out of it.
    private static let quiet: Float = 30
    /// How far such speech stands out at least, and how far it lies below the loud speech at most, in dB: a fading echo or
    /// a breath is softer.
    private static let (audible, soft): (Float, Float) = (1.5, 44)
    /// Frames that belong to a stretch of speech on either side: sounds begin and end more softly than can be told.
    private static let margin = 1
    /// Frames of a pause at which a stretch has twice the margin: a voice dies away before it, and a dead air must not be
    /// taken for longer than it is.
    private static let longPause = 200

    /// What speech is scored from.
    let context: SpeechFeatures.Context
    let tones: ToneDetector
    private let rawMusic: FrameMask
    /// Frames in which the level stands out of the babble of a room as speech before it does.
    private let stoodOut: FrameMask

    static func detect(_ track: FrameTrack) -> Result {
        guard let detector = Self(track) else {
            let nothing = FrameMask(repeating: false, count: track.count)
            return Result(speech: nothing, music: nothing, tones: nothing)
        }
        return detector.result()
    }

    /// Nil where there is nothing to hear.
    init?(_ track: FrameTrack) {
        guard track.count > 0, let loudest = track.percentile(97, in: 0..<track.count), loudest > Self.inaudible else {
            return nil
        }
        // Noise 60 dB under the loudest parts is silence for all that matters; digital silence must not count as more.
        let noise = NoiseModel(track, floor: max(loudest - 60, -100) - 12)
        let tones = ToneDetector(track, noise)
        let detector = MusicDetector(track, noise, faint: max(loudest - 40, Self.inaudible))
        let music = detector.mask(tones: tones.all)
        let vetoes = tones.all.union(music)
        let loud = track.percentile(90, in: 0..<track.count) { i in
            !vetoes[i] && track.level(i) > noise.estimate(i).level + 6
        }
        let excess = SlidingMeans(of: track.count, width: 25) {
            min(max(track.level($0) - noise.estimate($0).level, -10), 40)
        }
        let prominence = Self.percentile(99, of: zip(excess, vetoes).lazy.filter { !$1 }.map { $0.0 })
        stoodOut = FrameMask(
            zip(excess, 0..<track.count).lazy.map { excess, frame in
                let babble = noise.estimate(frame).babble
                return prominence > Self.foreground * babble && excess >= Self.foregroundShare * prominence * babble
            }
        )
        context = SpeechFeatures.Context(
            track: track,
            noise: noise,
            loud: loud ?? loudest,
            prominence: prominence,
            still: tones.still,
            held: detector.isHeld,
            heldLong: detector.isHeldLong
        )
        self.tones = tones
        rawMusic = music
    }

    private func result() -> Result {
        let track = context.track
        var isLikely = FrameMask(repeating: false, count: track.count)
        var (isCertain, course) = (isLikely, Course(of: track.count))
        SpeechScore.forEachFrame(of: context) { frame, score in
            if score > 0 { isLikely[frame] = true }
            if score > Self.certain { isCertain[frame] = true }
            course.take(tones.certain[frame] ? nil : score, at: frame)
        }
        // Some voices are as even as music, and music may sound like a voice for a moment: the greater part decides.
        let music = rawMusic.keeping { run in isLikely.count(in: run) * 2 <= run.count }
        let isVoiced = FrameMask(
            SlidingMeans(of: track.count, width: 9, track.harmonicity).lazy.map { $0 > Self.voiced }
        )
        let speech = course.isSpeech.subtracting(tones.certain).subtracting(music)
            .keeping { run in [isVoiced, isCertain, stoodOut].allSatisfy { $0.count(in: run) > 0 } }
            .trimmed(where: isFaint)
            .dilated(by: Self.margin)
            .dilated(by: Self.margin, intoGapsOf: Self.longPause)
        return Result(speech: speech, music: music, tones: tones.all.subtracting(speech), noise: context.noise)
    }

    /// Tells frames that are too soft to begin or end speech; none where noise may cover such.
    private var isFaint: (Int) -> Bool {
        let (track, noise, softest) = (context.track, context.noise, context.loud - Self.soft)
        guard context.loud - noise.medianLevel > Self.quiet else { return { _ in false } }
        return { frame in
            let around = max(frame - 1, 0)..<min(frame + 2, track.count)
            let level = around.reduce(0) { $0 + track.level($1) } / Float(around.count)
            return level < max(noise.estimate(frame).level + Self.audible, softest)
        }
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

/// The likeliest course of speech and pauses through the scores of all frames (Viterbi's algorithm).
private struct Course {
    /// What a change from speech to pause or back must be worth, and what one frame may say at most, as logarithms of odds.
    private static let (change, limit): (Float, Float) = (3, 5)
    /// What a frame says in which nobody can speak.
    private static let never: Float = -8

    /// How much more the course that ends in speech is worth than the one that ends in a pause.
    ///
    /// Only the difference matters; sums over hours would lose it.
    private var lead = -Self.change
    /// Frames of which a pause, or speech, is best reached by a change.
    private var (toPause, toSpeech): (FrameMask, FrameMask)

    init(of count: Int) {
        toPause = FrameMask(repeating: false, count: count)
        toSpeech = toPause
    }

    /// Takes the score of each frame in turn; nil where nobody can speak.
    mutating func take(_ score: Float?, at frame: Int) {
        let gain = score.map { min(max($0, -Self.limit), Self.limit) } ?? Self.never
        let (pause, speech) = (max(lead - Self.change, 0), max(-Self.change, lead))
        if pause > 0 { toPause[frame] = true }
        if speech > lead { toSpeech[frame] = true }
        lead = speech + gain - pause
    }

    /// Frames of speech, told backwards from the better end.
    var isSpeech: FrameMask {
        var isSpeech = FrameMask(repeating: false, count: toSpeech.count)
        var speaks = lead > 0
        for i in isSpeech.indices.reversed() {
            isSpeech[i] = speaks
            if speaks ? toSpeech[i] : toPause[i] { speaks.toggle() }
        }
        return isSpeech
    }
}
