/// Prints what stands where a value was.
struct MaskPrinter {
    let policy: MaskingPolicy
    let token: @Sendable (_ type: String, _ value: String) -> String

    struct Print {
        /// One text for each part of the finding.
        var texts: [String]
        var `operator`: String
        var token: String?
    }

    /// A number with fewer hidden digits than this is hidden whole.
    private static let fewestHidden = 4

    /// What stands where the finding was; `numbering` is the conversation's.
    func print(_ finding: PersonalFinding, _ numbering: inout Numbering) -> Print {
        let `operator` = policy.operator(for: finding.type)
        let token = finding.type.isSecret ? nil : self.token(finding.type.category, normalised(finding))
        let label: String
        switch `operator` {
        case .remove, .leave: label = MaskMark.removed
        case .keep(let first, let last) where !finding.told.isEmpty:
            let stars = starred(finding, first: first, last: last)
            return Print(texts: stars, operator: `operator`.name, token: token)
        case .replace, .keep: label = "[\(finding.type.rawValue)]"
        case .counter: label = "[\(finding.type.rawValue)_\(numbering.number(of: finding))]"
        case .year:
            label =
                Self.year(of: finding.value).map { "[\(finding.type.rawValue):\($0)]" } ?? "[\(finding.type.rawValue)]"
        case .pseudonym: label = "[\(finding.type.rawValue):\(printable(token ?? ""))]"
        }
        let name = if case .keep = `operator` { MaskingOperator.replace.name } else { `operator`.name }
        return Print(texts: finding.parts.map { _ in label }, operator: name, token: token)
    }

    /// The year that a date's text holds.
    static func year(of text: String) -> Int? {
        for run in DigitReader.runs(in: Prose(text)) {
            let digits = run.digits.map { Int($0) - 0x30 }
            for group in [digits.suffix(4), digits.prefix(4)] where group.count == 4 {
                let value = group.reduce(0) { $0 * 10 + $1 }
                if (1900...2030).contains(value) { return value }
            }
        }
        return nil
    }

    /// The one form of the value under which it is pseudonymised.
    private func normalised(_ finding: PersonalFinding) -> String {
        switch finding.type {
        case .phone, .chineseMobile:
            let isInternational = finding.rule == "phone.e164"
            let digits = TelephoneNumber.normalised(
                Array(finding.value.utf8),
                isInternational: isInternational,
                home: policy.homeCountry
            )
            return String(decoding: digits, as: UTF8.self)
        default: return finding.value
        }
    }

    private func starred(_ finding: PersonalFinding, first: Int, last: Int) -> [String] {
        let count = finding.told.count
        let prefix = finding.type == .chineseMobile && count == 13 ? 2 : 0
        var (head, tail) = (max(first, 0) + (first > 0 ? prefix : 0), max(last, 0))
        let isTooMuch = head + tail > MaskMark.mostShown || max(head, tail) > MaskMark.mostShownAtEnd
        if isTooMuch || count - head - tail < Self.fewestHidden { (head, tail) = (0, 0) }
        return finding.parts.map { part in
            var text = ""
            var stars = 0
            for place in part.digits {
                let isShown = place < head || place >= count - tail
                stars += isShown ? 0 : 1
                text.unicodeScalars.append(isShown ? Unicode.Scalar(finding.told[place]) : "*")
            }
            guard stars < 2 else { return text }
            // Two stars tell every reader, a scanner too, that this is a mask.
            let isHead = part.digits.upperBound <= head
            return isHead ? text + "**" : "**" + text
        }
    }

    /// The token without what could end the label.
    private func printable(_ token: String) -> String {
        let kept = token.unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || Folding.isDigit($0.value) || $0 == "-" || $0 == "_")
        }.prefix(128)
        let text = String(String.UnicodeScalarView(kept))
        return kept.contains { $0.properties.isAlphabetic } ? text : "t\(text)"
    }
}

/// The values of one conversation in the order in which they were met, by type.
struct Numbering {
    private var values: [String: [String]] = [:]

    mutating func number(of finding: PersonalFinding) -> Int {
        let type = finding.type.category
        if let place = values[type]?.firstIndex(of: finding.value) { return place + 1 }
        values[type, default: []].append(finding.value)
        return values[type]?.count ?? 1
    }
}
