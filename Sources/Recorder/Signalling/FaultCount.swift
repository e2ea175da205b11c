/// Counts faults of peers, and says when to log them, so that one that tries for ever does not fill the log.
struct FaultCount {
    /// Shortest time between two lines in the log.
    static let interval = Duration.seconds(10)

    /// Since the recorder started.
    private(set) var count = 0
    private var lastLine: Duration?

    /// Notes one; gives the count where a line is due.
    mutating func note(at now: Duration) -> Int? {
        count += 1
        if let lastLine, now - lastLine < Self.interval { return nil }
        lastLine = now
        return count
    }
}
