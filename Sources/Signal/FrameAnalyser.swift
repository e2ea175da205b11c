/// Cuts the samples of one channel into overlapping windows, one every 10 ms, and collects what the meter says.
struct FrameAnalyser {
    private(set) var track = FrameTrack()
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
        pending = [Float](repeating: 0, count: lead)
        origin = -lead
        if let expectedFrames {
            // What a header claims is believed up to a day.
            track.reserve(min(expectedFrames, 86_400 * sampleRate) * FrameTrack.framesPerSecond / sampleRate + 1)
        }
    }

    /// Takes every `step`-th sample of `block`, from `offset` on.
    mutating func hear(_ block: Span<Float>, offset: Int, step: Int, meter: inout FrameMeter) {
        let before = pending.count
        for i in stride(from: offset, to: block.count, by: step) {
            // What is no sound (NaN, infinite, absurd) is silence: it must neither spread nor trap.
            pending.append(abs(block[i]) <= 8 ? block[i] : 0)
        }
        heard += pending.count - before
        analyse(&meter)
    }

    /// Completes the frames whose windows reach beyond the end of the sound.
    mutating func finish(meter: inout FrameMeter) {
        pending.append(contentsOf: repeatElement(0, count: meter.size))
        analyse(&meter)
    }

    /// The sample at which a frame starts; not every rate has a whole number of samples in 10 ms.
    private func start(ofFrame frame: Int) -> Int { frame * sampleRate / FrameTrack.framesPerSecond }

    private mutating func analyse(_ meter: inout FrameMeter) {
        while start(ofFrame: track.count + 1) <= heard {
            let first = start(ofFrame: track.count) - lead - origin
            guard first + meter.size <= pending.count else { break }
            track.append(meter.measure(pending, from: first))
        }
        let used = min(start(ofFrame: track.count) - lead - origin, pending.count)
        pending.removeFirst(used)
        origin += used
    }
}
