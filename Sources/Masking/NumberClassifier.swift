/// What a row of digits is taken for, and why.
struct NumberVerdict {
    var type: EntityType
    var rule: String
    var confidence: Double
    /// The digits without what was taken back, ASCII.
    var digits: [UInt8]
}

/// What a cue says of a row of digits near it.
enum CueVerdict {
    case personal(NumberVerdict)
    /// The number names a thing of the business, or too little of a person's number.
    case notPersonal
    /// The row can be the beginning of what the cue announces.
    case beginning(EntityType, most: Int)
    /// The cue must be about something else.
    case unsuited
}

enum NumberClassifier {
    /// What `cue` makes of `run`.
    static func verdict(_ cue: Cue, _ run: DigitRun, isChinese: Bool) -> CueVerdict {
        if cue == .reference { return isCertainID(run.digits) ? .unsuited : .notPersonal }
        if cue.isAside { return run.count < 10 ? .notPersonal : .unsuited }
        if cue == .lastDigits { return run.count <= 4 ? .notPersonal : .unsuited }
        guard let expectation = Expectation(cue), !run.traits.contains(.quantity) else { return .unsuited }
        if run.isDate, cue != .expiry { return .unsuited }
        // A year is no last four digits of a number.
        let tail = run.isYear ? nil : expectation.tail
        // 二零二四年: the code of a Chinese card has three digits.
        if cue == .securityCode, isChinese, run.count > 3 { return .unsuited }
        for digits in run.readings where expectation.lengths.contains(digits.count) || digits.count == tail {
            if let verdict = accept(digits, run, expectation, isChinese: isChinese) { return .personal(verdict) }
        }
        guard run.count < expectation.lengths.lowerBound, expectation.comesInChunks else { return .unsuited }
        return .beginning(expectation.type, most: expectation.most)
    }

    private static func accept(
        _ digits: [UInt8],
        _ run: DigitRun,
        _ expectation: Expectation,
        isChinese: Bool
    ) -> NumberVerdict? {
        var type = expectation.type
        var confidence = 0.85
        switch type {
        case .phone:
            if TelephoneNumber.isCompanyLine(digits, isChinese: isChinese) { return nil }
            type = phoneType(digits, run, isChinese: isChinese)
        case .bankAccount:
            if CardIssuer.isKnown(digits), Checksum.luhn(digits) { type = .card }
        case .card:
            if isChinese, TelephoneNumber.isChineseMobile(digits) { return nil }
            confidence = Checksum.luhn(digits) ? 0.99 : 0.8
        case .birthDate:
            guard isBirthDate(digits) else { return nil }
        case .chineseID:
            if digits.count < 15, TelephoneNumber.isChineseMobile(digits) { return nil }
            confidence = Checksum.chineseID(digits) ? 0.99 : 0.8
        default: break
        }
        return NumberVerdict(
            type: type,
            rule: "\(ruleName(type)).cue",
            confidence: confidence,
            digits: digits
        )
    }

    /// What the digits themselves show, without any cue.
    static func shape(_ run: DigitRun, isChinese: Bool) -> NumberVerdict? {
        for digits in run.readings.reversed() {
            if let verdict = checked(digits, isChinese: isChinese) { return verdict }
        }
        guard run.traits.isDisjoint(with: [.afterLetters, .quantity]), !run.isDate else { return nil }
        for digits in run.readings {
            if let verdict = unchecked(digits, run, isChinese: isChinese) { return verdict }
        }
        return nil
    }

    /// Numbers that a check digit or a rare structure proves.
    private static func checked(_ digits: [UInt8], isChinese: Bool) -> NumberVerdict? {
        if digits.count == 18, ChineseIDShape.isPossible(digits) {
            let isValid = Checksum.chineseID(digits)
            return NumberVerdict(
                type: .chineseID,
                rule: isValid ? "cn-id.check" : "cn-id.date",
                confidence: isValid ? 0.99 : 0.7,
                digits: digits
            )
        }
        if CardIssuer.isKnown(digits), Checksum.luhn(digits) {
            return NumberVerdict(type: .card, rule: "card.luhn", confidence: 0.95, digits: digits)
        }
        if isChinese, digits.count == 15, ChineseIDShape.isPossible(digits) {
            return NumberVerdict(type: .chineseID, rule: "cn-id.old", confidence: 0.6, digits: digits)
        }
        return nil
    }

