package import Calls

/// Finds personal data in what is said and written, and hides it.
///
/// A masker has no state: the same input gives the same output, as long as `token` does.
package struct Masker: Sendable {
    package let policy: MaskingPolicy
    /// SHA-256 of the policy's `canonicalText`, which goes into every entry of a call; nil where nobody asked for it.
    package let policyHash: String?
    let printer: MaskPrinter

    /// A mask may lay bare a number that stood beside it; this many passes are enough for any text met so far.
    static let mostPasses = 4

    /// - Parameters:
    ///   - policy: how each type of data is hidden.
    ///   - policyHash: SHA-256 of the policy's `canonicalText`.
    ///   - token: gives the keyed pseudonym of a value in its normalised form; `type` is an `EntityType.category`.
    ///     It is never called for what must not be kept at all, such as a card's security code.
    package init(
        policy: MaskingPolicy = .default,
        policyHash: String? = nil,
        token: @escaping @Sendable (_ type: String, _ value: String) -> String
    ) {
        self.policy = policy
        self.policyHash = policyHash
        printer = MaskPrinter(policy: policy, token: token)
    }

    /// The personal data in one text, in order, without overlaps.
    ///
    /// `language` is BCP 47; where it is nil the characters tell.
    package func scan(_ text: String, language: String? = nil) -> [PersonalDatum] {
        let findings = findings(in: [Statement(prose: Prose(text), speaker: 0)], language)
        return PlacedMask.place(findings, turns: 1) { _ in nil }[0].map {
            PersonalDatum(type: $0.type, range: $0.range, rule: $0.rule, confidence: $0.confidence)
        }
    }

    /// A free text with its personal data hidden, and what was hidden; `place` is the entries', such as `cdr.note`.
    package func mask(text: String, place: String = "text") -> (String, [MaskEntry]) {
        var text = text
        var entries: [MaskEntry] = []
        var numbering = Numbering()
        for _ in 0..<Self.mostPasses {
            let original = text.unicodeScalars.map(\.value)
            let findings = findings(in: [Statement(prose: Prose(original), speaker: 0)], nil)
            let masks = PlacedMask.place(findings, turns: 1) { printer.print($0, &numbering) }[0]
            guard !masks.isEmpty else { break }
            text = PlacedMask.apply(masks, to: original, in: original.indices)
            entries += masks.map { $0.entry(place: place) }
        }
        return (text, entries)
    }

    /// What the policy does not leave as it is.
    func findings(
        in statements: [Statement],
        _ language: String?,
        known: KnownParties = .none
    ) -> [PersonalFinding] {
        ConversationScanner.findings(
            in: statements,
            isChinese: isChinese(statements, language),
            known: known
        ).filter { policy.operator(for: $0.type) != .leave }
    }

    private func isChinese(_ turns: [Statement], _ language: String?) -> Bool {
        if let language, language.prefix(2).lowercased() == "zh" { return true }
        // A character or two in a text of words do not make it Chinese.
        var (characters, words) = (0, 0)
        for turn in turns where turn.prose.kinds.contains(.han) {
            characters += turn.prose.tokens.count { $0.kind == .han }
            words += turn.prose.tokens.count { $0.kind == .word }
        }
        return characters > 0 && characters >= words
    }
}
