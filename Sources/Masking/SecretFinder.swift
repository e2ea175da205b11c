/// Finds what is told letter by letter or word by word after a cue: passwords, passports, spelled names.
enum SecretFinder {
    /// Words that stand between a cue and what it announces.
    private static let joints: Set<String> = [
        "is", "was", "number", "no", "'s", "it", "its", "the", "would", "be", "as",
    ]

    static func find(in prose: Prose, cues: [CueHit], asked: [Cue], _ lexicon: Lexicon = .shared) -> [TextHit] {
        var hits: [TextHit] = []
        for cue in cues where cue.cue == .passport {
            if let hit = passport(prose, from: afterJoints(prose, cue.tokens.upperBound).start) { hits.append(hit) }
        }
        for cue in cues where cue.cue == .password {
            let (start, isTold) = afterJoints(prose, cue.tokens.upperBound)
            if isTold, let hit = password(prose, from: start, lexicon) { hits.append(hit) }
        }
        if asked.contains(.password), hits.isEmpty, prose.tokens.count <= 8,
            let start = prose.tokens.indices.first(where: { isSecretWord(prose, $0, lexicon) }),
            let hit = password(prose, from: start, lexicon)
        {
            hits.append(hit)
        }
        if asked.contains(.spelling) || cues.contains(where: { $0.cue == .spelling || $0.cue == .name }) {
            hits += spelled(prose, lexicon)
        }
        return hits
    }

    /// Where the announced thing begins, and whether a word or mark says that it does.
    private static func afterJoints(_ prose: Prose, _ cueEnd: Int) -> (start: Int, isTold: Bool) {
        var index = cueEnd
        var isTold = false
        while index < min(cueEnd + 4, prose.tokens.count) {
            let token = prose.tokens[index]
            let isJoint =
                switch token.kind {
                case .word: joints.contains(prose.text(token.range))
                case .mark: token.isMark(":") || token.isMark("=")
                case .han: [0x662F, 0x4E3A, 0x53F7, 0x7801].contains(token.key)
                default: false
                }
            guard isJoint else { break }
            isTold = true
            index += 1
        }
        return (index, isTold)
    }

    private static func passport(_ prose: Prose, from start: Int) -> TextHit? {
        guard start < prose.tokens.count else { return nil }
        let read = AlphanumericReader(prose, from: start, longestWord: 2, most: 11)
        let digits = read.characters.count { $0 < 0x3A }
        guard (6...11).contains(read.characters.count), digits >= 5 else { return nil }
        return TextHit(
            type: .passport,
            tokens: read.tokens,
            value: String(decoding: read.characters, as: UTF8.self),
            rule: "passport.cue",
            confidence: 0.9
        )
    }

    private static func isSecretWord(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        let token = prose.tokens[index]
        if token.kind == .numeral { return true }
        guard token.kind == .word else { return false }
        switch lexicon.atom(token) {
        case .filler, .correction: return false
        case .none: return !lexicon.has(.common, token)
        default: return true
        }
    }

    /// What is written or said up to the next common word or pause.
    private static func password(_ prose: Prose, from start: Int, _ lexicon: Lexicon) -> TextHit? {
        guard start < prose.tokens.count, isSecretWord(prose, start, lexicon) || prose.tokens[start].kind == .mark
        else {
            return nil
        }
        var end = start
        while end < min(start + 16, prose.tokens.count) {
            let token = prose.tokens[end]
            guard token.kind != .mask, token.kind != .han else { break }
            guard (end > start && token.isGlued && !isSentenceEnd(prose, end)) || isSecretWord(prose, end, lexicon)
            else { break }
            end += 1
        }
        guard end > start else { return nil }
        return TextHit(type: .password, tokens: start..<end, value: "", rule: "password.cue", confidence: 0.8)
    }

    private static func isSentenceEnd(_ prose: Prose, _ index: Int) -> Bool {
        let token = prose.tokens[index]
        guard token.isMark(".") || token.isMark(",") || token.isMark("?") else { return false }
        return index + 1 == prose.tokens.count || !prose.tokens[index + 1].isGlued
    }

    /// Rows of three letters and more.
    private static func spelled(_ prose: Prose, _ lexicon: Lexicon) -> [TextHit] {
        var hits: [TextHit] = []
        var index = 0
        while index < prose.tokens.count {
            let token = prose.tokens[index]
            let isLetter = token.kind == .word && (token.end - token.start == 1 || lexicon.entry(token).letter > 0)
            guard isLetter else {
                index += 1
                continue
            }
            let read = AlphanumericReader(prose, from: index, digits: false)
            if read.letters >= 3 {
                hits.append(
                    TextHit(
                        type: .person,
                        tokens: read.tokens,
                        value: String(decoding: read.characters, as: UTF8.self),
                        rule: "name.spelled",
                        confidence: 0.7
                    )
                )
            }
            index = max(read.tokens.upperBound, index + 1)
        }
        return hits
    }
}
