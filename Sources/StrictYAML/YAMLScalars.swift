extension YAMLValue {
    /// Any text, quoted or not; a number or a date is given as it is written.
    package func string() throws(YAMLError) -> String {
        guard case .scalar(let text, _) = content, !isNull else { throw expected("text") }
        return text
    }

    /// A whole number in decimal digits.
    package func int(in range: ClosedRange<Int>? = nil) throws(YAMLError) -> Int {
        guard let text = plain, let number = Int(text), text.utf8.first != UInt8(ascii: "+") else {
            throw expected("a whole number")
        }
        if let range, !range.contains(number) {
            throw error("\(number) is outside \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A finite decimal number.
    package func double(in range: ClosedRange<Double>? = nil) throws(YAMLError) -> Double {
        guard let text = plain, text.utf8.allSatisfy(isOfDecimal), let number = Double(text), number.isFinite else {
            throw expected("a number")
        }
        if let range, !range.contains(number) {
            throw error("\(text) is outside \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// `true` or `false`.
    package func bool() throws(YAMLError) -> Bool {
        switch plain {
        case "true": return true
        case "false": return false
        default: throw expected("true or false", hint: "write true or false, in lower case and without quotes")
        }
    }

    /// One of the cases of `T`, by its raw value.
    package func oneOf<T: RawRepresentable<String> & CaseIterable>(_ type: T.Type) throws(YAMLError) -> T {
        let text = try string()
        if let found = T(rawValue: text) { return found }
        let names = T.allCases.map(\.rawValue)
        let nearest = nearestName(to: text, in: names)
        throw error(
            "expected one of \(names.joined(separator: ", "))",
            hint: nearest.map { "did you mean '\($0)'?" }
        )
    }

    /// A length of time that a clock measures, in milliseconds: `500ms`, `3s`, `1.5s`, `20min`, `2h`.
    package func milliseconds(in range: ClosedRange<Int>? = nil) throws(YAMLError) -> Int {
        let units = ["ms": 1.0, "s": 1000, "min": 60_000, "h": 3_600_000]
        guard let (number, unit) = numberAndUnit, let factor = units[unit], let value = Double(number) else {
            throw expected("a length of time", hint: "write it like 500ms, 3s, 20min or 2h")
        }
        let exact = value * factor
        guard let count = Int(exactly: exact.rounded()), abs(exact - exact.rounded()) < 1e-6 else {
            throw error("a length of time is whole milliseconds")
        }
        if let range, !range.contains(count) {
            throw error("\(number)\(unit) is outside \(range.lowerBound)ms to \(range.upperBound)ms")
        }
        return count
    }

    private var plain: String? {
        guard case .scalar(let text, isPlain: true) = content, !isNull else { return nil }
        return text
    }

    /// The parts of `1.5s`; nil where the text is not digits followed by letters.
    private var numberAndUnit: (number: String, unit: String)? {
        guard let plain, plain.utf8.count <= 20 else { return nil }
        let number = plain.utf8.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
        let unit = plain.utf8.dropFirst(number.count)
        guard let first = number.first, isDigit(first), !unit.isEmpty else { return nil }
        return (String(decoding: number, as: UTF8.self), String(decoding: unit, as: UTF8.self))
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// Keeps out what `Double.init` would take beyond decimals: `nan`, `inf` and hexadecimal.
private func isOfDecimal(_ byte: UInt8) -> Bool { isDigit(byte) || "-.eE+".utf8.contains(byte) }
