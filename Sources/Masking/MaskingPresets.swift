internal import Audio

extension MaskingPolicy {
    /// The policies that come with Aftercall, by name.
    package enum Preset: String, CaseIterable, Sendable {
        /// What a call centre shows its own quality assurance: last digits of numbers, types of the rest.
        case standard
        /// 个人信息保护法 with JR/T 0171-2020 annex A: 6 + 4 of an identity number, 3 + 4 of a mobile.
        case pipl
        /// PCI DSS 4.0.1: at most the last four of a card; security codes never.
        case pci
        /// 45 CFR 164.514(b): the eighteen identifiers go, dates but for the year.
        case hipaa
        /// Pseudonyms for what has to be joined, types for the rest.
        case gdpr
        /// Nothing is left, not even what was there.
        case strict
    }

    package init(preset: Preset) {
        self =
            switch preset {
            case .standard: .default
            case .pipl: Self(operators: Self.default.operators.merging(Self.pipl) { $1 })
            case .pci: Self(operators: Self.default.operators.merging(Self.pci) { $1 })
            case .hipaa: Self(operators: [.birthDate: .year, .date: .year, .person: .counter, .expiry: .remove])
            case .gdpr: Self(operators: Self.default.operators.merging(Self.gdpr) { $1 })
            case .strict: Self(fallback: .remove)
            }
        name = preset.rawValue
    }

    private static let pipl: [EntityType: MaskingOperator] = [
        .chineseID: .keep(first: 6, last: 4), .chineseMobile: .keep(first: 3, last: 4),
        .phone: .keep(first: 0, last: 4),
        .card: .keep(first: 0, last: 4), .bankAccount: .keep(first: 0, last: 4), .person: .counter, .birthDate: .year,
        .passport: .remove, .address: .replace, .plate: .replace,
    ]

    private static let pci: [EntityType: MaskingOperator] = [
        .card: .keep(first: 0, last: 4), .expiry: .remove, .bankAccount: .keep(first: 0, last: 4), .iban: .remove,
    ]

    private static let gdpr: [EntityType: MaskingOperator] = [
        .person: .pseudonym, .phone: .pseudonym, .chineseMobile: .pseudonym, .email: .pseudonym, .birthDate: .year,
        .chineseID: .pseudonym, .socialSecurity: .pseudonym, .healthService: .pseudonym, .passport: .pseudonym,
        .bankAccount: .pseudonym, .iban: .pseudonym, .card: .keep(first: 0, last: 4), .date: .leave,
    ]

    /// One text for equal policies, of which a hash names the policy in the evidence.
    package var canonicalText: String {
        let rows = EntityType.allCases.map { "\($0.rawValue)=\(`operator`(for: $0).text)" }
        return "aftercall masking policy 1\n" + rows.sorted().joined(separator: "\n") + "\nsound=\(sound.rawValue)\n"
    }
}

extension MaskingOperator {
    /// The operator as a policy file has it: `keep 6 4`.
    package var text: String {
        if case .keep(let first, let last) = self { "keep \(first) \(last)" } else { name }
    }

    /// Reads what `text` writes; nil for anything else.
    package init?(text: String) {
        let words = text.split(separator: " ")
        switch (words.first, words.count) {
        case ("leave", 1): self = .leave
        case ("remove", 1): self = .remove
        case ("replace", 1): self = .replace
        case ("pseudonym", 1): self = .pseudonym
        case ("counter", 1): self = .counter
        case ("year", 1): self = .year
        case ("keep", 3):
            guard let first = Int(words[1]), let last = Int(words[2]), (0...10).contains(first), (0...10).contains(last)
            else { return nil }
            self = .keep(first: first, last: last)
        default: return nil
        }
    }
}
