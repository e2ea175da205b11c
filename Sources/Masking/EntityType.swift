/// What kind of personal data something is; the raw value is the canonical name in logs and masks.
package enum EntityType: String, Sendable, Codable, CaseIterable, Hashable {
    /// Payment card number (ISO/IEC 7812), 12 to 19 digits.
    case card = "CARD"
    /// The three or four digits that prove a card is at hand (CVV, CVC, CID).
    case securityCode = "CVV"
    case expiry = "EXPIRY"
    case pin = "PIN"
    case oneTimeCode = "OTP"
    case password = "PASSWORD"
    /// Chinese resident identity number (GB 11643): 18 characters, or 15 on old cards.
    case chineseID = "CN_ID"
    case chineseMobile = "CN_MOBILE"
    case phone = "PHONE"
    case email = "EMAIL"
    case person = "PERSON"
    case socialSecurity = "US_SSN"
    case healthService = "UK_NHS"
    case bankAccount = "BANK_ACCOUNT"
    case sortCode = "SORT_CODE"
    case iban = "IBAN"
    case passport = "PASSPORT"
    /// 统一社会信用代码 (GB 32100): a company's, and that of who trades under their own name.
    case creditCode = "CN_USCC"
    case plate = "LICENSE_PLATE"
    case driverLicence = "US_DRIVER_LICENSE"
    case nationalInsurance = "UK_NINO"
    case aadhaar = "IN_AADHAAR"
    /// Permanent account number of the Indian tax office.
    case taxAccount = "IN_PAN"
    /// A street address, or the place where someone lives.
    case address = "ADDRESS"
    case postcode = "POSTCODE"
    case birthDate = "DOB"
    /// A whole date that is no birth date.
    case date = "DATE"
    case age = "AGE"
    case ipAddress = "IP"
    case macAddress = "MAC"
    case url = "URL"

    /// The name under which the data is joined and compared: a Chinese mobile is a `PHONE` like any other.
    package var category: String {
        self == .chineseMobile ? EntityType.phone.rawValue : rawValue
    }

    /// True for what must never be kept, not even as a keyed token (PCI DSS 3.3.1, JR/T 0171 C3).
    package var isSecret: Bool {
        switch self {
        case .securityCode, .pin, .oneTimeCode, .password: true
        default: false
        }
    }
}
