package import Calls
package import Foundation

/// A length of time as laws write it: so many days, months or years of the site's calendar.
package enum Period: Hashable, Sendable {
    case days(Int)
    case months(Int)
    case years(Int)

    /// Reads `30d`, `6mo` or `5y`; nil for anything else and for counts outside 0 to 36,500.
    package init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), (0...36_500).contains(count) else { return nil }
        switch text.dropFirst(digits.count) {
        case "d": self = .days(count)
        case "mo": self = .months(count)
        case "y": self = .years(count)
        default: return nil
        }
    }

    /// The instant that lies this long after `time` on the calendar of `zone`.
    ///
    /// A month that lacks the day ends on its last: six months after 31 August is 28 or 29 February. The hour of the day
    /// stays what it was on the site's clock.
    package func after(_ time: UTCTime, in zone: TimeZone) -> UTCTime {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
        let later =
            switch self {
            case .days(let count): calendar.date(byAdding: .day, value: count, to: date)
            case .months(let count): calendar.date(byAdding: .month, value: count, to: date)
            case .years(let count): calendar.date(byAdding: .year, value: count, to: date)
            }
        // A date the calendar cannot reach is kept for ever: the safe side.
        guard let later else { return UTCTime(milliseconds: .max) }
        return UTCTime(milliseconds: Int((later.timeIntervalSince1970 * 1000).rounded()))
    }
}

extension Period: CustomStringConvertible {
    package var description: String {
        switch self {
        case .days(let count): "\(count)d"
        case .months(let count): "\(count)mo"
        case .years(let count): "\(count)y"
        }
    }
}
