import Calls

/// Numbers as text, the same on every machine and in every locale.
enum NumberText {
    /// Rounded half away from zero to `decimals` places; `−0` is `0`, what is not finite is `?`.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return "?" }
        let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
        let scaled = (abs(value) * Double(scale)).rounded(.toNearestOrAwayFromZero)
        guard let units = Int(exactly: scaled) else { return "\(value)" }
        let sign = value < 0 && units != 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(units)" }
        let fraction = String(units % scale)
        return "\(sign)\(units / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    /// A ratio as `85.2 %`.
    static func percent(_ ratio: Double, decimals: Int = 1) -> String { fixed(ratio * 100, decimals) + " %" }

    /// `12.3 s` below a minute, then `3:05` and `1:03:05`.
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e9 else { return "?" }
        guard abs(seconds) >= 59.95 else { return fixed(seconds, 1) + " s" }
        return clock(seconds)
    }

    /// `0:07`, `3:05` or `1:03:05`: a position in a recording.
    static func clock(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e9 else { return "?" }
        let whole = Int(abs(seconds).rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        let tail = "\(rest < 10 ? "0" : "")\(rest)"
        let text = hours > 0 ? "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(tail)" : "\(minutes):\(tail)"
        return seconds < 0 && whole > 0 ? "-" + text : text
    }

    static func clock(_ position: Milliseconds) -> String { clock(position.seconds) }

    /// Digits in groups of three, parted by a thin space from five digits on.
    static func grouped(_ count: Int) -> String {
        let digits = String(count.magnitude)
        guard digits.count > 4 else { return String(count) }
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append("\u{2009}") }
            text.append(digit)
        }
        return count < 0 ? "-" + text : text
    }
}

extension KPI {
    /// The value for people, or "n/a"; a figure that misses its target never looks as if it reached it.
    func text(_ language: Language) -> String {
        guard let value else { return language.text(.notAvailable) }
        guard let target, meetsTarget == false else { return id.unit.text(value) }
        let wanted = (0...3).map { id.unit.text(target.value, extraDecimals: $0) }
        let texts = (0...3).map { id.unit.text(value, extraDecimals: $0) }
        return zip(texts, wanted).first { $0 != $1 }?.0 ?? texts[3]
    }

    /// The 95 % interval, such as `76.7–90.7 %` or `± 14.6`; nil where there is none.
    var intervalText: String? {
        guard let interval else { return nil }
        if id == .nps { return "± " + NumberText.fixed((interval.upperBound - interval.lowerBound) / 2, 1) }
        return NumberText.fixed(interval.lowerBound * 100, 1) + "–" + NumberText.percent(interval.upperBound)
    }
}

extension KPIID.Unit {
    func text(_ value: Double, extraDecimals: Int = 0) -> String {
        switch self {
        case .calls: NumberText.grouped(Int(value))
        case .seconds: extraDecimals == 0 ? NumberText.duration(value) : NumberText.fixed(value, extraDecimals) + " s"
        case .ratio: NumberText.percent(value, decimals: 1 + extraDecimals)
        case .csat, .ces: NumberText.fixed(value, 2 + extraDecimals)
        case .points, .nps, .perHour: NumberText.fixed(value, 1 + extraDecimals)
        }
    }
}

extension Target {
    /// `at least 85 %`.
    func words(_ language: Language) -> String {
        language.text(bound == .atLeast ? .atLeast : .atMost, String(text.dropFirst(2)))
    }

    /// `≥ 85 %`.
    var text: String {
        let unit = kpi.unit
        let short =
            unit == .ratio ? NumberText.percent(value, decimals: (value * 100).rounded() == value * 100 ? 0 : 1) : nil
        return (bound == .atLeast ? "≥ " : "≤ ") + (short ?? unit.text(value))
    }
}

extension Cell {
    /// The number, where it is one.
    var value: Double? {
        switch self {
        case .integer(let count): Double(count)
        case .number(let value), .ratio(let value), .seconds(let value): value
        case .missing, .text, .time, .boolean: nil
        }
    }

    /// The value for people.
    func text(_ language: Language, in time: (UTCTime) -> LocalTime) -> String {
        switch self {
        case .missing: language.text(.notAvailable)
        case .text(let text): text
        case .integer(let count): NumberText.grouped(count)
        case .number(let value): NumberText.fixed(value, 1)
        case .ratio(let value): NumberText.percent(value)
        case .seconds(let value): NumberText.duration(value)
        case .time(let instant): time(instant).date + " " + time(instant).clockWithSeconds
        case .boolean(let value): language.text(value ? .yes : .no)
        }
    }
}
