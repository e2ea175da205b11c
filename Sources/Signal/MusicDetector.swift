internal import Glibc

/// Finds hold music by what music does and speech does not: it holds its notes and never pauses.
///
/// In speech the strongest partial glides all the time: it stays within 15 Hz for 100 ms in 0 to 6 % of the loud
/// frames, against 7 to 55 % in music. Music is also more evenly loud and more evenly voiced. Windows of 4 s every half
/// second weigh this by a linear discriminant and vote; what lies between two pauses is decided as a whole.
struct MusicDetector {
    private static let window = 400
    private static let step = 50
    /// By how many hertz a held note may move.
    private static let noteWidth: Float = 15

    private let track: FrameTrack
    private let noise: NoiseModel
    /// Windows whose loud parts lie below this level, in dB, hold nothing worth a name.
    private let faint: Float
    /// Frames in the middle of 100 ms, and of 200 ms, in which the strongest peak stays where it is.
    let isHeld: FrameMask
    let isHeldLong: FrameMask

    init(_ track: FrameTrack, _ noise: NoiseModel, faint: Float) {
        self.track = track
        self.noise = noise
        self.faint = faint
        isHeld = Self.heldNotes(track, frames: 10)
        isHeldLong = Self.heldNotes(track, frames: 20)
    }

    /// Frames of music; tones, which are steadier than any music, do not count either way.
    func mask(tones: FrameMask) -> FrameMask {
        // Windows begin and end between steps, in which they therefore agree.
        var steps = [Votes](repeating: Votes(), count: track.count / Self.step + 1)
        let clear = FrameMask(
            (0..<track.count).lazy.map { track.level($0) > noise.estimate($0).level + 4 && !tones[$0] }
        )
        var levels = LevelCounts()
        var (start, counted) = (0, 0)
        while start == 0 || start + Self.window <= track.count {
            let frames = start..<min(start + Self.window, track.count)
            for i in counted..<frames.upperBound { levels.count(track.levels[i], by: 1) }
            counted = frames.upperBound
            if let isMusic = isMusic(frames, loud: levels.percentile(90), tones, clear: clear) {
                for step in start / Self.step..<(frames.upperBound + Self.step - 1) / Self.step {
                    steps[step].cast += isMusic ? 1 : 0
                    steps[step].all += 1
                }
            }
            for i in start..<min(start + Self.step, counted) { levels.count(track.levels[i], by: -1) }
            start += Self.step
        }
        let voted = FrameMask((0..<track.count).lazy.map { steps[$0 / Self.step].isMusic })
        return wholeIslands(voted, steps).smoothed(filling: 400, dropping: 400)
    }

    /// What windows say of a step.
    private struct Votes {
        var cast = 0
        var all = 0

        var isMusic: Bool { all > 0 && 2 * cast >= all }
    }

    /// Windows see music up to 2 s beyond its end: what lies between two pauses is music or not as a whole.
    private func wholeIslands(_ voted: FrameMask, _ steps: [Votes]) -> FrameMask {
        guard voted.contains(true) else { return voted }
        let excess = SlidingMeans(of: track.count, width: 9) { track.level($0) - noise.estimate($0).level }
        let level = SlidingMeans(of: track.count, width: 9, track.level)
        let sounding = FrameMask(zip(excess, level).lazy.map { $0 > 4 && $1 > faint + 5 })
            .smoothed(filling: 35, dropping: 1)
        var result = voted
        var music: [Range<Int>] = []
        var unsure: [Range<Int>] = []
        for island in sounding.runs() {
            let (cast, all) = island.reduce((0, 0)) { sums, frame in
                let votes = steps[frame / Self.step]
                return (sums.0 + votes.cast, sums.1 + votes.all)
            }
            let share = Float(cast) / Float(max(all, 1))
            if share >= 0.5 { music.append(island) }
            if share >= 0.2, share < 0.5, island.count < 400 { unsure.append(island) }
            if island.count < 600 || share > 0.8 || share < 0.2 {
                result.fill(island, with: share >= 0.5)
            }
        }
        // The first and the last notes are outvoted by what comes before and after.
        for island in unsure {
            let isNear = music.contains {
                $0.lowerBound - island.upperBound < 80 && island.lowerBound - $0.upperBound < 80
            }
            if isNear { result.fill(island, with: true) }
        }
        // Nothing sounds at the ends; music so dense that it is its own noise does not stand out anywhere.
        for run in result.runs() where sounding.count(in: run) * 2 > run.count {
            for i in run.prefix(while: { !sounding[$0] }) { result[i] = false }
            for i in run.reversed().prefix(while: { !sounding[$0] }) { result[i] = false }
        }
        return result
    }

