import Calls

/// How an export writes an instant.
package enum TimeFormat: Hashable, Sendable {
    /// `2026-11-22T09:30:00+08:00`: fraction of a second, `Z` and offset optional, a space allowed for the `T`.
    case iso8601
    /// Seconds since 1970, with or without a fraction.
    case epochSeconds
    case epochMilliseconds
    /// `Mon, 02 Mar 2026 09:30:00 +0000`, as RFC 2822 has it; the day's name may be absent.
    case rfc2822
    /// Made of `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss`, `SSS` and literal characters.
    case pattern([PatternPart])

    package enum PatternPart: Hashable, Sendable {
        case year, month, day, hour, minute, second, millisecond
        case literal(UInt8)
    }

    /// Reads `iso8601`, `epoch`, `epochMilliseconds`, `rfc2822` or a pattern such as `yyyy-MM-dd HH:mm:ss`.
    ///
    /// A pattern must have year, month, day, hour, minute and second: a stamp without seconds cannot carry a wait.
    package init?(_ text: String) {
        switch text {
        case "iso8601": self = .iso8601
        case "epoch": self = .epochSeconds
        case "epochMilliseconds": self = .epochMilliseconds
        case "rfc2822": self = .rfc2822
        default:
            guard let parts = Self.parts(of: text) else { return nil }
            self = .pattern(parts)
        }
    }

    /// For messages.
    var description: String {
        switch self {
        case .iso8601: "yyyy-MM-ddTHH:mm:ss with an offset (ISO 8601)"
        case .epochSeconds: "seconds since 1970"
        case .epochMilliseconds: "milliseconds since 1970"
        case .rfc2822: "Mon, 02 Mar 2026 09:30:00 +0000 (RFC 2822)"
        case .pattern(let parts):
            parts.map { part in
                if case .literal(let character) = part { return String(UnicodeScalar(character)) }
                return Self.tokens.first { $0.1 == part }?.0 ?? ""
            }.joined()
        }
    }

    /// What a stamp says: an instant, or a local time that still wants its zone.
    enum Reading: Hashable, Sendable {
        case utc(UTCTime)
        case local(CivilTime)
    }

    func read(_ bytes: ArraySlice<UInt8>) -> Reading? {
        switch self {
        case .iso8601: Self.readISO8601(bytes)
        case .epochSeconds: Self.readSeconds(bytes).map { .utc(UTCTime(milliseconds: $0.count)) }
        case .epochMilliseconds: bytes.number.map { .utc(UTCTime(milliseconds: $0)) }
        case .rfc2822: Self.readRFC2822(bytes)
        case .pattern(let parts): Self.read(bytes, as: parts).map { .local($0) }
        }
    }

    private static let tokens: [(String, PatternPart, Int)] = [
        ("yyyy", .year, 4), ("MM", .month, 2), ("dd", .day, 2), ("HH", .hour, 2), ("mm", .minute, 2),
        ("ss", .second, 2), ("SSS", .millisecond, 3),
    ]

    private static func parts(of text: String) -> [PatternPart]? {
        var parts: [PatternPart] = []
        var rest = text[...]
        while let first = rest.first {
            if let (token, part, _) = tokens.first(where: { rest.hasPrefix($0.0) }) {
                guard !parts.contains(part) else { return nil }
                parts.append(part)
                rest = rest.dropFirst(token.count)
            } else {
                guard let ascii = first.asciiValue, !first.isLetter || first == "T" else { return nil }
                parts.append(.literal(ascii))
                rest = rest.dropFirst()
            }
        }
        let needed: [PatternPart] = [.year, .month, .day, .hour, .minute, .second]
        return needed.allSatisfy(parts.contains) ? parts : nil
    }

    private static func read(_ bytes: ArraySlice<UInt8>, as parts: [PatternPart]) -> CivilTime? {
        var time = CivilTime(year: 0, month: 0, day: 0)
        var rest = bytes
        for part in parts {
            if case .literal(let character) = part {
                guard rest.popFirst() == character else { return nil }
                continue
            }
            let length = tokens.first { $0.1 == part }?.2 ?? 0
            guard let value = rest.span.number(0..<length) else { return nil }
            rest = rest.dropFirst(length)
            switch part {
            case .year: time.year = value
            case .month: time.month = value
            case .day: time.day = value
            case .hour: time.hour = value
            case .minute: time.minute = value
            case .second: time.second = value
            case .millisecond: time.millisecond = value
            case .literal: break
            }
        }
        return rest.isEmpty ? time.checked : nil
    }

    /// Whole seconds, with or without a fraction.
    static func readSeconds(_ bytes: ArraySlice<UInt8>) -> Milliseconds? {
        let point = bytes.firstIndex(of: UInt8(ascii: ".")) ?? bytes.endIndex
        guard let seconds = bytes[..<point].number else { return nil }
        guard let milliseconds = milliseconds(fraction: bytes[point...]) else { return nil }
        return Milliseconds(seconds * 1000) + milliseconds
    }

    /// Milliseconds of a fraction such as `.25`; zero for an empty one, cut off after the third digit.
    private static func milliseconds(fraction: ArraySlice<UInt8>) -> Milliseconds? {
        guard !fraction.isEmpty else { return .zero }
        let digits = fraction.dropFirst()
        guard (1...9).contains(digits.count), digits.allSatisfy(\.isDigit) else { return nil }
        let padded = (Array(digits) + Array("000".utf8)).prefix(3)
        return padded[...].number.map { Milliseconds($0) }
    }

    private static func readISO8601(_ bytes: ArraySlice<UInt8>) -> Reading? {
        guard bytes.count >= 19 else { return nil }
        let at = bytes.startIndex
        var stamp = Array(bytes.prefix(19))
        guard stamp[10] == UInt8(ascii: "T") || stamp[10] == UInt8(ascii: " ") else { return nil }
        stamp[10] = UInt8(ascii: " ")
        guard var time = CivilTime(stamp: stamp.span) else { return nil }
        var rest = bytes[(at + 19)...]
        if rest.first == UInt8(ascii: ".") {
            let end = rest.dropFirst().firstIndex { !$0.isDigit } ?? rest.endIndex
            guard let fraction = milliseconds(fraction: rest[..<end]) else { return nil }
            time.millisecond = fraction.count
            rest = rest[end...]
        }
        guard !rest.isEmpty else { return .local(time) }
        return rest.elementsEqual("Z".utf8) ? .utc(time.asUTC) : offset(rest).map { .utc(time.asUTC + (.zero - $0)) }
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private static func readRFC2822(_ bytes: ArraySlice<UInt8>) -> Reading? {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        var words = text.split(separator: " ")
        if words.first?.hasSuffix(",") == true { words.removeFirst() }
        guard words.count == 5, let month = months.firstIndex(of: String(words[1])) else { return nil }
        let clock = words[3].split(separator: ":", omittingEmptySubsequences: false).compactMap {
            Array($0.utf8)[...].number
        }
        guard let day = Array(words[0].utf8)[...].number, let year = Array(words[2].utf8)[...].number else {
            return nil
        }
        guard clock.count == 3, words[2].utf8.count == 4 else { return nil }
        var time = CivilTime(year: year, month: month + 1, day: day)
        (time.hour, time.minute, time.second) = (clock[0], clock[1], clock[2])
        guard let time = time.checked else { return nil }
        if ["gmt", "ut", "utc", "z"].contains(words[4]) { return .utc(time.asUTC) }
        return offset(Array(words[4].utf8)[...]).map { .utc(time.asUTC + (.zero - $0)) }
    }

    /// `+08:00` or `+0800`.
    private static func offset(_ rest: ArraySlice<UInt8>) -> Milliseconds? {
        guard let sign = rest.first else { return nil }
        let digits = Array(rest.dropFirst().filter { $0 != UInt8(ascii: ":") })
        guard digits.count == 4, let hours = digits[0...1].number, let minutes = digits[2...3].number else {
            return nil
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), hours <= 14, minutes < 60 else { return nil }
        let offset = Milliseconds((hours * 60 + minutes) * 60_000)
        return sign == UInt8(ascii: "+") ? offset : .zero - offset
    }
}
