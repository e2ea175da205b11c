/// Cuts the samples of one channel into overlapping windows, one every 10 ms, and collects what the meter says.
struct FrameAnalyser {
    private(set) var track = FrameTrack()
    private(set) var gaps: GapFinder
    private(set) var pairs = TonePairs()
    private(set) var hum: HumMeter
    private(set) var voltmeter: SpeechVoltmeter
    private let sampleRate: Int
    /// The samples by which a frame's window starts before the frame itself, so that the frame is in its middle.
    private let lead: Int
    /// Samples not yet used up; the first has the index `origin` in the channel.
    private(set) var pending: [Float]
    /// Where in `pending` the samples lie that were taken last.
    private(set) var fresh = 0..<0
    private var origin: Int
    private var heard = 0

    /// What is no sound (NaN, infinite, absurd) is silence: it must neither spread nor trap.
    private static let loudest: Float = 8

    init(sampleRate: Int, expectedFrames: Int? = nil) {
        self.sampleRate = sampleRate
        lead = sampleRate * 11 / 1000
        pending = [Float](repeating: 0, count: 2 * lead)
        origin = -2 * lead
        gaps = GapFinder(sampleRate: sampleRate)
        hum = HumMeter(sampleRate: sampleRate)
        voltmeter = SpeechVoltmeter(sampleRate: sampleRate)
        if let expectedFrames {
            // What a header claims is believed up to a day.
            track.reserve(min(expectedFrames, 86_400 * sampleRate) * FrameTrack.framesPerSecond / sampleRate + 1)
        }
    }

    /// Takes every `step`-th sample of `block`, from `offset` on.
    mutating func take(_ block: Span<Float>, offset: Int, step: Int) {
        let count = (block.count - offset + step - 1) / step
        let before = pending.count
        pending.append(contentsOf: repeatElement(0, count: count))
        fresh = before..<before + count
        var room = pending.mutableSpan
        var done = 0
        // Most recordings have two channels.
        if step == 2 {
            while 2 * done + 16 <= block.count {
                let both = block.sixteen(from: 2 * done)
                let own = offset == 0 ? both.evenHalf : both.oddHalf
                room.set(own.replacing(with: 0, where: .!(own.magnitudes .<= Self.loudest)), from: before + done)
                done += 8
            }
        }
        while done < count {
            let sample = block[offset + done * step]
            room[before + done] = abs(sample) <= Self.loudest ? sample : 0
            done += 1
        }
        heard += count
    }

    /// Listens to what was taken last.
    mutating func hear(_ meter: inout FrameMeter) {
        hum.hear(pending, in: fresh)
        voltmeter.hear(pending, in: fresh)
        analyse(&meter)
    }

    /// Completes the frames whose windows reach beyond the end of the sound.
    mutating func finish(meter: inout FrameMeter) {
        pending.append(contentsOf: repeatElement(0, count: 2 * meter.size))
        analyse(&meter)
        if start(ofFrame: track.count + 1) <= heard {
            let (last, _) = meter.measure(pending, from: (place(ofFrame: track.count), place(ofFrame: track.count)))
            look(at: last, track.count)
            track.append(last)
        }
    }

    /// The sample at which a frame starts; not every rate has a whole number of samples in 10 ms.
    private func start(ofFrame frame: Int) -> Int { frame * sampleRate / FrameTrack.framesPerSecond }

    /// Where the window of a frame starts in what is pending.
    private func place(ofFrame frame: Int) -> Int { start(ofFrame: frame) - lead - origin }

    private mutating func look(at frame: Frame, _ index: Int) {
        let start = start(ofFrame: index)
        gaps.look(at: pending, start - origin, index: start, frame: index)
        pairs.add(frame, at: index)
    }

    /// Takes frames two by two, however the sound was cut into blocks.
    private mutating func analyse(_ meter: inout FrameMeter) {
        while start(ofFrame: track.count + 2) <= heard {
            let starts = (place(ofFrame: track.count), place(ofFrame: track.count + 1))
            guard starts.1 + meter.size <= pending.count else { break }
            let (first, second) = meter.measure(pending, from: starts)
            look(at: first, track.count)
            look(at: second, track.count + 1)
            track.append(first, second)
        }
        // What lies before the next frame is kept for one window more: gaps are looked for backwards.
        let used = min(place(ofFrame: track.count) - lead, pending.count)
        pending.removeFirst(used)
        origin += used
    }
}