    private static func unchecked(_ digits: [UInt8], _ run: DigitRun, isChinese: Bool) -> NumberVerdict? {
        func phone(_ rule: String, _ confidence: Double) -> NumberVerdict? {
            if TelephoneNumber.isCompanyLine(digits, isChinese: isChinese) { return nil }
            return NumberVerdict(
                type: phoneType(digits, run, isChinese: isChinese),
                rule: rule,
                confidence: confidence,
                digits: digits
            )
        }
        if digits.count >= 15, digits.count <= 19, digits.count != 18, CardIssuer.isKnown(digits) {
            return NumberVerdict(type: .card, rule: "card.issuer", confidence: 0.5, digits: digits)
        }
        guard run.traits.isDisjoint(with: [.slash]) else { return nil }
        if run.traits.contains(.plus), (8...15).contains(digits.count) { return phone("phone.e164", 0.95) }
        if isSocialSecurity(digits, run) {
            return NumberVerdict(type: .socialSecurity, rule: "us-ssn.format", confidence: 0.7, digits: digits)
        }
        if digits.count == 13, digits.starts(with: "86".utf8), TelephoneNumber.isChineseMobile(digits.dropFirst(2)) {
            return phone("cn-mobile.code", 0.9)
        }
        if digits.starts(with: "0086".utf8), TelephoneNumber.isChineseMobile(digits.dropFirst(4)) {
            return phone("cn-mobile.code", 0.9)
        }
        if TelephoneNumber.isChineseMobile(digits) { return phone("cn-mobile.shape", isChinese ? 0.9 : 0.6) }
        if isChinese, TelephoneNumber.isChineseLandline(digits) { return phone("phone.cn-landline", 0.7) }
        let isGrouped = run.groups.map(\.digits.count).suffix(3) == [3, 3, 4] && run.traits.contains(.dash)
        guard !isChinese || isGrouped else { return nil }
        if digits.count == 12, digits.starts(with: "447".utf8) || (digits.starts(with: "91".utf8) && digits[2] >= 0x36)
        {
            return phone("phone.code", 0.7)
        }
        if TelephoneNumber.isBritish(digits) { return phone("phone.uk", 0.7) }
        if TelephoneNumber.isNorthAmerican(digits) { return phone("phone.nanp", 0.6) }
        if digits.count == 10, digits[0] >= 0x36, !run.isCounting { return phone("phone.in", 0.5) }
        if digits[0] == 0x30, digits[1] != 0x30, (9...11).contains(digits.count) { return phone("phone.trunk", 0.5) }
        if digits.starts(with: "00".utf8), (11...15).contains(digits.count) { return phone("phone.00", 0.6) }
        return nil
    }

