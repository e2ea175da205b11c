/// Reads an address in text with capitals, from its first token on, and adds up what shows that it is one.
struct WrittenAddress {
    private let finder: AddressFinder
    private let prose: Prose
    private let start: Int
    /// Behind the last token that belongs to it.
    private(set) var end: Int
    private(set) var evidence = 0.0
    private var numerals = 0
    private var capitals = 0
    private var commas = 0

    private static let longest = 40
    private static let connectors = KeySet(
        "de la le du des der den del da do dos of van von the san santa el al rue via calle rua ul ulica avenida av"
    )
    private static let abbreviations = KeySet("apt st str ul suite ave rd blvd dr ste no")

    init(finder: AddressFinder, start: Int) {
        self.finder = finder
        prose = finder.prose
        self.start = start
        end = start
    }

    mutating func read() {
        var index = start
        while index < min(prose.tokens.count, start + Self.longest) {
            guard let next = step(index) else { break }
            index = next
        }
        if numerals > 1 { evidence += 0.5 }
        if capitals > 0 { evidence += 0.5 }
        if commas > 0, capitals > 1 { evidence += 0.5 }
        if capitals == 0 || looksLikeNumber() { evidence = -1 }
    }

    /// The index behind the token at `index`, or nil where the address ends before it.
    private mutating func step(_ index: Int) -> Int? {
        let token = prose.tokens[index]
        switch token.kind {
        case .numeral: return number(index)
        case .mark: return mark(index)
        case .word: return word(index)
        default: return nil
        }
    }

    /// True where the first numerals in a row are a telephone number.
    private func looksLikeNumber() -> Bool {
        var digits = 0
        var index = start
        while prose.kind(index) == .numeral || ["-", ".", "/"].contains(where: { prose.isMark(index, $0) }) {
            if prose.kind(index) == .numeral { digits += prose.length(index) }
            index += 1
        }
        return digits >= 7 && index - start > 1 && prose.length(start) < 5
            && !(prose.kind(index) == .word && index < end && digits < 8)
    }

    private mutating func number(_ index: Int) -> Int? {
        guard prose.length(index) <= 6, !prose.isHour(index) else { return nil }
        if index == start, isYear(index) { evidence -= 1.5 }
        numerals += 1
        if numerals > 1, prose.length(index) >= 4 { evidence += 0.5 }
        let isLettered = prose.isGlued(index + 1) && prose.kind(index + 1) == .word
        guard !isLettered || prose.length(index + 1) == 1 else {
            // Apt. 595th: the number ends the address, whatever sticks to it.
            if index > start, capitals > 0 || isDwelling(index - 1) { end = index + 1 }
            return nil
        }
        end = isLettered ? index + 2 : index + 1
        return end
    }

    private func isDwelling(_ index: Int) -> Bool {
        let word = prose.isMark(index, ".") || prose.isMark(index, "#") ? index - 1 : index
        return prose.kind(word) == .word && finder.lexicon.has(.dwelling, prose.tokens[word])
    }

    private func isYear(_ index: Int) -> Bool {
        guard prose.length(index) == 4, let value = prose.number(index) else { return false }
        return (1900...2030).contains(value)
    }

    private mutating func mark(_ index: Int) -> Int? {
        let token = prose.tokens[index]
        switch UInt32(truncatingIfNeeded: token.key) {
        case 0x2C: commas += 1
        case 0x2E:
            // A full stop ends an address, but not one behind Apt.
            let isShort =
                prose.kind(index - 1) == .word && prose.length(index - 1) <= 4 && prose.tokens[index - 1].isCapitalised
                && !finder.words.isEnglish(prose.scalars[prose.tokens[index - 1].range])
            let isLine = prose.isMark(index + 1, "\n") && goesOnBehindLine(index + 1)
            let isLetter = prose.length(index - 1) == 1 && prose.kind(index - 1) == .word
            guard
                Self.abbreviations.contains(prose, index - 1) || prose.isGlued(index + 1) || isShort || isLetter
                    || isLine
            else { return nil }
        case 0x0A, 0x3E:
            // The next line goes on with it unless it is a label: `Phone:`.
            guard goesOnBehindLine(index) else { return nil }
        case 0x2D, 0x2F, 0x27, 0x28, 0x29, 0x23: break
        case 0x3F where prose.isMark(index - 1, "\n") || prose.isMark(index - 1, "?"): break
        default: return nil
        }
        return index + 1
    }

    private static let labels = KeySet(
        """
        phone telephone tel fax mobile cell email e mail website web url www http https name first last full note notes \
        date dob birthday birth age job title occupation company employer order account card ssn iban id password user \
        username subject from to cc re regards sincerely thanks thank cheers best kind yours contact directed comments
        """
    )

    /// False where the next line is a label, an address of another kind or a telephone number: what it begins with tells.
    private func goesOnBehindLine(_ index: Int) -> Bool {
        var line = index + 1
        while [",", "\n", ">", "?"].contains(where: { prose.isMark(line, $0) }) { line += 1 }
        guard line <= index + 5 else { return false }
        if Self.labels.contains(prose, line) { return false }
        var digits = 0
        var at = line
        while at < line + 8, at < prose.tokens.count, !prose.isMark(at, "\n") {
            if prose.isMark(at, "@") && prose.isGlued(at + 1) { return false }
            if prose.kind(at) == .numeral { digits += prose.length(at) }
            at += 1
        }
        return digits < 7
    }

    private mutating func word(_ index: Int) -> Int? {
        let token = prose.tokens[index]
        let lexicon = finder.lexicon
        if lexicon.has(.dwelling, token) {
            evidence += 1.5
            if token.isCapitalised { capitals += 1 }
            end = index + 1
            return end
        }
        if lexicon.has(.street, token) || finder.isStuckStreet(index), token.isCapitalised || capitals > 0 {
            evidence += 1.5
            capitals += 1
            end = index + 1
            return end
        }
        if !token.isCapitalised {
            // d'Ouchy
            if prose.length(index) > 3, prose.scalars[token.start + 1] == 0x27, capitals > 0 { return index + 1 }
            if Self.connectors.contains(token), finder.prose.kind(index + 1) == .word || prose.kind(index + 1) == .mark
            {
                if lexicon.has(.street, token) { evidence += 1 }
                return index + 1
            }
            // po, põik: small words within a name of another language.
            let isForeign =
                prose.length(index) <= 5 && !lexicon.has(.common, token) && capitals > 0
                && !finder.words.isEnglish(prose.scalars[token.range])
            return isForeign && lexicon.atom(token) == .none ? index + 1 : nil
        }
        if lexicon.has(.month, token) { return nil }
        if let place = finder.isKnownPlace(index) {
            evidence += capitals > 0 || numerals > 0 ? 1 : 0.5
            capitals += 1
            end = place
            return place
        }
        let isEnglish = finder.words.isEnglish(prose.scalars[token.range])
        if lexicon.has(.common, token), !prose.isGlued(index) {
            return capitals > 0 && numerals > 0 && isUpper(index) ? index + 1 : nil
        }
        evidence += isEnglish ? 0.1 : 0.4
        capitals += 1
        end = index + 1
        return end
    }

    /// Two capitals, as states are written.
    private func isUpper(_ index: Int) -> Bool { prose.length(index) == 2 && prose.tokens[index].isCapitalised }
}
