internal import Calls
internal import Foundation

extension CallID {
    /// Names a call by its start and a mark that tells calls of one second apart: `20261122T193644Z-0badcafe`.
    ///
    /// Nil for a start whose year has not four digits.
    init?(at start: UTCTime, mark: UInt32) {
        let date = Date(timeIntervalSince1970: Double(start.milliseconds / 1000))
        let style = Date.ISO8601FormatStyle(
            dateSeparator: .omitted,
            dateTimeSeparator: .standard,
            timeSeparator: .omitted
        )
        let hex = String(mark, radix: 16)
        self.init("\(date.formatted(style))-\(String(repeating: "0", count: 8 - hex.count))\(hex)")
    }
}
