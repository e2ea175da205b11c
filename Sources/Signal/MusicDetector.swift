internal import Glibc

/// Finds hold music by what music does and speech does not: it holds its notes.
///
/// In speech the strongest partial glides all the time: it stays within 15 Hz for 100 ms in 0 to 7 % of the loud
/// frames, against 6 to 80 % in music. Dense music that hides its notes adds an even loudness and voicing to few held
/// notes. Windows of 4 s every half second vote; a frame is music if half of the windows over it say so.
struct MusicDetector {
    private static let window = 400
    private static let step = 50
    /// Frames over which a partial must hold still, and by how many hertz it may move meanwhile.
    private static let note = (frames: 10, width: Float(15))

    private let track: FrameTrack
    /// Windows whose loud parts lie below this level, in dB, hold nothing worth a name.
    private let faint: Float
    private let isSteady: FrameMask

    init(_ track: FrameTrack, faint: Float) {
        self.track = track
        self.faint = faint
        isSteady = Self.steadyFrames(track)
    }

    /// Frames of music; tones, which are steadier than any music, do not count either way.
    func mask(tones: FrameMask) -> FrameMask {
        var votes = [Int8](repeating: 0, count: track.count)
        var voters = votes
        var start = 0
        while start == 0 || start + Self.window <= track.count {
            let frames = start..<min(start + Self.window, track.count)
            if let isMusic = isMusic(frames, tones) {
                for i in frames {
                    votes[i] += isMusic ? 1 : 0
                    voters[i] += 1
                }
            }
            start += Self.step
        }
        return trimmed(zip(votes, voters).map { $1 > 0 && 2 * $0 >= $1 }.smoothed(filling: 400, dropping: 600))
    }

    /// Windows see music up to 2 s beyond its end: takes off both ends up to where notes are held within half a second.
    private func trimmed(_ mask: FrameMask) -> FrameMask {
        let held = movingAverage(isSteady.map { $0 ? 1 : 0 }, width: 101)
        var result = mask
        for run in mask.runs() {
            let from = run.first { held[$0] > 0.05 } ?? run.upperBound
            let to = run.last { held[$0] > 0.05 } ?? run.lowerBound
            for i in run where i < from || i > to { result[i] = false }
        }
        return result
    }

    /// Nil where too little sounds to tell.
    private func isMusic(_ frames: Range<Int>, _ tones: FrameMask) -> Bool? {
        guard let loud = track.percentile(90, in: frames), loud > faint else { return nil }
        let sounding = frames.filter { track.level($0) > loud - 20 && !tones[$0] }
        guard sounding.count >= 100 else { return nil }
        let steady = Float(sounding.count { isSteady[$0] }) / Float(sounding.count)
        if steady > 0.08 { return true }
        guard steady > 0.03 else { return false }
        let voicing = frames.reduce(0) { $0 + track.harmonicity($1) } / Float(frames.count)
        return voicing > 0.65 && modulationDepth(frames) < 0.55
    }

    /// Standard deviation of the amplitude over its mean: over 0.6 in speech.
    private func modulationDepth(_ frames: Range<Int>) -> Float {
        let amplitudes = frames.map { power(track.level($0) / 2) }
        let mean = amplitudes.reduce(0, +) / Float(amplitudes.count)
        let squares = amplitudes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(amplitudes.count)
        return sqrt(squares) / max(mean, 1e-9)
    }

    private static func steadyFrames(_ track: FrameTrack) -> FrameMask {
        var mask = FrameMask(repeating: false, count: track.count)
        guard track.count >= note.frames else { return mask }
        for start in 0...track.count - note.frames {
            var (low, high) = (track.peaks[start], track.peaks[start])
            for i in start..<start + note.frames {
                low = min(low, track.peaks[i])
                high = max(high, track.peaks[i])
            }
            if Float(high - low) / 8 < note.width { mask[start + note.frames / 2] = true }
        }
        return mask
    }
}
