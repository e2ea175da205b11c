import Calls
import Foundation

/// A time zone's offsets from UTC, remembered by the quarter hour: a calendar look-up costs far more than the row it is for.
struct ZoneOffsets {
    private let zone: TimeZone
    private var known: [Int: Int] = [:]

    init(_ zone: TimeZone) { self.zone = zone }

    /// Seconds ahead of UTC at an instant.
    mutating func offset(at time: UTCTime) -> Int {
        let quarter = time.milliseconds / 900_000
        if let offset = known[quarter] { return offset }
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(quarter * 900)))
        if known.count > 100_000 { known.removeAll() }
        known[quarter] = offset
        return offset
    }

    /// The instant of a local time that was read as if it were UTC.
    ///
    /// Of the two in the hour that a clock change repeats it is the earlier that is not before `earliest`; in the hour that
    /// a change leaves out, it is as if the clock had not been changed yet.
    mutating func instant(ofLocal naive: UTCTime, notBefore earliest: UTCTime? = nil) -> UTCTime {
        let day = Milliseconds(86_400_000)
        let before = offset(at: naive + (.zero - day))
        let after = offset(at: naive + day)
        let early = naive + Milliseconds(-before * 1000)
        guard before != after else { return early }
        let late = naive + Milliseconds(-after * 1000)
        guard offset(at: late) == after else { return early }
        guard offset(at: early) == before else { return late }
        // The stamp and the second of the channel's making are each rounded by themselves.
        guard let earliest else { return early }
        return early + Milliseconds(2000) < earliest ? late : early
    }
}
