internal import Calls

/// What came of an order to pause or resume.
enum PauseResult: Equatable, Sendable { case done, noSuchCall, tooManyPauses }

/// What one lane says of itself.
struct LaneStatus: Sendable {
    struct Call: Sendable {
        var packets: Int
        var isPaused: Bool

        init(_ recording: LiveRecording) {
            packets = recording.packets
            isPaused = recording.timeline.fence.isPaused
        }
    }

    var calls: [CallID: Call]
    var packets: Int
    var packetsPerSecond: Double
    var kernelDrops: Int
    var load: Double
}

/// Counts what passes through one lane, calls that are over included.
struct LaneTraffic: Sendable {
    private var settledPackets = 0
    private var settledDrops = 0
    private var lastMeasured: (packets: Int, at: Duration)?
    private(set) var packetsPerSecond = 0.0
    /// The share of its time that the lane worked, over the last second; at 1 it falls behind.
    private(set) var load = 0.0
    private var busy = Duration.zero

    /// Keeps the counts of a call that is over.
    mutating func settle(_ recording: LiveRecording) {
        settledPackets += recording.packets
        settledDrops += recording.kernelDrops
    }

    /// Counts a stretch of work.
    mutating func work(_ duration: Duration) { busy += duration }

    /// Brings the rate up to date, once a second.
    mutating func measure(_ recordings: some Collection<LiveRecording>, at now: Duration) {
        guard let last = lastMeasured else { return lastMeasured = (packets(with: recordings), now) }
        let elapsed = now - last.at
        guard elapsed >= .seconds(1) else { return }
        let packets = packets(with: recordings)
        packetsPerSecond = Double(packets - last.packets) / (elapsed / .seconds(1))
        lastMeasured = (packets, now)
        load = busy / elapsed
        busy = .zero
    }

    func packets(with recordings: some Collection<LiveRecording>) -> Int {
        recordings.reduce(settledPackets) { $0 + $1.packets }
    }

    func kernelDrops(with recordings: some Collection<LiveRecording>) -> Int {
        recordings.reduce(settledDrops) { $0 + $1.kernelDrops }
    }
}

extension LiveRecording {
    fileprivate var kernelDrops: Int { timeline.channels.reduce(0) { $0 + $1.counts.droppedByKernel } }
}