    /// Digits of a day, a month and a year in any order that is usual.
    private static func isBirthDate(_ digits: [UInt8]) -> Bool {
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1) - 0x30 } }
        func isDay(_ range: Range<Int>) -> Bool {
            guard range.count > 1 else { return false }
            return (range.lowerBound + 1..<range.upperBound).contains { split in
                let (first, second) = (number(range.lowerBound..<split), number(split..<range.upperBound))
                return (1...31).contains(first) && (1...31).contains(second) && min(first, second) <= 12
            }
        }
        let count = digits.count
        if count >= 6, (1900...2030).contains(number(count - 4..<count)), isDay(0..<count - 4) { return true }
        if count >= 6, (1900...2030).contains(number(0..<4)), isDay(4..<count) { return true }
        return count == 6 && (isDay(0..<4) || isDay(2..<6))
    }

    private static func isCertainID(_ digits: [UInt8]) -> Bool {
        digits.count == 18 && ChineseIDShape.isPossible(digits) && Checksum.chineseID(digits)
    }

    private static func isSocialSecurity(_ digits: [UInt8], _ run: DigitRun) -> Bool {
        guard digits.count == 9, run.groups.count == 3, run.traits.contains(.dash),
            run.groups.map(\.digits.count) == [3, 2, 4]
        else { return false }
        let area = digits[..<3]
        return digits[0] != 0x39 && !area.elementsEqual("000".utf8) && !area.elementsEqual("666".utf8)
    }

    /// The most digits `verdict`'s number may yet grow to when the speaker goes on; nil where it is whole.
    static func growth(of verdict: NumberVerdict) -> Int? {
        let count = verdict.digits.count
        let most: Int
        switch verdict.type {
        case .card:
            let isWhole = CardIssuer.isKnown(verdict.digits) && Checksum.luhn(verdict.digits)
            most = isWhole && !verdict.digits.starts(with: "62".utf8) ? count : 19
        case .phone: most = count < 10 ? 13 : count
        case .chineseID: most = 18
        case .socialSecurity: most = count == 4 ? 4 : 9
        case .healthService: most = 10
        case .aadhaar: most = 12
        case .bankAccount: most = 20
        case .oneTimeCode: most = count < 6 ? 8 : count
        default: most = count
        }
        return most > count ? most : nil
    }

    static func phoneType(_ digits: [UInt8], _ run: DigitRun, isChinese: Bool) -> EntityType {
        if digits.count == 13, digits.starts(with: "86".utf8) {
            return TelephoneNumber.isChineseMobile(digits.dropFirst(2)) ? .chineseMobile : .phone
        }
        guard TelephoneNumber.isChineseMobile(digits), !run.traits.contains(.plus) else { return .phone }
        return isChinese || !TelephoneNumber.isNorthAmerican(digits) ? .chineseMobile : .phone
    }

    static func ruleName(_ type: EntityType) -> String {
        type.rawValue.lowercased().replacing("_", with: "-")
    }
}

extension DigitRun {
    /// The digits as said, then the readings in which the last digits before a correction are taken back.
    var readings: [[UInt8]] {
        guard let first = corrections.first(where: { $0 < count }) else { return [digits] }
        let most = min(first, count - first, 8)
        return [digits] + (1...max(most, 1)).map { Array(digits[..<(first - min($0, first))] + digits[first...]) }
    }
}

/// What follows a cue: how many digits, and whether they may come in pieces.
private struct Expectation {
    var type: EntityType
    var lengths: ClosedRange<Int>
    /// A shorter length that is as telling: the last four of a social security number.
    var tail: Int?
    var comesInChunks = false
    /// The most digits that pieces may add up to.
    var most = 0

    init?(_ cue: Cue) {
        switch cue {
        case .card: self.init(.card, 12...DigitRun.limit, most: 19)
        case .securityCode: self.init(.securityCode, 3...4)
        case .expiry: self.init(.expiry, 3...6)
        case .pin: self.init(.pin, 3...8)
        case .oneTimeCode: self.init(.oneTimeCode, 4...8, most: 8)
        case .password: self.init(.password, 3...16)
        case .chineseID: self.init(.chineseID, 14...20, most: 18)
        case .phone: self.init(.phone, 7...15, most: 15)
        case .socialSecurity: self.init(.socialSecurity, 8...11, most: 9, tail: 4)
        case .healthService: self.init(.healthService, 9...11, most: 10)
        case .bankAccount: self.init(.bankAccount, 6...24, most: 20)
        case .sortCode: self.init(.sortCode, 5...7, most: 6)
        case .passport: self.init(.passport, 6...10)
        case .driverLicence: self.init(.driverLicence, 6...16)
        case .birthDate: self.init(.birthDate, 6...8)
        case .aadhaar: self.init(.aadhaar, 11...13, most: 12)
        default: return nil
        }
    }

    private init(_ type: EntityType, _ lengths: ClosedRange<Int>, most: Int = 0, tail: Int? = nil) {
        self.type = type
        self.lengths = lengths
        self.most = most
        self.tail = tail
        comesInChunks = most > 0
    }
}
