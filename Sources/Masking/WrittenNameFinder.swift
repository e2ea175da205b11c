/// Finds names and places in text with capitals by evidence: lists of names, words and places, and what stands around.
///
/// Capitalised words in a row are weighed together. What is left open stays as it is: a word of English at the start of
/// a sentence, a company, a month.
struct WrittenNameFinder {
    private let prose: Prose
    private let lexicon: Lexicon
    private let words = WordTable.shared

    static func find(in prose: Prose, taken: [TextHit], _ lexicon: Lexicon = .shared) -> [TextHit] {
        guard prose.kinds.contains(.capital) || (prose.tokens.first?.isCapitalised ?? false) else { return [] }
        let finder = Self(prose: prose, lexicon: lexicon)
        var covered = Coverage(taken.map { $0.range(in: prose) })
        return finder.find(&covered)
    }

    private func find(_ covered: inout Coverage) -> [TextHit] {
        var hits: [TextHit] = []
        var near: [(row: Range<Int>, hit: Int)] = []
        var index = 0
        while index < prose.tokens.count {
            guard prose.tokens[index].isCapitalised, prose.tokens[index].kind == .word else {
                index += 1
                continue
            }
            var end = rowEnd(from: index)
            var start = index
            while start < end, isOpening(start) { start += 1 }
            while start < end, let next = titleEnd(start) { start = next }
            if start < end, !covered.overlaps(prose.tokens[start].start..<prose.tokens[end - 1].end) {
                let follows = hits.last.map { isListed($0.tokens.upperBound, start) && $0.type == .person } ?? false
                if let hit = weigh(start..<end, follows: follows) {
                    if hit.type == .person { hits += earlier(near, before: start) }
                    near = []
                    hits.append(hit)
                    end = max(end, hit.tokens.upperBound)
                } else {
                    near.append((start..<end, hits.count))
                }
            }
            index = max(end, index + 1)
        }
        return hits
    }

    /// True where only commas and `and` stand between two rows.
    private func isListed(_ end: Int, _ start: Int) -> Bool {
        guard start > end, start - end <= 2 else { return false }
        return (end..<start).allSatisfy { prose.isMark($0, ",") || Self.and.contains(prose, $0) }
    }

    private static let and = KeySet("and or")

    /// Rows that were left open and are listed with a name: Rudi, Jackson and Campos.
    private func earlier(_ near: [(row: Range<Int>, hit: Int)], before start: Int) -> [TextHit] {
        var hits: [TextHit] = []
        var next = start
        for (row, _) in near.reversed() {
            guard isListed(row.upperBound, next), let hit = weigh(row, follows: true), hit.type == .person else {
                break
            }
            hits.insert(hit, at: 0)
            next = row.lowerBound
        }
        return hits
    }

    // MARK: Rows of capitalised words

    private static let pronoun = KeySet("i i'm i'd i'll i've")
    private static let particles = KeySet("de la del da dos di van von der den bin al el le st ter du y of the")
    private static let sirs = KeySet("mr mrs ms miss dr prof sir mister madam")

    private func isCapital(_ index: Int) -> Bool { prose.kind(index) == .word && prose.tokens[index].isCapitalised }

    private func rowEnd(from start: Int) -> Int {
        var end = start + 1
        while end < prose.tokens.count, end - start < 9 {
            if Self.pronoun.contains(prose, end), !prose.isMark(end + 1, ".") { break }
            if isCapital(end), prose.isMark(end - 1, "'") == false { end += 1; continue }
            // Smith-Jones, O'Brien, J. R. Smith
            if prose.isMark(end, "-") || prose.isMark(end, "'"), prose.isGlued(end), prose.isGlued(end + 1),
                isCapital(end + 1)
            {
                end += 2
                continue
            }
            if prose.isMark(end, "."), prose.isGlued(end), isCapital(end + 1),
                prose.length(end - 1) == 1 || isSir(end - 1)
            {
                end += 2
                continue
            }
            if Self.particles.contains(prose, end), isCapital(end + 1), !Self.ofThe.contains(prose, end) {
                end += 2; continue
            }
            break
        }
        return end
    }

    private static let ofThe = KeySet("of the")

    private func isSir(_ index: Int) -> Bool { Self.sirs.contains(prose, index) }

    private func titleEnd(_ index: Int) -> Int? {
        guard isSir(index) else { return nil }
        return prose.isMark(index + 1, ".") ? index + 2 : index + 1
    }

    private func isSentenceStart(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        let before = prose.tokens[index - 1]
        guard before.kind == .mark else { return false }
        return [0x2E, 0x21, 0x3F, 0x3A, 0x0A, 0x22, 0x201C, 0x3E, 0x28, 0x2A].contains(
            UInt32(truncatingIfNeeded: before.key)
        )
            && !isSir(index - 2)
    }

