import Calls
import Foundation

/// Finds how far a file's stamps are ahead of UTC, from the UTC second that each unique id carries.
///
/// A channel's first row starts in the second the channel was made, so its stamp less that second is the offset. A first
/// row may also come late, its predecessors not being in the file; then the difference is the offset and some delay, and
/// it is seldom a whole quarter of an hour. Only first rows that are within seconds of one bear witness, and of
/// those that disagree, a difference of whole half hours is a changed clock and any other a delay.
struct AsteriskClock {
    private struct FirstRow {
        var start: UTCTime
        var epoch: Int
        var line: Int
    }

    private var first: [String: FirstRow] = [:]

    /// Takes note of a row whose start is still in the switch's own time.
    mutating func note(_ row: AsteriskRow, epoch: Int) {
        let candidate = FirstRow(start: row.start, epoch: epoch, line: row.source.line)
        guard let known = first[row.leg] else {
            first[row.leg] = candidate
            return
        }
        if candidate.start < known.start { first[row.leg] = candidate }
    }

    /// The UTC second in which the channel of a row was made, where its unique id tells.
    func epoch(of row: AsteriskRow) -> Int? { first[row.leg]?.epoch }

    /// Seconds that every stamp is ahead of UTC.
    func constantOffset() throws(CDRError) -> Int {
        var sightings = sightings(isExact: true)
        var step = 1800
        if sightings.isEmpty {
            sightings = self.sightings(isExact: false)
            step = 900
        }
        guard let first = sightings.first else { throw .zoneUnknown }
        guard Self.outlier(in: sightings, expected: nil, step: step) != nil else { return Self.usual(sightings) }
        let change = sightings.first { $0.excess != first.excess } ?? first
        throw .zoneChanges(line: change.line, from: first.excess, to: change.excess)
    }

    /// Makes sure that the stamps are those of `zone`, as far as unique ids tell.
    func check(against zone: TimeZone) throws(CDRError) {
        var offsets = ZoneOffsets(zone)
        let sightings = sightings(isExact: true).map { sighting in
            var sighting = sighting
            sighting.excess -= offsets.offset(at: UTCTime(seconds: sighting.epoch))
            return sighting
        }
        guard let outlier = Self.outlier(in: sightings, expected: 0, step: 1800) else { return }
        let configured = offsets.offset(at: UTCTime(seconds: outlier.epoch))
        throw .zoneDisagrees(line: outlier.line, found: outlier.excess + configured, configured: configured)
    }

    private struct Sighting {
        /// Seconds ahead of UTC, or of what was expected.
        var excess: Int
        var epoch: Int
        var line: Int
    }

    /// First rows in the file's order, each with its offset rounded to a quarter of an hour.
    private func sightings(isExact: Bool) -> [Sighting] {
        first.values.sorted { $0.line < $1.line }.compactMap { row in
            let seconds = row.start.milliseconds / 1000 - row.epoch
            let offset = Int((Double(seconds) / 900).rounded()) * 900
            guard abs(offset) <= 15 * 3600, !isExact || (-2...5).contains(seconds - offset) else { return nil }
            return Sighting(excess: offset, epoch: row.epoch, line: row.line)
        }
    }

    /// The most frequent excess, the smallest of several.
    private static func usual(_ sightings: [Sighting]) -> Int {
        var counts: [Int: Int] = [:]
        for sighting in sightings { counts[sighting.excess, default: 0] += 1 }
        return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
    }

    /// The first sighting that no delay explains: it lies before the usual one, or whole steps after it.
    private static func outlier(in sightings: [Sighting], expected: Int?, step: Int) -> Sighting? {
        guard !sightings.isEmpty else { return nil }
        let usual = usual(sightings)
        if let expected, usual != expected { return sightings.first { $0.excess == usual } }
        return sightings.first { $0.excess < usual || ($0.excess > usual && ($0.excess - usual) % step == 0) }
    }
}