    /// Nil where too little sounds to tell.
    ///
    /// `clear` are the frames without a tone in which the level stands out of the noise.
    private func isMusic(_ frames: Range<Int>, loud: Float?, _ tones: FrameMask, clear: FrameMask) -> Bool? {
        guard let loud, loud > faint else { return nil }
        let least = FrameTrack.lowestLevel(above: loud - 20)
        let (levels, harmonicities) = (track.levels.span, track.harmonicities.span)
        var (sounding, held, heldLong) = (0, 0, 0)
        var (voicing, voicingSquares, amplitude, amplitudeSquares): (Float, Float, Float, Float) = (0, 0, 0, 0)
        for i in frames {
            let height = track.amplitude(i)
            amplitude += height
            amplitudeSquares += height * height
            let harmonicity = Float(harmonicities[i]) / 255
            voicing += harmonicity
            voicingSquares += harmonicity * harmonicity
            guard Int(levels[i]) >= least, clear[i] else { continue }
            sounding += 1
            // What is held for long is held.
            guard isHeld[i] else { continue }
            held += 1
            heldLong += isHeldLong[i] ? 1 : 0
        }
        guard sounding >= 100 else { return isDenseMusic(frames, loud: loud, tones) }
        // Without a note held now and then the rest proves nothing: some voices are even, too.
        guard Float(held) > 0.03 * Float(sounding) else { return false }
        let count = Float(frames.count)
        func deviation(_ sum: Float, _ squares: Float) -> Float {
            sqrt(max(squares / count - (sum / count) * (sum / count), 0))
        }
        let depth = deviation(amplitude, amplitudeSquares) / max(amplitude / count, 1e-9)
        var score =
            0.475 + 15.607 * sqrt(Float(held) / Float(sounding)) + 7.513 * sqrt(Float(heldLong) / Float(sounding))
        score += -31.256 * deviation(voicing, voicingSquares) - 2.512 * depth + 5.205 * Float(sounding) / count
        return score > 0.5 || (score > -1.5 && isDenseMusic(frames, loud: loud, tones) == true)
    }

    /// Music without any pause is its own noise: the held notes alone tell.
    private func isDenseMusic(_ frames: Range<Int>, loud: Float, _ tones: FrameMask) -> Bool? {
        let sounding = frames.filter { track.level($0) > loud - 20 && !tones[$0] }
        guard sounding.count >= 100 else { return nil }
        let held = Float(sounding.count { isHeld[$0] }) / Float(sounding.count)
        let voicing = frames.reduce(0) { $0 + track.harmonicity($1) } / Float(frames.count)
        return held > 0.08 || (held > 0.03 && voicing > 0.65)
    }

    /// Frames in the middle of a stretch in which the strongest peak stays where it is.
    private static func heldNotes(_ track: FrameTrack, frames: Int) -> FrameMask {
        var mask = FrameMask(repeating: false, count: track.count)
        guard track.count >= frames else { return mask }
        let (peaks, width) = (track.peaks.span, UInt16(noteWidth * 8))
        for start in 0...track.count - frames {
            var (low, high) = (peaks[start], peaks[start])
            var i = start + 1
            while i < start + frames, high - low < width {
                low = min(low, peaks[i])
                high = max(high, peaks[i])
                i += 1
            }
            if high - low < width { mask[start + frames / 2] = true }
        }
        return mask
    }
}
