/// Finds ages: `54 years old`, `aged thirty two`, `i just turned 54`, 今年35岁.
enum AgeFinder {
    static func find(in prose: Prose, cues: [CueHit], isAsked: Bool, _ lexicon: Lexicon = .shared) -> [TextHit] {
        guard prose.has(.ageWord) || isAsked || cues.contains(where: { $0.cue == .age }) else { return [] }
        var hits: [TextHit] = []
        for index in prose.tokens.indices where lexicon.has(.ageWord, prose.tokens[index]) {
            if let range = before(prose, index, lexicon) { hits.append(hit(prose, range, "age.unit")) }
        }
        for cue in cues where cue.cue == .age {
            guard let range = after(prose, cue.tokens.upperBound, lexicon) else { continue }
            if !hits.contains(where: { $0.tokens.overlaps(range) }) { hits.append(hit(prose, range, "age.cue")) }
        }
        if isAsked, hits.isEmpty, prose.tokens.count <= 8 {
            let first = prose.tokens.indices.first { number(prose, $0, lexicon) != nil }
            if let first, let end = number(prose, first, lexicon) { hits.append(hit(prose, first..<end, "age.asked")) }
        }
        return hits
    }

    private static func hit(_ prose: Prose, _ tokens: Range<Int>, _ rule: String) -> TextHit {
        let range = prose.tokens[tokens.lowerBound].start..<prose.tokens[tokens.upperBound - 1].end
        return TextHit(type: .age, tokens: tokens, value: prose.text(range), rule: rule, confidence: 0.8)
    }

    private static let old = KeySet("old")
    private static let yearly = KeySet("year years yr yrs")
    private static let slash = KeySet("y")

    /// The number before `years old`, `-year-old`, `y/o` or 岁.
    private static func before(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Range<Int>? {
        var end = index
        if prose.kind(index) == .word, !old.contains(prose, index) {
            // y/o, yo
            if slash.contains(prose, index), !prose.isMark(index + 1, "/") || prose.length(index + 2) != 1 {
                return nil
            }
        } else if old.contains(prose, index) {
            end -= 1
            if prose.isMark(end, "-") { end -= 1 }
            guard yearly.contains(prose, end) else { return nil }
        }
        if prose.isMark(end - 1, "-") { end -= 1 }
        var start = end
        while start > max(0, end - 4), number(prose, start - 1, lexicon) != nil || isTen(prose, start - 1, lexicon) {
            start -= 1
        }
        guard start < end, let length = number(prose, start, lexicon), length == end || prose.kind(start) == .han else {
            return nil
        }
        return start..<end
    }

    private static let fillers = KeySet("is was the a of um uh now about like be 是 了 大概 有")
    private static let measures = KeySet("年 月 天 个")

    private static func after(_ prose: Prose, _ cueEnd: Int, _ lexicon: Lexicon) -> Range<Int>? {
        var start = cueEnd
        while start < cueEnd + 3, fillers.contains(prose, start) || prose.isMark(start, ":") { start += 1 }
        guard let end = number(prose, start, lexicon) else { return nil }
        // 今年3月; whoever turned 60 did so whatever is behind it.
        if prose.kind(cueEnd - 1) == .han, measures.contains(prose, end) { return nil }
        // 今年三月: a month; 今年三十: an age only with 岁.
        if prose.kind(start) == .han { return nil }
        return start..<end
    }

    private static func isTen(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        prose.kind(index) == .han && prose.tokens[index].key == 0x5341
    }

    /// The end of a number from 1 to 120 at `index`.
    private static func number(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Int? {
        if let value = prose.number(index, digits: 3) { return (1...120).contains(value) ? index + 1 : nil }
        guard prose.tokens.indices.contains(index) else { return nil }
        switch lexicon.atom(prose.tokens[index]) {
        case .tens where prose.kind(index) == .word:
            let unit = prose.isMark(index + 1, "-") ? index + 2 : index + 1
            if prose.kind(unit) == .word, case .digit = lexicon.atom(prose.tokens[unit]) { return unit + 1 }
            return index + 1
        case .teen, .digit: return index + 1
        default: return nil
        }
    }
}
