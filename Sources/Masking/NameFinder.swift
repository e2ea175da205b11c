/// Finds names after a cue in languages that space their words.
enum NameFinder {
    private static let most = 4
    /// Small words within names.
    private static let particles: Set<String> = [
        "de", "la", "del", "da", "dos", "di", "van", "von", "der", "den", "bin", "al", "el", "le", "st",
    ]

    static func find(in prose: Prose, cues: [CueHit], isAsked: Bool, _ lexicon: Lexicon = .shared) -> [TextHit] {
        var hits: [TextHit] = []
        for cue in cues where cue.cue == .name || cue.cue == .perhapsName {
            let isSure = cue.cue == .name
            guard let tokens = name(prose, after: cue.tokens.upperBound, isSure: isSure, lexicon) else { continue }
            hits.append(hit(prose, tokens, isSure ? "name.cue" : "name.likely", isSure ? 0.85 : 0.6))
        }
        if isAsked, hits.isEmpty, let tokens = answer(prose, lexicon) {
            hits.append(hit(prose, tokens, "name.asked", 0.6))
        }
        return hits
    }

    private static func hit(_ prose: Prose, _ tokens: Range<Int>, _ rule: String, _ confidence: Double) -> TextHit {
        let words = tokens.lazy.filter { prose.tokens[$0].kind == .word }.map { prose.text(prose.tokens[$0].range) }
        return TextHit(
            type: .person,
            tokens: tokens,
            value: words.joined(separator: " "),
            rule: rule,
            confidence: confidence
        )
    }

    /// The name that begins behind the cue, past a few marks and fillers.
    private static func name(_ prose: Prose, after cueEnd: Int, isSure: Bool, _ lexicon: Lexicon) -> Range<Int>? {
        var start = cueEnd
        while start < min(cueEnd + 3, prose.tokens.count), isSkipped(prose, start, lexicon) { start += 1 }
        guard start < prose.tokens.count, isNameWord(prose, start, lexicon) else { return nil }
        let end = nameEnd(prose, from: start, lexicon)
        return isSure || isLikely(prose, start, lexicon) || isWholeName(prose, start..<end, lexicon) ? start..<end : nil
    }

    private static func isSkipped(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        let token = prose.tokens[index]
        switch token.kind {
        case .mark: return token.isMark(":") || token.isMark(",") || token.isMark(".")
        case .word:
            return ["is", "um", "uh", "er", "erm", "hmm", "mr", "mrs", "ms", "miss", "dr", "it", "'s"].contains(
                prose.text(token.range)
            )
        default: return false
        }
    }

    /// A word that can be part of a name: no function word, no number.
    private static func isNameWord(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        let token = prose.tokens[index]
        guard token.kind == .word, token.end - token.start > 1 else { return false }
        let entry = lexicon.entry(token)
        if !entry.traits.isDisjoint(with: [.givenName, .surname]) { return true }
        return entry.atom == .none && entry.traits.isDisjoint(with: [.common, .unit, .mailHost])
    }

    private static func isLikely(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        if lexicon.has(.common, prose.tokens[index]) { return false }
        if lexicon.has(.givenName, prose.tokens[index]) || isRareName(prose, index, .givenName) { return true }
        guard lexicon.has(.surname, prose.tokens[index]) else { return false }
        return prose.tokens[index].isCapitalised || (index > 0 && isWord(prose, index - 1, of: ["dr", "doctor"]))
    }

    /// Two words of which the second is a known name, or two unknown words by which a greeting is completed.
    private static func isWholeName(_ prose: Prose, _ tokens: Range<Int>, _ lexicon: Lexicon) -> Bool {
        guard tokens.count == 2, tokens.allSatisfy({ !lexicon.has(.common, prose.tokens[$0]) }) else { return false }
        if !lexicon.entry(prose.tokens[tokens.lowerBound + 1]).traits.isDisjoint(with: [.surname, .givenName]) {
            return true
        }
        // Two words that no list of words knows: a name, whatever its language.
        if tokens.allSatisfy({ isUnknown(prose, $0) }) { return true }
        if isWord(prose, tokens.upperBound, of: ["calling", "from", "here", "speaking"]) { return true }
        return (0..<3).contains { isWord(prose, $0, of: ["hi", "hello", "hey"]) } && tokens.lowerBound <= 6
    }

    /// In the census' lists and no word of English.
    private static func isRareName(_ prose: Prose, _ index: Int, _ kind: WordKinds) -> Bool {
        let token = prose.tokens[index]
        return WordTable.shared[token.key].contains(kind) && !WordTable.shared.isEnglish(prose.scalars[token.range])
    }

    private static func isUnknown(_ prose: Prose, _ index: Int) -> Bool {
        let token = prose.tokens[index]
        return token.kind == .word && token.end - token.start > 2
            && !WordTable.shared.isEnglish(prose.scalars[token.range])
    }

    private static func isWord(_ prose: Prose, _ index: Int, of words: Set<String>) -> Bool {
        index < prose.tokens.count && prose.tokens[index].kind == .word
            && words.contains(prose.text(prose.tokens[index].range))
    }

    private static func nameEnd(_ prose: Prose, from start: Int, _ lexicon: Lexicon) -> Int {
        var end = start + 1
        var words = 1
        while end < prose.tokens.count, words < most {
            let token = prose.tokens[end]
            if token.isMark("-"), token.isGlued, end + 1 < prose.tokens.count, prose.tokens[end + 1].kind == .word {
                end += 2
                continue
            }
            if isWord(prose, end, of: particles) {
                let next = isWord(prose, end + 1, of: particles) ? end + 2 : end + 1
                guard next < prose.tokens.count, isNameWord(prose, next, lexicon) else { break }
                end = next + 1
                continue
            }
            if isInitial(prose, end) {
                end += prose.isMark(end + 1, ".") ? 2 : 1
                continue
            }
            guard isNameWord(prose, end, lexicon) else { break }
            let isKnown = !lexicon.entry(token).traits.isDisjoint(with: [.givenName, .surname])
            // A third word without capitals is a name only where it is known for one.
            guard words < 2 || isKnown || (token.isCapitalised && prose.tokens[start].isCapitalised) else { break }
            guard !prose.tokens[start].isCapitalised || token.isCapitalised || isKnown else { break }
            if lexicon.has(.common, token), !token.isCapitalised { break }
            words += 1
            end += 1
        }
        return end
    }

    /// `T.` between two names.
    private static func isInitial(_ prose: Prose, _ index: Int) -> Bool {
        let token = prose.tokens[index]
        guard token.kind == .word, token.end - token.start == 1, token.isCapitalised else { return false }
        if index + 1 < prose.tokens.count, prose.tokens[index + 1].isCapitalised { return true }
        return index + 2 < prose.tokens.count && prose.tokens[index + 1].isMark(".")
            && prose.tokens[index + 2].isCapitalised
    }

    /// The whole turn, where it is one to three name words and a name was asked for.
    private static func answer(_ prose: Prose, _ lexicon: Lexicon) -> Range<Int>? {
        guard let start = prose.tokens.indices.first(where: { isNameWord(prose, $0, lexicon) }), start <= 3 else {
            return nil
        }
        let end = nameEnd(prose, from: start, lexicon)
        let rest = prose.tokens[end...].count { $0.kind != .mark }
        return rest == 0 && isLikely(prose, start, lexicon) ? start..<end : nil
    }
}