    /// A word at the start of a sentence that is no name: `Please`, `Unlike`.
    private func isOpening(_ index: Int) -> Bool {
        guard isCapital(index) else { return true }
        let token = prose.tokens[index]
        if words[token.key].contains(.beginsPlace), index + 1 < prose.tokens.count,
            words[WordTable.join(token.key, prose.tokens[index + 1].key)].contains(.place)
        {
            return false
        }
        if lexicon.has(.common, token), !isName(index, .givenName) || prose.length(index) < 3 { return true }
        if prose.length(index) == 1, !prose.isMark(index + 1, ".") { return true }
        let kinds = words[token.key]
        return isSentenceStart(index) && isEnglish(index) && kinds.isDisjoint(with: .name)
            && kinds.isDisjoint(with: .place)
    }

    private func isEnglish(_ index: Int) -> Bool { words.isEnglish(prose.scalars[prose.tokens[index].range]) }

    private func isName(_ index: Int, _ kind: WordKinds) -> Bool {
        let trait: WordTraits = kind == .givenName ? .givenName : .surname
        return words.kinds(prose, index).contains(kind) || lexicon.has(trait, prose.tokens[index])
    }
}

extension WrittenNameFinder {
    // MARK: Evidence

    private static let companies = KeySet(
        """
        inc llc ltd corp corporation company co group bank insurance telecom technologies research consulting university \
        college school hospital institute association orchestra club partners holdings systems software labs solutions \
        foundation services analytics energy health media capital international global data act rights center centre \
        airlines hotel restaurant museum society council ministry office department team times news magazine weekly law
        """
    )
    private static let locating = KeySet(
        "in from at to near visit visiting of city town village southern northern eastern western around into leaving"
    )
    private static let naming = KeySet(
        """
        name named called call calls says said tell told by hi hello dear hey kid son daughter brother sister wife husband \
        friend partner mother father uncle aunt nephew niece cousin with add ask to between and for than not unlike \
        producer singer actor writer director songwriter player star starring president minister user commenter poet early \
        ex maiden under influenced given grandfather grandmother assistant it's him her guardian correct is's i'm is
        """
    )
    private static let strong = KeySet(
        """
        name named called says said hi hello dear hey kid son daughter brother sister wife husband friend partner nephew \
        niece cousin producer singer actor writer songwriter director commenter starring user beneficiary guardian by ex
        """
    )
    private static let acting = KeySet(
        """
        said says lives lived spent shouted was is has had will from began listed wrote works worked told asked speak \
        points shouts lived can just would novel concert version fan speaks and came called knows
        """
    )
    private static let nations = KeySet(
        """
        american americans british english french german italian spanish chinese japanese indian russian mexican canadian australian \
        greek turkish irish scottish welsh dutch swedish norwegian danish finnish polish czech hungarian portuguese \
        brazilian korean thai vietnamese african european asian christian catholic muslim jewish hindu buddhist latin
        """
    )
    private static let calendar = KeySet("monday tuesday wednesday thursday friday saturday sunday christmas easter")

    private func weigh(_ row: Range<Int>, follows: Bool) -> TextHit? {
        let capitals = row.filter { isCapital($0) && prose.length($0) > 1 }
        guard !capitals.isEmpty, capitals.count <= 5 else { return nil }
        if capitals.contains(where: { isNoName($0) }), !isWholePlace(row) { return nil }
        // Rua Diadema 1903, where someone lives.
        let before = row.lowerBound - 1
        if prose.kind(row.upperBound) == .numeral, (1...4).contains(prose.length(row.upperBound)),
            Self.locating.contains(prose, before)
                || Self.ofThe.contains(prose, before) && Self.side.contains(prose, before - 1)
        {
            return hit(row.lowerBound..<row.upperBound + 1, .address, "address.number", 0.5)
        }
        let person = personEvidence(row, capitals) + (follows ? 0.75 : 0)
        let place = placeEvidence(row, capitals)
        if person >= 2, person >= place { return hit(row, .person, "name.evidence", min(0.9, 0.3 + person / 10)) }
        if place >= 2 { return hit(row, .address, "place.evidence", min(0.8, 0.3 + place / 10)) }
        return nil
    }

    private static let side = KeySet("side corner end north south east west")

    private func isNoName(_ index: Int) -> Bool {
        let token = prose.tokens[index]
        if Self.companies.contains(token) || Self.calendar.contains(token) || Self.nations.contains(token) {
            return true
        }
        return lexicon.has(.month, token) && prose.kind(index + 1) == .numeral
    }

    private func hit(_ row: Range<Int>, _ type: EntityType, _ rule: String, _ confidence: Double) -> TextHit {
        let parts = row.filter { prose.kind($0) == .word }.map { prose.text(prose.tokens[$0].range) }
        return TextHit(type: type, tokens: row, value: parts.joined(separator: " "), rule: rule, confidence: confidence)
    }

