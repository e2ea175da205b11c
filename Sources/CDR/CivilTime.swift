import Calls

/// A date and time of day in the proleptic Gregorian calendar, in no zone.
struct CivilTime: Hashable, Sendable {
    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0

    /// Nil where there is no such day or time; years run from 1970 to 9999, a leap second is none.
    var checked: CivilTime? {
        guard (1970...9999).contains(year), (1...12).contains(month), (0...23).contains(hour) else { return nil }
        guard (0...59).contains(minute), (0...59).contains(second), (0...999).contains(millisecond) else { return nil }
        return (1...Self.days(in: month, of: year)).contains(day) ? self : nil
    }

    /// As if it were UTC.
    var asUTC: UTCTime {
        UTCTime(seconds: (daysSince1970 * 24 + hour) * 3600 + minute * 60 + second) + Milliseconds(millisecond)
    }

    /// Days from 1970-01-01, counted in eras of 400 years that begin on 1 March.
    private var daysSince1970: Int {
        let marchYear = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let yearOfEra = marchYear % 400
        return marchYear / 400 * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Reads `yyyy-MM-dd HH:mm:ss` and nothing else.
    init?(stamp bytes: Span<UInt8>) {
        guard bytes.count == 19 else { return nil }
        let dash = UInt8(ascii: "-")
        let colon = UInt8(ascii: ":")
        guard bytes[4] == dash, bytes[7] == dash, bytes[10] == UInt8(ascii: " ") else { return nil }
        guard bytes[13] == colon, bytes[16] == colon else { return nil }
        guard let year = bytes.number(0..<4), let month = bytes.number(5..<7), let day = bytes.number(8..<10),
            let hour = bytes.number(11..<13), let minute = bytes.number(14..<16), let second = bytes.number(17..<19)
        else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        guard checked != nil else { return nil }
    }

    init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.millisecond = millisecond
    }
}

extension ArraySlice<UInt8> {
    /// The whole of it as a number of 1 to 15 digits.
    var number: Int? { span.number }

    /// Without spaces, tabs and line ends around it.
    var trimmed: ArraySlice<UInt8> {
        let range = span.range(trimming: \.isSpace)
        return self[startIndex + range.lowerBound..<startIndex + range.upperBound]
    }
}

extension UTCTime {
    /// From 1970 to 9999.
    var isPlausible: Bool { (0..<253_402_300_800_000).contains(milliseconds) }
}
