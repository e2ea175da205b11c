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
    private var pending: [Float]
    private var origin: Int
    private var heard = 0

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
    mutating func hear(_ block: Span<Float>, offset: Int, step: Int, meter: inout FrameMeter) {
        let count = (block.count - offset + step - 1) / step
        let before = pending.count
        pending.append(contentsOf: repeatElement(0, count: count))
        var room = pending.mutableSpan
        var from = offset
        for i in before..<before + count {
            // What is no sound (NaN, infinite, absurd) is silence: it must neither spread nor trap.
            room[i] = abs(block[from]) <= 8 ? block[from] : 0
            from += step
        }
        heard += count
        hum.hear(block, offset: offset, step: step)
        voltmeter.hear(block, offset: offset, step: step)
        analyse(&meter)
    }

    /// Completes the frames whose windows reach beyond the end of the sound.
    mutating func finish(meter: inout FrameMeter) {
        pending.append(contentsOf: repeatElement(0, count: 2 * meter.size))
        analyse(&meter)
        if start(ofFrame: track.count + 1) <= heard {
            let (last, _) = meter.measure(pending, from: (place(ofFrame: track.count), place(ofFrame: track.count)))
            take(last)
        }
    }

    /// The sample at which a frame starts; not every rate has a whole number of samples in 10 ms.
    private func start(ofFrame frame: Int) -> Int { frame * sampleRate / FrameTrack.framesPerSecond }

    /// Where the window of a frame starts in what is pending.
    private func place(ofFrame frame: Int) -> Int { start(ofFrame: frame) - lead - origin }

    private mutating func take(_ frame: Frame) {
        let start = start(ofFrame: track.count)
        gaps.look(at: pending, start - origin, index: start, frame: track.count)
        pairs.add(frame, at: track.count)
        track.append(frame)
    }

    /// Takes frames two by two, however the sound was cut into blocks.
    private mutating func analyse(_ meter: inout FrameMeter) {
        while start(ofFrame: track.count + 2) <= heard {
            let starts = (place(ofFrame: track.count), place(ofFrame: track.count + 1))
            guard starts.1 + meter.size <= pending.count else { break }
            let (first, second) = meter.measure(pending, from: starts)
            take(first)
            take(second)
        }
        // What lies before the next frame is kept for one window more: gaps are looked for backwards.
        let used = min(place(ofFrame: track.count) - lead, pending.count)
        pending.removeFirst(used)
        origin += used
    }
}
