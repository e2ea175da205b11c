/// What came of an order to pause or resume.
enum PauseResult: Equatable, Sendable { case done, noSuchCall, tooManyPauses }

/// What one running call is at.
struct RunningMedia: Sendable {
    var packets: Int
    var isPaused: Bool
}

/// Datagrams that came, from anywhere, and those that the kernel had no room for.
struct Arrivals: Sendable {
    var packets = 0
    var kernelDrops = 0

    static func - (now: Arrivals, before: Arrivals) -> Arrivals {
        Arrivals(packets: now.packets - before.packets, kernelDrops: now.kernelDrops - before.kernelDrops)
    }
}

/// Counts what passes through one lane, calls that are over included.
struct LaneTraffic: Sendable {
    private(set) var arrivals = Arrivals()
    private(set) var packetsPerSecond = 0.0
    /// The share of its time that the lane worked, over the last second; at 1 it falls behind.
    private(set) var load = 0.0
    private var busy = Duration.zero
    private var lastMeasured: (packets: Int, at: Duration)?

    mutating func add(_ more: Arrivals) {
        arrivals.packets += more.packets
        arrivals.kernelDrops += more.kernelDrops
    }

    /// Counts a stretch of work.
    mutating func work(_ duration: Duration) { busy += duration }

    /// Brings the rate up to date, once a second.
    mutating func measure(at now: Duration) {
        guard let last = lastMeasured else { return lastMeasured = (arrivals.packets, now) }
        let elapsed = now - last.at
        guard elapsed >= .seconds(1) else { return }
        packetsPerSecond = Double(arrivals.packets - last.packets) / (elapsed / .seconds(1))
        lastMeasured = (arrivals.packets, now)
        load = busy / elapsed
        busy = .zero
    }
}
