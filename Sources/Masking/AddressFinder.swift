/// Finds street addresses in languages that space their words, written and said, with the place and postcode behind them.
///
/// An address begins with its house number, or behind a cue. What belongs to it is decided word by word: street words,
/// dwellings, places, postcodes, and, in text with capitals, capitalised words. Evidence is added up, so that a number
/// before a capitalised word is no address yet.
struct AddressFinder {
    let prose: Prose
    let lexicon: Lexicon
    let words = WordTable.shared
    private let cues: [CueHit]
    /// True where the turn before asked for an address.
    private let isAsked: Bool

    static func find(in prose: Prose, cues: [CueHit], isAsked: Bool, _ lexicon: Lexicon = .shared) -> [TextHit] {
        let cues = cues.filter { $0.cue == .address && prose.tokens[$0.tokens.lowerBound].kind == .word }
        guard isAsked || !cues.isEmpty || prose.has(.street) || prose.has(.dwelling) || prose.kinds.contains(.numeral)
        else { return [] }
        return Self(prose: prose, lexicon: lexicon, cues: cues, isAsked: isAsked).find()
    }

    private init(prose: Prose, lexicon: Lexicon, cues: [CueHit], isAsked: Bool) {
        self.prose = prose
        self.lexicon = lexicon
        self.cues = cues
        self.isAsked = isAsked
    }

    private func find() -> [TextHit] {
        var hits: [TextHit] = []
        var index = 0
        var cue = 0
        while index < prose.tokens.count {
            while cue < cues.count, cues[cue].tokens.upperBound <= index { cue += 1 }
            let isCued = cue > 0 && index - cues[cue - 1].tokens.upperBound <= 3
            if let range = military(at: index) {
                if let last = hits.last, last.range(in: prose).upperBound > prose.tokens[range.lowerBound].start {
                    hits.removeLast()
                }
                hits.append(hit(range, "address.military"))
                index = range.upperBound
            } else if let range = address(at: index, isCued: isCued || isAsked) {
                let code = lastLineCode(range)
                hits.append(hit(range.lowerBound..<code.lowerBound, "address"))
                if !code.isEmpty { hits.append(hit(code, "postcode.address", type: .postcode)) }
                index = addPlaces(from: range.upperBound, to: &hits)
            } else if isCued, cues[cue - 1].tokens.upperBound == index, let range = place(at: index) {
                hits.append(hit(range, "address.place"))
                index = addPostcode(from: range.upperBound, to: &hits)
            } else {
                index += 1
            }
        }
        return hits
    }

    func hit(_ tokens: Range<Int>, _ rule: String, type: EntityType = .address) -> TextHit {
        let range = prose.tokens[tokens.lowerBound].start..<prose.tokens[tokens.upperBound - 1].end
        return TextHit(type: type, tokens: tokens, value: prose.text(range), rule: rule, confidence: 0.75)
    }

    /// A postcode on the last line of an address, alone; empty where there is none.
    private func lastLineCode(_ range: Range<Int>) -> Range<Int> {
        var line = range.upperBound
        while line > range.lowerBound, !prose.isMark(line - 1, "\n") { line -= 1 }
        guard line > range.lowerBound + 2, let end = Postcode.end(in: prose, at: line, isExpected: true, lexicon),
            end == range.upperBound
        else { return range.upperBound..<range.upperBound }
        return line..<range.upperBound
    }

    // MARK: The street

    private func address(at start: Int, isCued: Bool) -> Range<Int>? {
        guard let number = houseNumber(at: start) else { return dwellingFirst(at: start, isCued: isCued) }
        if let end = spokenStreet(from: number, isCued: isCued) { return start..<dwellings(from: end) }
        return writtenAddress(from: start, isCued: isCued)
    }

    private static let posts = KeySet("apo fpo dpo")

