/// What the digits of a telephone number say of it.
package enum TelephoneNumber {
    /// The digits by which one subscriber is known, however the number was written.
    ///
    /// Marks, an international prefix and the country code of `home` are dropped, so that `+86 138 1234 5678`,
    /// `008613812345678` and `13812345678` are one. A SIP URI gives its user part.
    ///
    /// - Parameters:
    ///   - text: a number as a switch or a person writes it.
    ///   - home: the country calling code of the site, such as `86`; nil leaves every code in place but China's.
    /// - Returns: ASCII digits; empty where `text` has none.
    package static func normalised(_ text: String, home: String? = nil) -> String {
        var digits: [UInt8] = []
        var isInternational = false
        for scalar in userPart(text).unicodeScalars.lazy.map({ Folding.fold($0.value) }) {
            if Folding.isDigit(scalar), digits.count < 32 { digits.append(UInt8(truncatingIfNeeded: scalar)) }
            if scalar == 0x2B, digits.isEmpty { isInternational = true }
        }
        return String(decoding: normalised(digits, isInternational: isInternational, home: home), as: UTF8.self)
    }

    static func normalised(_ digits: [UInt8], isInternational: Bool, home: String?) -> [UInt8] {
        var rest = digits[...]
        var isInternational = isInternational
        if !isInternational, rest.starts(with: [0x30, 0x30]), rest.count > 9 {
            rest = rest.dropFirst(2)
            isInternational = true
        }
        if rest.count == 13, rest.starts(with: "86".utf8), isChineseMobile(rest.dropFirst(2)) {
            return Array(rest.dropFirst(2))
        }
        guard let home = home?.utf8, !home.isEmpty else { return Array(rest) }
        if isInternational {
            return rest.starts(with: home) ? Array(rest.dropFirst(home.count)) : Array(rest)
        }
        if rest.count > 7, rest.first == 0x30 { return Array(rest.dropFirst()) }
        if home.elementsEqual("1".utf8), rest.count == 11, rest.first == 0x31 { return Array(rest.dropFirst()) }
        return Array(rest)
    }

    private static func userPart(_ text: String) -> Substring {
        var rest = text[...]
        for scheme in ["sip:", "sips:", "tel:"] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            break
        }
        return rest.prefix { $0 != "@" && $0 != ";" }
    }

    /// 11 digits that begin with 13 to 19.
    static func isChineseMobile(_ digits: some Collection<UInt8>) -> Bool {
        guard digits.count == 11 else { return false }
        let start = Array(digits.prefix(2))
        return start[0] == 0x31 && start[1] >= 0x33 && start[1] <= 0x39
    }

    /// 0, an area code of two or three digits, 7 or 8 digits.
    static func isChineseLandline(_ digits: [UInt8]) -> Bool {
        guard (10...12).contains(digits.count), digits[0] == 0x30 else { return false }
        switch digits[1] {
        case 0x31, 0x32: return digits.count == 10 || digits.count == 11
        case 0x33...0x39: return digits.count == 11 || digits.count == 12
        default: return false
        }
    }

    /// Ten digits of the North American plan, with or without the leading 1.
    static func isNorthAmerican(_ digits: [UInt8]) -> Bool {
        let rest = digits.count == 11 && digits[0] == 0x31 ? digits[1...] : digits[...]
        guard rest.count == 10, let area = rest.first, area >= 0x32 else { return false }
        return rest[rest.startIndex + 3] >= 0x32
    }

    /// A British number with its trunk zero: 01, 02, 03, 07, 08 and 9 or 10 digits in all after it.
    static func isBritish(_ digits: [UInt8]) -> Bool {
        guard digits.count == 11 || digits.count == 10, digits[0] == 0x30 else { return false }
        return [0x31, 0x32, 0x33, 0x37].contains(digits[1])
    }

    /// Numbers that companies publish: 400 and 800 lines, 95xxx, 10086 and the like, toll-free 8xx.
    static func isCompanyLine(_ digits: [UInt8], isChinese: Bool) -> Bool {
        let text = digits[...]
        if text.count == 10, text.starts(with: "400".utf8) || text.starts(with: "800".utf8) { return true }
        if (5...6).contains(text.count), text.starts(with: "95".utf8) || text.starts(with: "96".utf8) { return true }
        if text.count == 5, text.starts(with: "100".utf8) || text.starts(with: "12".utf8) { return true }
        if isChinese, isChineseMobile(text) { return false }
        let national = text.count == 11 && text.first == 0x31 ? text.dropFirst() : text
        guard national.count == 10 else { return text.count == 11 && text.starts(with: "0800".utf8) }
        return ["800", "833", "844", "855", "866", "877", "888"].contains { national.starts(with: $0.utf8) }
    }
}
