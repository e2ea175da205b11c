extension Masker {
    /// A file name without numbers, mail addresses and known names in it; every hidden character becomes `x`.
    ///
    /// Dates, times of day, epoch seconds and short numbers stay, and so does the extension.
    /// The parties' `knownNumbers` and `knownNames` are hidden in whatever form.
    package func fileName(_ name: String, knownNumbers: [String] = [], knownNames: [String] = []) -> String {
        var scalars = Array(name.unicodeScalars)
        let prose = Prose(name)
        let known = KnownParties(numbers: knownNumbers, names: knownNames)
        for hit in TypedMailFinder.find(in: prose) + known.find(in: prose) {
            Self.cross(out: hit.range(in: prose), &scalars)
        }
        for token in prose.tokens where token.kind == .numeral {
            var digits: [UInt8] = []
            prose.appendDigits(of: token, to: &digits)
            if known.holdsKnownNumber(digits) || Self.isNumberOfSomeone(digits) {
                Self.cross(out: token.range, &scalars)
            }
        }
        for run in DigitReader.runs(in: prose) where run.groups.count > 1 {
            let isKnown = known.holdsKnownNumber(run.digits)
            guard isKnown || Self.isWrittenInGroups(run) else { continue }
            for group in run.groups {
                for index in group.tokens { Self.cross(out: prose.tokens[index].range, &scalars) }
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func cross(out range: Range<Int>, _ scalars: inout [Unicode.Scalar]) {
        for index in range where scalars[index] != "@" && scalars[index] != "." { scalars[index] = "x" }
    }

    /// Seven digits and more that are neither a date, a time nor seconds since 1970.
    private static func isNumberOfSomeone(_ digits: [UInt8]) -> Bool {
        guard digits.count >= 7 else { return false }
        let isDate = digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8)
        if isDate, [8, 12, 14, 17].contains(digits.count), isMonth(digits[4..<6]), isDay(digits[6..<8]) {
            return false
        }
        if digits.count == 10, digits[0] == 0x31, (0x34...0x39).contains(digits[1]) { return false }
        return true
    }

    /// A number in pieces: `555-123-4567`, but not `2026-01-15`.
    private static func isWrittenInGroups(_ run: DigitRun) -> Bool {
        guard run.count >= 10, run.traits.isDisjoint(with: [.dot, .spoken]), !run.isDate else { return false }
        guard let verdict = NumberClassifier.shape(run, isChinese: false) else { return false }
        return verdict.type != .chineseID || verdict.confidence > 0.9
    }

    private static func isMonth(_ digits: ArraySlice<UInt8>) -> Bool {
        ("01"..."12").contains(String(decoding: digits, as: UTF8.self))
    }

    private static func isDay(_ digits: ArraySlice<UInt8>) -> Bool {
        ("01"..."31").contains(String(decoding: digits, as: UTF8.self))
    }
}
