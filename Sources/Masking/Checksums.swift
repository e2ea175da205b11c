/// Check digits, each over ASCII digits.
///
/// They are evidence, not gates: recognisers misread digits.
enum Checksum {
    /// ISO/IEC 7812-1 annex B.
    static func luhn(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            guard digit &- 0x30 < 10 else { return false }
            let value = Int(digit - 0x30)
            let doubled = place % 2 == 0 ? value : value * 2
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    /// GB 11643: ISO 7064 MOD 11-2 over 18 characters, the last of which may be `X`.
    static func chineseID(_ characters: [UInt8]) -> Bool {
        guard characters.count == 18 else { return false }
        var remainder = 0
        for digit in characters.dropLast() {
            guard digit &- 0x30 < 10 else { return false }
            remainder = (remainder + Int(digit - 0x30)) * 2 % 11
        }
        let check = (12 - remainder) % 11
        return characters[17] == (check == 10 ? UInt8(ascii: "X") : UInt8(0x30 + check))
    }

    /// ISO 13616: the IBAN's letters and digits rearranged, modulo 97, give 1.
    static func iban(_ characters: [UInt8]) -> Bool {
        guard characters.count > 4 else { return false }
        var remainder = 0
        for character in characters[4...] + characters[..<4] {
            let value = character &- 0x30 < 10 ? Int(character - 0x30) : Int(character | 0x20) - 0x61 + 10
            guard (0...35).contains(value) else { return false }
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        return remainder == 1
    }
}

/// Issuer ranges of payment cards (ISO/IEC 7812 and the schemes' published ranges).
enum CardIssuer {
    /// True where the first digits and the length are those of a known scheme.
    static func isKnown(_ digits: [UInt8]) -> Bool {
        guard digits.count >= 12, !digits.contains(UInt8(ascii: "X")) else { return false }
        let prefix = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) - 0x30 }
        switch (prefix, digits.count) {
        case (4000...4999, 13), (4000...4999, 16), (4000...4999, 19): return true
        case (5100...5599, 16), (2221...2720, 16): return true
        case (3400...3499, 15), (3700...3799, 15): return true
        case (3000...3059, 14), (3095, 14), (3600...3699, 14), (3800...3999, 14), (3600...3699, 16...19): return true
        case (3528...3589, 16...19), (1800, 15), (2131, 15): return true
        case (6011, 16...19), (6440...6599, 16...19): return true
        case (6200...6299, 16...19), (8100...8171, 16...19): return true
        case (5000...5099, 12...19), (5600...5899, 12...19), (6300...6399, 12...19), (6700...6799, 12...19): return true
        default: return false
        }
    }
}

/// The parts of a Chinese resident identity number that mean something.
enum ChineseIDShape {
    private static let provinces: Set<Int> = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
        63, 64, 65, 71, 81, 82, 83, 91,
    ]

    /// True where province and birth date are possible, whatever the check character says.
    static func isPossible(_ digits: [UInt8]) -> Bool {
        guard digits.count == 18 || digits.count == 15, provinces.contains(number(digits[0..<2])) else { return false }
        let isLong = digits.count == 18
        let year = isLong ? number(digits[6..<10]) : 1900 + number(digits[6..<8])
        let month = isLong ? number(digits[10..<12]) : number(digits[8..<10])
        let day = isLong ? number(digits[12..<14]) : number(digits[10..<12])
        guard (1900...2099).contains(year), (1...12).contains(month) else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
}
