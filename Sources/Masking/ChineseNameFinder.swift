/// Finds Chinese names after a cue: a family name and one or two more characters.
enum ChineseNameFinder {
    private static let doubles: Set<[UInt64]> = Set(
        Surnames.double.split(separator: " ").map { $0.unicodeScalars.map { UInt64($0.value) } })

    static func find(in prose: Prose, cues: [CueHit], _ lexicon: Lexicon = .shared) -> [TextHit] {
        var hits: [TextHit] = []
        for cue in cues where cue.cue == .name || cue.cue == .perhapsName {
            guard prose.tokens[cue.tokens.lowerBound].kind == .han else { continue }
            let isSure = cue.cue == .name
            guard let tokens = name(prose, after: cue.tokens.upperBound, isSure: isSure, lexicon) else { continue }
            hits.append(
                TextHit(
                    type: .person, tokens: tokens, value: tokens.map { prose.text(prose.tokens[$0].range) }.joined(),
                    rule: isSure ? "name.cue" : "name.likely", confidence: isSure ? 0.85 : 0.6))
        }
        return hits
    }

    private static func name(_ prose: Prose, after cueEnd: Int, isSure: Bool, _ lexicon: Lexicon) -> Range<Int>? {
        var start = cueEnd
        while start < min(cueEnd + 3, prose.tokens.count), isSkipped(prose.tokens[start]) { start += 1 }
        let family = familyLength(prose, start, lexicon)
        guard family > 0 else { return nil }
        var end = start + family
        while end < prose.tokens.count, end < start + family + 2, isGiven(prose, end, lexicon) { end += 1 }
        if end == start + family {
            // 我姓王: the family name alone, closed by a mark or the end.
            return isSure && isBoundary(prose, end, lexicon) ? start..<end : nil
        }
        return isSure || isBoundary(prose, end, lexicon) ? start..<end : nil
    }

    private static func isSkipped(_ token: Token) -> Bool {
        switch UInt32(truncatingIfNeeded: token.key) {
        case 0x3A, 0x2C, 0x662F, 0x53EB, 0x5199, 0x4E3A: true
        default: false
        }
    }

    private static func familyLength(_ prose: Prose, _ start: Int, _ lexicon: Lexicon) -> Int {
        guard start < prose.tokens.count, prose.tokens[start].kind == .han else { return 0 }
        if start + 1 < prose.tokens.count, doubles.contains([prose.tokens[start].key, prose.tokens[start + 1].key]) { return 2 }
        return lexicon.has(.hanSurname, prose.tokens[start]) ? 1 : 0
    }

    private static func isGiven(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        let token = prose.tokens[index]
        return token.kind == .han && !lexicon.has(.hanCommon, token)
    }

    /// True where a name may end: at the text's end, at a mark, before a word that follows names.
    private static func isBoundary(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        guard index < prose.tokens.count else { return true }
        let token = prose.tokens[index]
        return token.kind != .han || lexicon.has(.hanCommon, token)
    }
}
