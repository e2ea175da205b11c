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
            prose.kind(next + 1) == .word, prose.length(next + 1) == 2 || isStuck(prose, next + 1)
        else { return nil }
        return next + 2
    }

    /// `LS11 7EJhaha`: letters that are no word, of which the first two are the code's.
    private static func isStuck(_ prose: Prose, _ index: Int) -> Bool {
        prose.length(index) > 2 && prose.tokens[index].lexeme == 0
            && !WordTable.shared.isEnglish(prose.scalars[prose.tokens[index].range])
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
