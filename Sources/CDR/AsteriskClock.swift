import Calls
import Foundation

/// Finds how far a file's stamps are ahead of UTC, from the UTC second that each unique id carries.
///
/// A channel's first row starts in the second the channel was made, so its stamp less that second is the offset. A first
/// row may also come late, its predecessors not being in the file; then the difference is the offset and some delay, and
/// it is seldom a whole quarter of an hour. Only first rows that are within seconds of one bear witness, and of
/// those that disagree, a difference of whole half hours is a changed clock and any other a delay.
struct AsteriskClock {
    /// Packed, because a file may have a million channels.
    private struct FirstRow {
        /// Seconds since 1970 in the switch's own time.
        var start: UInt32
        var epoch: UInt32
        var line: UInt32
    }

    /// By the hash of the channel's unique id.
    private var first: [UInt64: FirstRow] = [:]

    /// Takes note of a row of channel `leg` whose start is still in the switch's own time.
    mutating func note(leg: UInt64, start: UTCTime, epoch: Int, line: Int) {
        let row = FirstRow(
            start: UInt32(clamping: start.milliseconds / 1000),
            epoch: UInt32(clamping: epoch),
            line: UInt32(clamping: line)
        )
        Self.keepEarlier(row, in: &first[leg, default: row])
    }

    private static func keepEarlier(_ row: FirstRow, in slot: inout FirstRow) {
        if row.start < slot.start { slot = row }
    }

    /// Seconds that every stamp is ahead of UTC.
    func constantOffset() throws(CDRError) -> Int {
        var seen = witnesses(isExact: true) { _ in 0 }
        var step = 1800
        if seen.isEmpty {
            seen = witnesses(isExact: false) { _ in 0 }
            step = 900
        }
        guard let first = seen.min(by: { $0.value.line < $1.value.line })?.key else { throw .zoneUnknown }
        guard Self.outlier(in: seen, expected: nil, step: step) != nil else { return Self.usual(seen) }
        let change = seen.filter { $0.key != first }.min { $0.value.line < $1.value.line }
        throw .zoneChanges(line: change?.value.line ?? 0, from: first, to: change?.key ?? first)
    }

    /// Makes sure that the stamps are those of `zone`, as far as unique ids tell.
    func check(against zone: TimeZone) throws(CDRError) {
        var offsets = ZoneOffsets(zone)
        let seen = witnesses(isExact: true) { offsets.offset(at: UTCTime(seconds: $0)) }
        guard let (excess, outlier) = Self.outlier(in: seen, expected: 0, step: 1800) else { return }
        let configured = offsets.offset(at: UTCTime(seconds: outlier.epoch))
        throw .zoneDisagrees(line: outlier.line, found: excess + configured, configured: configured)
    }

    /// First rows of the same excess.
    private struct Witnesses {
        var count = 0
        /// Of the first of them in the file.
        var line = Int.max
        var epoch = 0
    }

    /// First rows by how many seconds they are ahead of UTC, or of what was `expected` at their time, in quarters of an hour.
    private func witnesses(isExact: Bool, expected: (Int) -> Int) -> [Int: Witnesses] {
        var seen: [Int: Witnesses] = [:]
        for row in first.values {
            let seconds = Int(row.start) - Int(row.epoch)
            let offset = Int((Double(seconds) / 900).rounded()) * 900
            guard abs(offset) <= 15 * 3600, !isExact || (-2...5).contains(seconds - offset) else { continue }
            let excess = offset - expected(Int(row.epoch))
            var witnesses = seen[excess] ?? Witnesses()
            witnesses.count += 1
            if row.line < witnesses.line { (witnesses.line, witnesses.epoch) = (Int(row.line), Int(row.epoch)) }
            seen[excess] = witnesses
        }
        return seen
    }

    /// The most frequent excess, the smallest of several.
    private static func usual(_ seen: [Int: Witnesses]) -> Int {
        seen.max { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }?.key ?? 0
    }

    /// The first that no delay explains: it lies before the usual one, or whole steps after it.
    private static func outlier(
        in seen: [Int: Witnesses],
        expected: Int?,
        step: Int
    ) -> (excess: Int, Witnesses)? {
        guard !seen.isEmpty else { return nil }
        let usual = usual(seen)
        let suspects =
            if let expected, usual != expected {
                seen.filter { $0.key == usual }
            } else {
                seen.filter { $0.key < usual || ($0.key > usual && ($0.key - usual) % step == 0) }
            }
        return suspects.min { $0.value.line < $1.value.line }.map { ($0.key, $0.value) }
    }
}
