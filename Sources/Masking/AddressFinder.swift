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

    private func hit(_ tokens: Range<Int>, _ rule: String, type: EntityType = .address) -> TextHit {
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
        if prose.kind(index) == .numeral {
            guard prose.length(index) <= 6, !prose.isMark(index + 1, ":") else { return nil }
            // 12b, 12-14
            if prose.isGlued(index + 1), prose.kind(index + 1) == .word {
                return prose.length(index + 1) == 1 ? index + 2 : nil
            }
            if prose.isMark(index + 1, "-"), prose.isGlued(index + 2), prose.kind(index + 2) == .numeral {
                return prose.length(index + 2) <= 4 ? index + 3 : nil
            }
            return index + 1
        }
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
        guard end > first, !prose.kinds.contains(.capital) else { return nil }
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
        prose.kind(index) == .word && (lexicon.has(.street, prose.tokens[index]) || isCompound(index))
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

extension AddressFinder {
    // MARK: Behind the street

    private static let into = KeySet("in near at city town village of is it its that's and the then")

    /// The place and the postcode that follow a street.
    private func addPlaces(from start: Int, to hits: inout [TextHit]) -> Int {
        var index = start
        var isIntroduced = false
        while index < start + 4,
            Self.into.contains(prose, index) || prose.isMark(index, ",") || prose.isMark(index, "\n")
        {
            isIntroduced = true
            index += 1
        }
        guard isIntroduced || isKnownPlace(index) != nil else { return addPostcode(from: start, to: &hits) }
        if let range = place(at: index) {
            hits.append(hit(range, "address.place"))
            // Calgary, Alberta
            let next = prose.isMark(range.upperBound, ",") ? range.upperBound + 1 : range.upperBound
            guard let end = isKnownPlace(next) else { return addPostcode(from: range.upperBound, to: &hits) }
            hits.append(hit(next..<end, "address.place"))
            return addPostcode(from: end, to: &hits)
        }
        return addPostcode(from: start, to: &hits)
    }

    private func addPostcode(from start: Int, to hits: inout [TextHit]) -> Int {
        var index = start
        while index < start + 4, prose.isMark(index, ",") || Self.skipped.contains(prose, index) || isState(index) {
            index += 1
        }
        guard let end = Postcode.end(in: prose, at: index, isExpected: true, lexicon) else { return start }
        hits.append(hit(index..<end, "postcode.address", type: .postcode))
        return end
    }

    private static let skipped = KeySet("and the post code postcode zip is it it's that's um uh")

    /// Two capitals: CA, NY.
    private func isState(_ index: Int) -> Bool {
        prose.kind(index) == .word && prose.length(index) == 2 && prose.tokens[index].isCapitalised
    }

    /// A known place at `index`, as the end of its words.
    func isKnownPlace(_ index: Int) -> Int? {
        guard prose.kind(index) == .word else { return nil }
        var key = prose.tokens[index].key
        var end: Int? = words[key].contains(.place) ? index + 1 : nil
        var next = index + 1
        while next < index + 4, words[key].contains(.beginsPlace), prose.kind(next) == .word {
            key = WordTable.join(key, prose.tokens[next].key)
            next += 1
            if words[key].contains(.place) { end = next }
        }
        return end
    }

    /// A place: a known one, or up to three words that are no common words.
    private func place(at index: Int) -> Range<Int>? {
        if let end = isKnownPlace(index) { return index..<end }
        var end = index
        while end < index + 3, prose.kind(end) == .word, prose.length(end) > 2,
            !lexicon.has(.common, prose.tokens[end]),
            case .none = lexicon.atom(prose.tokens[end]),
            prose.tokens[end].isCapitalised || !words.isEnglish(prose.scalars[prose.tokens[end].range])
        { end += 1 }
        return end > index ? index..<end : nil
    }

    // MARK: Written addresses

    /// What can go on an address in text with capitals, with how much it says.
    private func writtenAddress(from start: Int, isCued: Bool) -> Range<Int>? {
        guard prose.kinds.contains(.capital), !(prose.isMark(start - 1, "#")) else { return nil }
        var scan = WrittenAddress(finder: self, start: start)
        scan.read()
        let isAtStart = start == 0 || ["\n", ">", "?", ":"].contains { prose.isMark(start - 1, $0) }
        let before: Double = isCued ? 2 : isAtStart ? 1 : Self.locating.contains(prose, start - 1) ? 0.75 : 0
        return scan.evidence + before >= 2.5 && scan.end > start + 1 ? start..<scan.end : nil
    }

    private static let locating = KeySet("at in to on from of near with is")
}

/// The postcodes of the United Kingdom and the United States, and those behind a cue.
enum Postcode {
    static func find(in prose: Prose, cues: [CueHit], isAsked: Bool, _ lexicon: Lexicon = .shared) -> [TextHit] {
        var hits: [TextHit] = []
        for cue in cues where cue.cue == .postcode {
            var start = cue.tokens.upperBound
            while start < cue.tokens.upperBound + 3, joints.contains(prose, start) || prose.isMark(start, ":") {
                start += 1
            }
            if let end = end(in: prose, at: start, isExpected: true, lexicon) {
                hits.append(hit(prose, start..<end, "postcode.cue"))
            }
        }
        for index in prose.tokens.indices
        where prose.kind(index) == .word && prose.isGlued(index + 1) && prose.kind(index + 1) == .numeral {
            guard prose.length(index) <= 2, !prose.isGlued(index), let end = british(prose, index),
                !hits.contains(where: { $0.tokens.overlaps(index..<end) })
            else { continue }
            hits.append(hit(prose, index..<end, "postcode.uk"))
        }
        if isAsked, hits.isEmpty {
            let first = prose.tokens.indices.prefix(8).first {
                end(in: prose, at: $0, isExpected: true, lexicon) != nil
            }
            if let first, let end = end(in: prose, at: first, isExpected: true, lexicon) {
                hits.append(hit(prose, first..<end, "postcode.asked"))
            }
        }
        return hits
    }

    private static let joints = KeySet("is it's code 是 为 um uh")

    private static func hit(_ prose: Prose, _ tokens: Range<Int>, _ rule: String) -> TextHit {
        let range = prose.tokens[tokens.lowerBound].start..<prose.tokens[tokens.upperBound - 1].end
        return TextHit(type: .postcode, tokens: tokens, value: prose.text(range), rule: rule, confidence: 0.8)
    }

    /// The end of a postcode at `index`.
    static func end(in prose: Prose, at index: Int, isExpected: Bool, _ lexicon: Lexicon) -> Int? {
        if prose.kind(index) == .word, let end = british(prose, index) ?? canadian(prose, index) { return end }
        if prose.kind(index) == .numeral, isExpected {
            let length = prose.length(index)
            if length == 4, prose.kind(index + 1) == .word, prose.length(index + 1) == 2,
                prose.tokens[index + 1].isUpper
            {
                return index + 2
            }
            if length == 3, prose.length(index + 1) == 2, prose.kind(index + 1) == .numeral { return index + 2 }
            if length == 4, prose.isMark(index + 1, "-"), prose.isGlued(index + 2), prose.length(index + 2) == 3 {
                return index + 3
            }
            if length == 5, prose.isMark(index + 1, "-"), prose.isGlued(index + 2), prose.length(index + 2) == 4 {
                return index + 3
            }
            if (4...6).contains(length), !prose.isGlued(index + 1) || prose.kind(index + 1) == .mark {
                return index + 1
            }
        }
        guard isExpected else { return nil }
        return spoken(prose, index, lexicon)
    }

    /// As K1A 0B6.
    private static func canadian(_ prose: Prose, _ index: Int) -> Int? {
        let lengths = (0..<6).allSatisfy { prose.length(index + $0) == 1 }
        let kinds = (0..<6).allSatisfy { prose.kind(index + $0) == ($0 % 2 == 0 ? .word : .numeral) }
        guard lengths, kinds, [1, 2, 4, 5].allSatisfy({ prose.isGlued(index + $0) }) else { return nil }
        return index + 6
    }

    /// SW1A 1AA: one or two letters, a digit or two and perhaps a letter; a digit and two letters.
    private static func british(_ prose: Prose, _ index: Int) -> Int? {
        guard (1...2).contains(prose.length(index)), Folding.isLatin(prose.scalars[prose.tokens[index].start]),
            prose.isGlued(index + 1), prose.kind(index + 1) == .numeral, prose.length(index + 1) <= 2
        else { return nil }
        var next = index + 2
        if prose.isGlued(next), prose.kind(next) == .word, prose.length(next) == 1 { next += 1 }
        guard prose.kind(next) == .numeral, prose.length(next) == 1, prose.isGlued(next + 1),
            prose.kind(next + 1) == .word,
            prose.length(next + 1) == 2
        else { return nil }
        return next + 2
    }

    /// `l s one one seven e j`, `nine oh two one oh`.
    private static func spoken(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Int? {
        guard index < prose.tokens.count else { return nil }
        let isLetter =
            prose.length(index) <= 2 && prose.kind(index) == .word || lexicon.entry(prose.tokens[index]).letter > 0
        if isLetter {
            let read = AlphanumericReader(prose, from: index, longestWord: 2, lexicon)
            let (letters, digits) = (read.characters.count { $0 > 0x39 }, read.characters.count { $0 < 0x3A })
            return (5...8).contains(read.characters.count) && letters >= 3 && (2...3).contains(digits)
                ? read.tokens.upperBound : nil
        }
        guard let run = DigitReader.run(in: prose, at: index, lexicon), (4...6).contains(run.count),
            run.tokens.lowerBound == index
        else { return nil }
        return run.tokens.upperBound
    }
}
