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

extension Checksum {
    private static let creditAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// GB 32100: 18 characters of an alphabet of 31, weighted by powers of 3, modulo 31.
    static func creditCode(_ characters: [UInt8]) -> Bool {
        guard characters.count == 18 else { return false }
        var sum = 0
        var weight = 1
        for character in characters.dropLast() {
            guard let value = creditAlphabet.firstIndex(of: upper(character)) else { return false }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return creditAlphabet.firstIndex(of: upper(characters[17])) == (31 - sum % 31) % 31
    }

    private static func upper(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? byte - 0x20 : byte }

    /// The NHS number: ten digits, weights 10 to 2, modulo 11; a check digit of ten is never issued.
    static func healthService(_ digits: [UInt8]) -> Bool {
        guard digits.count == 10, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
        let sum = digits.prefix(9).enumerated().reduce(0) { $0 + Int($1.element - 0x30) * (10 - $1.offset) }
        return (11 - sum % 11) % 11 == Int(digits[9] - 0x30)
    }

    /// The Aadhaar number: twelve digits, the first not 0 or 1, with Verhoeff's check digit.
    static func aadhaar(_ digits: [UInt8]) -> Bool {
        guard digits.count == 12, digits[0] > 0x31, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
        var check = 0
        for (place, digit) in digits.reversed().enumerated() {
            check = dihedral(check, permuted(Int(digit - 0x30), place % 8))
        }
        return check == 0
    }

    /// Multiplication in the dihedral group of order ten.
    private static func dihedral(_ a: Int, _ b: Int) -> Int {
        switch (a < 5, b < 5) {
        case (true, true): (a + b) % 5
        case (true, false): 5 + (a + b - 5) % 5
        case (false, true): 5 + (a - 5 - b + 5) % 5
        case (false, false): (a - b + 5) % 5
        }
    }

    private static func permuted(_ digit: Int, _ times: Int) -> Int {
        let once = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        return (0..<times).reduce(digit) { digit, _ in once[digit] }
    }

    /// An American routing number: nine digits, weights 3, 7, 1, modulo 10.
    static func routing(_ digits: [UInt8]) -> Bool {
        guard digits.count == 9, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
        let prefix = Int(digits[0] - 0x30) * 10 + Int(digits[1] - 0x30)
        guard (0...12).contains(prefix) || (21...32).contains(prefix) || (61...72).contains(prefix) || prefix == 80
        else {
            return false
        }
        return zip(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 } % 10 == 0
    }

    /// A registration of the American drug enforcement agency: two letters and seven digits.
    static func drugEnforcement(_ characters: [UInt8]) -> Bool {
        guard characters.count == 9, upper(characters[0]) &- 0x41 < 26, upper(characters[1]) &- 0x41 < 26 else {
            return false
        }
        let digits = characters[2...].map { Int($0) - 0x30 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return false }
        return (digits[0] + digits[2] + digits[4] + 2 * (digits[1] + digits[3] + digits[5])) % 10 == digits[6]
    }

    /// An American social security number: no check digit, but areas, groups and serials that are never issued.
    static func socialSecurity(_ digits: [UInt8]) -> Bool {
        guard digits.count == 9, digits.allSatisfy({ $0 &- 0x30 < 10 }), digits[0] != 0x39 else { return false }
        let (area, group, serial) = (digits[..<3], digits[3..<5], digits[5...])
        return !area.elementsEqual("000".utf8) && !area.elementsEqual("666".utf8) && !group.elementsEqual("00".utf8)
            && !serial.elementsEqual("0000".utf8)
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
    ///
    /// `until` is the last day that counts, as 20260131.
    static func isPossible(_ digits: [UInt8], until: Int = 2099_12_31) -> Bool {
        guard digits.count == 18 || digits.count == 15, provinces.contains(number(digits[0..<2])) else { return false }
        let isLong = digits.count == 18
        let year = isLong ? number(digits[6..<10]) : 1900 + number(digits[6..<8])
        let month = isLong ? number(digits[10..<12]) : number(digits[8..<10])
        let day = isLong ? number(digits[12..<14]) : number(digits[10..<12])
        guard (1900...2099).contains(year), (1...12).contains(month) else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day) && year * 10_000 + month * 100 + day <= until
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
}
