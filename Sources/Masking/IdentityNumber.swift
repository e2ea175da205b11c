/// Checks numbers that are known to be of a type, as `pii validate` does.
package enum IdentityNumber {
    /// The names of the types whose numbers can be checked.
    package static let types = [
        "CN_ID", "CN_USCC", "CARD", "CARD_CN", "IBAN", "UK_NHS", "US_SSN", "IN_AADHAAR", "US_ABA_RTN", "US_DEA",
    ]

    /// True where `value` can be a number of `type`; nil for a type that cannot be checked.
    ///
    /// Spaces and dashes are passed over. No birth date lies after `today`, which is written as 20260131.
    package static func isValid(_ type: String, _ value: String, today: Int) -> Bool? {
        let characters = value.uppercased().unicodeScalars.compactMap { scalar -> UInt8? in
            scalar == " " || scalar == "-" ? nil : UInt8(exactly: scalar.value) ?? 0
        }
        guard characters.count <= 40 else { return types.contains(type) ? false : nil }
        let digits = characters.allSatisfy { $0 &- 0x30 < 10 } ? characters : []
        switch type {
        case "CN_ID":
            return ChineseIDShape.isPossible(characters, until: today) && Checksum.chineseID(characters)
        case "CN_USCC": return Checksum.creditCode(characters)
        case "CARD": return (12...19).contains(digits.count) && Checksum.luhn(digits)
        case "CARD_CN": return (16...19).contains(digits.count) && Checksum.luhn(digits)
        case "IBAN": return isIBAN(characters)
        case "UK_NHS": return Checksum.healthService(digits)
        case "US_SSN": return Checksum.socialSecurity(digits)
        case "IN_AADHAAR": return Checksum.aadhaar(digits)
        case "US_ABA_RTN": return Checksum.routing(digits)
        case "US_DEA": return Checksum.drugEnforcement(characters)
        default: return nil
        }
    }

    private static func isIBAN(_ characters: [UInt8]) -> Bool {
        guard characters.allSatisfy({ $0 &- 0x30 < 10 || $0 &- 0x41 < 26 }) else { return false }
        let country = String(decoding: characters.prefix(2), as: UTF8.self).lowercased()
        return IBANFinder.lengths[country] == characters.count && Checksum.iban(characters)
    }
}
