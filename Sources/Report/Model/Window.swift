package import Calls
package import Foundation

/// The half-open stretch of time a report is about; a call belongs to it by its start.
package struct Window: Hashable, Sendable {
    package var start: UTCTime
    package var end: UTCTime

    package init(start: UTCTime, end: UTCTime) {
        self.start = start
        self.end = max(start, end)
    }

    /// The business day that begins at local midnight of `date`, written `2026-11-21`, and the days after it.
    ///
    /// Nil where there is no such day, or `days` is below 1 or above ten years.
    package init?(date: String, days: Int = 1, in zone: TimeZone) {
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, date.utf8.count == 10, (1...3660).contains(days) else { return nil }
        guard let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else { return nil }
        guard (1970...9998).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        // Counted from 0000-03-01, the inverse of the reckoning in `LocalTime`.
        let (y, m) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let number = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468
        let first = Self.midnight(ofDay: number, in: zone)
        guard LocalTime(first + Milliseconds(43_200_000), in: zone).date == date else { return nil }
        self.init(start: first, end: Self.midnight(ofDay: number + days, in: zone))
    }

    /// The first instant of a day, counted from 1970-01-01, on the local clock.
    ///
    /// Where clocks go forward at midnight, the day begins at one o'clock.
    private static func midnight(ofDay number: Int, in zone: TimeZone) -> UTCTime {
        let reading = number * 86_400_000
        let starts = [-86_400_000, 86_400_000].map { distance in
            let offset = LocalTime.offset(of: zone, at: UTCTime(milliseconds: reading + distance)) * 1000
            return UTCTime(milliseconds: reading - offset)
        }
        let date = LocalTime(UTCTime(milliseconds: reading), in: .gmt).date
        return starts.filter { LocalTime($0, in: zone).date == date }.min() ?? starts[0]
    }

    /// The local midnight that begins the business day of `time`.
    package static func midnight(atOrBefore time: UTCTime, in zone: TimeZone) -> UTCTime {
        let day = intervalStart(of: time, minutes: 1440, in: zone)
        // Where the offset changed since midnight, the day began by the offset of that hour.
        let shift = LocalTime.offset(of: zone, at: time) - LocalTime.offset(of: zone, at: day)
        return day + Milliseconds(shift * 1000)
    }

    /// The business day that `time` belongs to.
    package static func day(of time: UTCTime, in zone: TimeZone) -> Window {
        let start = midnight(atOrBefore: time, in: zone)
        return Window(start: start, end: midnight(atOrBefore: start + Milliseconds(36 * 3_600_000), in: zone))
    }

    /// From the Monday of the week that holds `time` to the next.
    package static func week(of time: UTCTime, in zone: TimeZone) -> Window {
        let days = (LocalTime(time, in: zone).weekday + 6) % 7
        return span(from: time, back: days, of: 7, in: zone)
    }

    /// The calendar month that holds `time`.
    package static func month(of time: UTCTime, in zone: TimeZone) -> Window {
        let date = LocalTime(time, in: zone)
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let isLeap = date.month == 2 && date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0)
        return span(from: time, back: date.day - 1, of: lengths[date.month - 1] + (isLeap ? 1 : 0), in: zone)
    }

    /// So many days from so many days before that of `time`.
    private static func span(from time: UTCTime, back: Int, of days: Int, in zone: TimeZone) -> Window {
        let day = 86_400_000
        // Noon is on the right day, also where a change of clocks lies between.
        let noon = midnight(atOrBefore: time, in: zone) + Milliseconds(day / 2)
        let first = midnight(atOrBefore: noon + Milliseconds(-back * day), in: zone)
        return Window(start: first, end: midnight(atOrBefore: first + Milliseconds(days * day + day / 2), in: zone))
    }

    package func contains(_ time: UTCTime) -> Bool { start <= time && time < end }

    package var length: Milliseconds { end - start }

    /// The business days it touches, as `2026-11-21`, or `2026-11-21 – 2026-11-27` for several.
    func dates(in zone: TimeZone) -> String {
        let first = LocalTime(start, in: zone).date
        let last = LocalTime(max(start, end + Milliseconds(-1)), in: zone).date
        return first == last ? first : "\(first) – \(last)"
    }

    /// Where the local clock last read a whole multiple of `minutes` counted from midnight.
    static func intervalStart(of time: UTCTime, minutes: Int, in zone: TimeZone) -> UTCTime {
        let offset = LocalTime.offset(of: zone, at: time) * 1000
        let length = max(1, minutes) * 60_000
        return UTCTime(milliseconds: (time.milliseconds + offset).flooredQuotient(by: length) * length - offset)
    }
}