    /// What comes before `APO AE 09123` and its like, and that.
    private func military(at index: Int) -> Range<Int>? {
        guard Self.posts.contains(prose, index), prose.length(index + 1) == 2, prose.kind(index + 1) == .word,
            prose.kind(index + 2) == .numeral, prose.length(index + 2) == 5
        else { return nil }
        var start = index
        while start > 0, index - start < 9 {
            let before = prose.tokens[start - 1]
            let isPart =
                before.kind == .numeral
                || (before.kind == .word && before.isCapitalised && !lexicon.has(.common, before))
                || before.isMark(",") || before.isMark("\n") || lexicon.has(.dwelling, before)
            guard isPart else { break }
            start -= 1
        }
        while start < index, prose.kind(start) == .mark { start += 1 }
        return start..<index + 3
    }

    /// Flat 3, 12 Elm Road.
    private func dwellingFirst(at start: Int, isCued: Bool) -> Range<Int>? {
        guard let end = dwelling(at: start) else { return nil }
        let next = prose.isMark(end, ",") ? end + 1 : end
        if let number = houseNumber(at: next), let street = spokenStreet(from: number, isCued: true) {
            return start..<dwellings(from: street)
        }
        return writtenAddress(from: start, isCued: isCued)
    }

    /// The end of a house number of at most six digits, written or said.
    private func houseNumber(at index: Int) -> Int? {
        guard prose.tokens.indices.contains(index), !prose.isGlued(index) || prose.kind(index - 1) == .mark else {
            return nil
        }
        // https://example.org/u/4711
        if prose.isGlued(index), prose.isMark(index - 1, "/"), prose.isGlued(index - 1) { return nil }
        if prose.kind(index) == .numeral {
            guard prose.length(index) <= 6, !prose.isHour(index) else { return nil }
            // 12b, 12-14
            if prose.isGlued(index + 1), prose.kind(index + 1) == .word {
                return prose.length(index + 1) == 1 ? index + 2 : nil
            }
            if prose.isMark(index + 1, "-"), prose.isGlued(index + 2), prose.kind(index + 2) == .numeral {
                return prose.length(index + 2) <= 4 ? index + 3 : nil
            }
            return index + 1
        }
        // Leena O Sasi: no house has the number oh.
        if case .oh = lexicon.atom(prose.tokens[index]) { return nil }
        var end = index
        while end < index + 8, isNumberWord(end) || (end > index && isJoint(end) && isNumberWord(end + 1)) { end += 1 }
        return end > index ? end : nil
    }

    private func isNumberWord(_ index: Int) -> Bool {
        guard prose.kind(index) == .word else { return prose.kind(index) == .numeral && prose.length(index) == 1 }
        switch lexicon.atom(prose.tokens[index]) {
        case .digit, .oh, .teen, .tens, .hundred, .thousand, .times: return true
        default: return false
        }
    }

    private func isJoint(_ index: Int) -> Bool { prose.isMark(index, "-") || Self.and.contains(prose, index) }

    private static let and = KeySet("and")
    private static let connectors = KeySet(
        "de la le du des der den del da do dos of van von the saint st san santa el al y i w"
    )

    /// The end of one to four words of which the last is a street word: `elm road`, `high street`, `Villacher Strasse`.
    private func spokenStreet(from start: Int, isCued: Bool) -> Int? {
        if Self.prefixes.contains(prose, start) { return prefixedStreet(from: start) }
        var index = start
        while index < start + 5, prose.kind(index) == .word {
            let isStreet = isStreetWord(index)
            if isStreet, index > start || isCompound(index) {
                // In `for 5 people drive` and `two minutes close` the words before give it away.
                let isPlain = (start..<index).contains { lexicon.has(.unit, prose.tokens[$0]) }
                if isPlain || (isWeak(index) && !isCued && !isName(start)) { return nil }
                // Park Road Street: the last street word counts.
                let next = index + 1
                if prose.kind(next) == .word, next < start + 5, isStreetWord(next), !isWeak(next) {
                    index = next
                    continue
                }
                var end = index + 1
                if Self.directions.contains(prose, end) { end += 1 }
                return end
            }
            let isBlocked =
                !isStreet && lexicon.has(.common, prose.tokens[index]) && !Self.connectors.contains(prose, index)
                && !(prose.tokens[index].isCapitalised && index == start) && !Self.adjectives.contains(prose, index)
            if isBlocked { return nil }
            index += 1
        }
        return nil
    }

