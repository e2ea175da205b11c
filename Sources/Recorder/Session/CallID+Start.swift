internal import Calls
internal import Foundation

extension CallID {
    private static let style = Date.ISO8601FormatStyle(
        dateSeparator: .omitted,
        dateTimeSeparator: .standard,
        timeSeparator: .omitted
    )

    /// Names a call by its start and a mark that tells calls of one second apart: `20261122T193644Z-0badcafe`.
    init?(at start: UTCTime, mark: UInt32) {
        let date = Date(timeIntervalSince1970: Double(start.milliseconds / 1000))
        let hex = String(mark, radix: 16)
        self.init("\(date.formatted(Self.style))-\(String(repeating: "0", count: 8 - hex.count))\(hex)")
    }

    /// The start, to the second, that such a name tells.
    var start: UTCTime? {
        let stamp = description.prefix { $0 != "-" }
        return (try? Self.style.parse(String(stamp))).map { UTCTime(seconds: Int($0.timeIntervalSince1970)) }
    }
}
