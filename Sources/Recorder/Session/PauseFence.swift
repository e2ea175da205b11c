/// The stretches of a recording in which nothing is kept: card numbers are told then (PCI DSS 3.3.1).
///
/// Positions are samples since the recording's start. What is sent in a pause is known by when it comes and by where its
/// timestamps place it: either suffices to drop it, so that neither jitter nor a late packet lets a word through.
package struct PauseFence: Equatable, Sendable {
    /// Pauses that are over, in order.
    private(set) var over: [Range<Int>] = []
    /// Where the pause began that lasts.
    private(set) var since: Int?
    /// One call's pauses; the one that reaches it cannot be ended.
    private static let limit = 1000

    package init() {}

    package var isPaused: Bool { since != nil }
    /// Nothing was ever paused.
    var isClear: Bool { since == nil && over.isEmpty }

    /// All pauses up to `end`, where one that lasts is cut off.
    package func ranges(until end: Int) -> [Range<Int>] {
        (over + (since.map { [$0..<max($0, end)] } ?? [])).map { $0.clamped(to: 0..<max(0, end)) }
            .filter { !$0.isEmpty }
    }

    mutating func pause(at position: Int) { since = since ?? max(position, over.last?.upperBound ?? 0) }

    /// False where there were so many pauses that this one has to last.
    mutating func resume(at position: Int) -> Bool {
        guard let start = since else { return true }
        guard over.count < Self.limit else { return false }
        since = nil
        if position > start { over.append(start..<position) }
        return true
    }

    /// Whether `position` lies in a pause.
    func covers(_ position: Int) -> Bool {
        since.map { position >= $0 } ?? false || over.reversed().contains { $0.contains(position) }
    }

    /// What of `range`, of audio that came at `arrival`, may be kept: at most the stretches between pauses.
    func kept(_ range: Range<Int>, arrival: Int) -> [Range<Int>] {
        guard !isPaused, !covers(arrival) else { return [] }
        var kept = [range]
        for pause in over.reversed() {
            // Pauses are in order: those before this one end before the range as well.
            if pause.upperBound <= range.lowerBound { break }
            kept = kept.flatMap { part in
                [
                    part.lowerBound..<max(part.lowerBound, min(part.upperBound, pause.lowerBound)),
                    min(part.upperBound, max(part.lowerBound, pause.upperBound))..<part.upperBound,
                ]
            }
        }
        return kept.filter { !$0.isEmpty }
    }
}