    private static let prefixes = KeySet(
        "rue via calle rua ul ulica avenida avda avenue plaza piazza viale corso quai chemin"
    )

    /// `rue de pologne`, `via roma 12`: the street word comes first.
    private func prefixedStreet(from start: Int) -> Int? {
        var end = start + 1
        if prose.isMark(end, ".") { end += 1 }
        let first = end
        while end < first + 4, prose.kind(end) == .word,
            Self.connectors.contains(prose, end) || !lexicon.has(.common, prose.tokens[end])
        { end += 1 }
        while end > first, Self.connectors.contains(prose, end - 1) { end -= 1 }
        guard end > first, end <= prose.firstCapital else { return nil }
        return prose.kind(end) == .numeral && prose.length(end) <= 4 ? end + 1 : end
    }

    private static let adjectives = KeySet(
        "old new first second third fourth fifth bank late great long little north south east west mr"
    )
    private static let directions = KeySet("north south east west northeast northwest southeast southwest nw ne sw se")
    private static let weak = KeySet(
        "way drive close place court park row square st dr walk rise view hill green end gate"
    )

    private func isStreetWord(_ index: Int) -> Bool {
        prose.kind(index) == .word
            && (lexicon.has(.street, prose.tokens[index]) || isCompound(index) || isStuckStreet(index))
    }

    private static let stems = [
        "street", "road", "avenue", "lane", "drive", "boulevard", "crescent", "terrace", "square", "highway", "gardens",
    ].map { $0.unicodeScalars.map(\.value) }

    /// `roadhaha`: an unknown word that begins with a street word.
    func isStuckStreet(_ index: Int) -> Bool {
        guard prose.kind(index) == .word, prose.tokens[index].lexeme == 0, prose.length(index) > 4 else { return false }
        let word = prose.scalars[prose.tokens[index].range]
        return Self.stems.contains { word.starts(with: $0) } && !words.isEnglish(word)
    }

    private func isWeak(_ index: Int) -> Bool { Self.weak.contains(prose, index) }

    private func isName(_ index: Int) -> Bool {
        prose.tokens[index].isCapitalised || !lexicon.has(.common, prose.tokens[index])
    }

    private static let endings: [[UInt32]] = [
        "strasse", "straße", "gasse", "platz", "allee", "gatan", "vagen", "vägen", "gade", "katu", "kuja", "straat",
        "laan",
        "utca", "veien", "stræde", "vej", "tie",
    ].map { $0.unicodeScalars.map(\.value) }

    /// Hauptstrasse, Storgatan: the street word is the end of the name.
    private func isCompound(_ index: Int) -> Bool {
        let token = prose.tokens[index]
        guard token.kind == .word, token.end - token.start > 6, token.isCapitalised else { return false }
        return Self.endings.contains { prose.scalars[token.range].suffix($0.count).elementsEqual($0) }
    }

    /// Past `, apt 4b` and its like.
    private func dwellings(from start: Int) -> Int {
        var end = start
        while true {
            let next = prose.isMark(end, ",") || prose.isMark(end, ".") || prose.isMark(end, "\n") ? end + 1 : end
            guard let after = dwelling(at: next) else { return end }
            end = after
        }
    }

    /// The end of `Apt. 641`, `suite 3b`, `unit four`.
    private func dwelling(at index: Int) -> Int? {
        guard prose.kind(index) == .word, lexicon.has(.dwelling, prose.tokens[index]) else { return nil }
        let next = prose.isMark(index + 1, ".") || prose.isMark(index + 1, "#") ? index + 2 : index + 1
        if prose.kind(next) == .numeral, prose.length(next) <= 5 {
            return prose.isGlued(next + 1) && prose.kind(next + 1) == .word && prose.length(next + 1) == 1
                ? next + 2 : next + 1
        }
        var end = next
        while end < next + 3, isNumberWord(end) { end += 1 }
        return end > next ? end : nil
    }
}
