package import Calls
package import Foundation

/// A wall-clock reading in a site's time zone, by integer arithmetic on the proleptic Gregorian calendar.
package struct LocalTime: Hashable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
    package var millisecond: Int
    /// East of Greenwich, in seconds.
    package var offset: Int
    /// 0 is Sunday.
    package var weekday: Int
    /// Days since 1970-01-01.
    package var dayNumber: Int

    package init(_ time: UTCTime, in zone: TimeZone) {
        offset = Self.offset(of: zone, at: time)
        let local = time.milliseconds + offset * 1000
        let days = local.flooredQuotient(by: 86_400_000)
        var rest = local - days * 86_400_000
        millisecond = rest % 1000
        rest /= 1000
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        weekday = (days + 4).flooredRemainder(by: 7)
        dayNumber = days

        // Days are counted from 0000-03-01, so that a leap day ends its year (Howard Hinnant, "chrono-compatible
        // low-level date algorithms").
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    static func offset(of zone: TimeZone, at time: UTCTime) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: (Double(time.milliseconds) / 1000).rounded(.down)))
    }

    /// `2026-11-21`.
    package var date: String { "\(padded(year, 4))-\(padded(month))-\(padded(day))" }
    /// `09:15`.
    package var clock: String { "\(padded(hour)):\(padded(minute))" }
    /// `09:15:02`.
    package var clockWithSeconds: String { "\(clock):\(padded(second))" }
    /// `+08:00`.
    package var offsetText: String {
        let minutes = abs(offset) / 60
        return "\(offset < 0 ? "-" : "+")\(padded(minutes / 60)):\(padded(minutes % 60))"
    }
    /// ISO 8601 with milliseconds and offset: `2026-11-21T09:15:02.345+08:00`.
    package var iso8601: String { "\(date)T\(clockWithSeconds).\(padded(millisecond, 3))\(offsetText)" }

    private func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int {
    func flooredQuotient(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    func flooredRemainder(by divisor: Int) -> Int { self - flooredQuotient(by: divisor) * divisor }
}
