/// Finds international bank account numbers (ISO 13616), typed, grouped or spelled.
enum IBANFinder {
    /// Lengths by country, for the countries of the SEPA area and a few more.
    static let lengths: [String: Int] = [
        "ad": 24, "ae": 23, "at": 20, "be": 16, "bg": 22, "ch": 21, "cy": 28, "cz": 28, "de": 22, "dk": 18, "ee": 20,
        "es": 24, "fi": 18, "fr": 27, "gb": 22, "gi": 23, "gr": 27, "hr": 21, "hu": 28, "ie": 22, "il": 23, "is": 26,
        "it": 27, "li": 21, "lt": 20, "lu": 20, "lv": 21, "mc": 27, "mt": 31, "nl": 18, "no": 15, "pl": 28, "pt": 25,
        "ro": 24, "sa": 24, "se": 24, "si": 19, "sk": 24, "sm": 27, "tr": 26, "ua": 29, "qa": 29, "kw": 30, "br": 29,
    ]

    static func find(in prose: Prose, _ cues: [CueHit]) -> [TextHit] {
        var hits: [TextHit] = []
        for cue in cues where cue.cue == .iban {
            if let hit = afterCue(prose, cue.tokens.upperBound) { hits.append(hit) }
        }
        var index = 0
        while index + 1 < prose.tokens.count {
            let token = prose.tokens[index]
            if token.kind == .word, token.end - token.start == 2, prose.tokens[index + 1].isGlued,
                prose.tokens[index + 1].kind == .numeral, let hit = typed(prose, index)
            {
                hits.append(hit)
                index = hit.tokens.upperBound
            } else {
                index += 1
            }
        }
        return hits
    }

    /// A country, two check digits and the number, with a right check.
    private static func typed(_ prose: Prose, _ start: Int) -> TextHit? {
        guard let length = lengths[prose.text(prose.tokens[start].range)] else { return nil }
        var characters: [UInt8] = []
        var index = start
        while index < prose.tokens.count, characters.count < length {
            let token = prose.tokens[index]
            guard token.kind == .word || token.kind == .numeral else { return nil }
            guard prose.scalars[token.range].allSatisfy({ Folding.isLatin($0) || Folding.isDigit($0) }) else {
                return nil
            }
            characters.append(contentsOf: prose.scalars[token.range].map { UInt8(truncatingIfNeeded: $0) })
            index += 1
        }
        guard characters.count == length, Checksum.iban(characters) else { return nil }
        return TextHit(
            type: .iban,
            tokens: start..<index,
            value: String(decoding: characters, as: UTF8.self),
            rule: "iban.check",
            confidence: 0.99
        )
    }

    /// Whatever letters and digits follow the cue, if there are enough of them.
    private static func afterCue(_ prose: Prose, _ cueEnd: Int) -> TextHit? {
        var start = cueEnd
        while start < min(cueEnd + 3, prose.tokens.count), Lexicon.shared.has(.common, prose.tokens[start]) {
            start += 1
        }
        let read = AlphanumericReader(prose, from: start, longestWord: 4)
        guard read.characters.count >= 12, read.characters.contains(where: { $0 < 0x3A }) else { return nil }
        return TextHit(
            type: .iban,
            tokens: read.tokens,
            value: String(decoding: read.characters, as: UTF8.self),
            rule: "iban.cue",
            confidence: 0.8
        )
    }
}