    private func personEvidence(_ row: Range<Int>, _ capitals: [Int]) -> Double {
        var evidence = 0.0
        for (place, index) in capitals.enumerated() {
            let (english, given, family) = (isEnglish(index), isName(index, .givenName), isName(index, .surname))
            if given, place == 0 {
                evidence += english ? 0.75 : isKnownPlace(index) ? 1.75 : 2
            } else if given || family {
                evidence += english ? 0.5 : 1.5
            }
            if !english, !given, !family { evidence += isKnownPlace(index) ? -0.5 : capitals.count > 1 ? 1.25 : 1.5 }
            if english, !given, !family { evidence -= 0.75 }
        }
        if capitals.count > 1, capitals.count < 4 { evidence += 0.5 }
        if isAllCapitals(row) { evidence -= 0.75 }
        return evidence + before(row) + behind(row)
    }

    private func isAllCapitals(_ row: Range<Int>) -> Bool {
        guard let first = row.first, prose.length(first) > 2, let last = row.last else { return false }
        return prose.tokens[first].isUpper && prose.tokens[last].isUpper
    }

    private func before(_ row: Range<Int>) -> Double {
        var index = row.lowerBound - 1
        if prose.isMark(index, "."), isSir(index - 1) { return 2 }
        if isSir(index) { return 2 }
        if prose.isMark(index, "\"") || prose.isMark(index, "-") || prose.isMark(index, ":") || prose.isMark(index, ",")
        {
            index -= 1
        }
        if Self.strong.contains(prose, index) { return 1 }
        if Self.naming.contains(prose, index) { return 0.5 }
        if prose.kind(index) == .word, Self.locating.contains(prose, index) { return isPossessed(row) ? 0 : -1 }
        if Self.working.contains(prose, index) { return -1 }
        if Self.ofThe.contains(prose, index) { return -0.5 }
        // Whatever is behind it: a name that is a whole line may get more text later.
        return isLineStart(row.lowerBound) && (row.count > 1 || isName(row.lowerBound, .givenName)) ? 0.75 : 0
    }

    private func behind(_ row: Range<Int>) -> Double {
        let end = row.upperBound
        if isPossessed(row) { return 0.5 }
        if prose.isMark(end, ":"), isLineStart(row.lowerBound) { return 1 }
        if Self.acting.contains(prose, end) { return 0.5 }
        if prose.isMark(end, ","), isSentenceStart(row.lowerBound) { return 0.5 }
        return 0
    }

    private static let working = KeySet("for of joined")

    /// True before `'s`.
    private func isPossessed(_ row: Range<Int>) -> Bool {
        let end = row.upperBound
        return prose.kind(end) == .word && prose.length(end) == 2 && prose.isGlued(end)
            && prose.scalars[prose.tokens[end].start] == 0x27
    }

    private func isLineStart(_ index: Int) -> Bool {
        index == 0 || prose.isMark(index - 1, "\n") || prose.isMark(index - 1, ">") || prose.isMark(index - 1, "?")
    }

    private func isLineEnd(_ index: Int) -> Bool {
        index == prose.tokens.count || prose.isMark(index, "\n")
    }

    private func isKnownPlace(_ index: Int) -> Bool { words.kinds(prose, index).contains(.place) }

    private func placeEvidence(_ row: Range<Int>, _ capitals: [Int]) -> Double {
        let isWhole = isWholePlace(row)
        var evidence = isWhole ? (capitals.count > 1 || !isEnglish(row.lowerBound) ? 2.5 : 1) : 0
        for index in capitals where !isWhole {
            if isKnownPlace(index) { evidence += 0.75 }
            if !isEnglish(index), words.kinds(prose, index).isDisjoint(with: .name) { evidence += 1 }
            if isEnglish(index), !isKnownPlace(index) { evidence -= 0.5 }
        }
        if isPossessed(row), !isWhole { evidence -= 1.5 }
        let index = row.lowerBound - 1
        if prose.kind(index) == .word, Self.locating.contains(prose, index) {
            let resides = Self.residing.contains(prose, index - 1) || Self.residing.contains(prose, index - 2)
            evidence += resides ? 1.75 : Self.at.contains(prose, index) ? 0.5 : 1
        }
        if Self.ofThe.contains(prose, index), !isWhole { evidence -= 0.5 }
        if isAllCapitals(row) { evidence += 0.25 }
        if isLineStart(row.lowerBound), isLineEnd(row.upperBound), row.lowerBound > 0 { evidence += 0.25 }
        return evidence
    }

    private static let at = KeySet("at")
    private static let residing = KeySet(
        "moved live lives lived living born grew travelling traveling originally here up arrived flew based i'm am returned home coming back trip"
    )

    private func isWholePlace(_ row: Range<Int>) -> Bool {
        row.count <= 4 && words.isPlace(prose, row)
    }
}
