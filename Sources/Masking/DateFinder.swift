/// Finds whole dates, written and said: `04/01/1957`, `fourth of January nineteen fifty seven`, 一九八四年二月九号.
struct DateFinder {
    private let prose: Prose
    private let lexicon: Lexicon
    /// True where a birth date was asked for or announced, so that less has to be said.
    private let isExpected: Bool

    /// The dates of a text; `isAsked` where the turn before asked for a birth date.
    static func find(in prose: Prose, cues: [CueHit], isAsked: Bool, _ lexicon: Lexicon = .shared) -> [TextHit] {
        let isExpected = isAsked || cues.contains { $0.cue == .birthDate }
        guard isExpected || prose.has(.month) || prose.kinds.contains(.numeral) else { return [] }
        let finder = Self(prose: prose, lexicon: lexicon, isExpected: isExpected)
        return finder.find()
    }

    private func find() -> [TextHit] {
        var hits: [TextHit] = []
        var index = 0
        while index < prose.tokens.count {
            guard let range = date(at: index) else {
                index += 1
                continue
            }
            hits.append(
                TextHit(
                    type: isExpected ? .birthDate : .date,
                    tokens: range,
                    value: prose.text(prose.tokens[range.lowerBound].start..<prose.tokens[range.upperBound - 1].end),
                    rule: isExpected ? "birth-date.cue" : "date.whole",
                    confidence: isExpected ? 0.9 : 0.6
                )
            )
            index = range.upperBound
        }
        return hits
    }

    private func date(at index: Int) -> Range<Int>? {
        switch prose.tokens[index].kind {
        case .numeral: numeric(at: index) ?? chinese(at: index) ?? dayFirst(at: index)
        case .word: dayFirst(at: index) ?? monthFirst(at: index)
        case .han: chinese(at: index)
        default: nil
        }
    }

    // MARK: 04/01/1957

    private func numeric(at index: Int) -> Range<Int>? {
        guard let first = prose.number(index), isJoint(index + 1), let second = prose.number(index + 2),
            isJoint(index + 3), prose.tokens[index + 3].key == prose.tokens[index + 1].key,
            let third = prose.number(index + 4), prose.isGlued(index + 2), prose.isGlued(index + 4)
        else { return nil }
        let lengths = [prose.length(index), prose.length(index + 2), prose.length(index + 4)]
        let isDate =
            switch (lengths[0], lengths[2]) {
            case (4, 1...2): (1900...2100).contains(first) && (1...12).contains(second) && (1...31).contains(third)
            case (1...2, 4): isDayAndMonth(first, second) && (1900...2100).contains(third)
            case (1...2, 2): isExpected && isDayAndMonth(first, second)
            default: false
            }
        guard isDate, lengths[1] <= 2, !prose.isGlued(index) || prose.kind(index - 1) != .mark else { return nil }
        return index..<timeEnd(index + 5)
    }

    private func isDayAndMonth(_ first: Int, _ second: Int) -> Bool {
        (1...31).contains(first) && (1...31).contains(second) && min(first, second) <= 12
    }

    private func isJoint(_ index: Int) -> Bool {
        prose.isMark(index, "/") || prose.isMark(index, "-") || prose.isMark(index, ".")
    }

    /// Past ` 11:34:35`.
    private func timeEnd(_ index: Int) -> Int {
        guard prose.kind(index) == .numeral, prose.isMark(index + 1, ":"), prose.kind(index + 2) == .numeral else {
            return index
        }
        return prose.isMark(index + 3, ":") && prose.kind(index + 4) == .numeral ? index + 5 : index + 3
    }

    // MARK: the fourth of January 1957, January 4th 1957

    private static let ordinals = KeySet(
        """
        first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth \
        sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
        """
    )
    private static let ordinalEndings = KeySet("st nd rd th")
    private static let of = KeySet("of")
    private static let the = KeySet("the")
    private static let and = KeySet("and")

    private func dayFirst(at index: Int) -> Range<Int>? {
        guard var next = day(at: index) else { return nil }
        let isOf = Self.of.contains(prose, next)
        if isOf { next += 1 }
        let isNamed = isMonth(next)
        if isNamed {
            next += 1
        } else {
            // The fourth of the first fifty seven.
            guard isExpected, isOf else { return nil }
            if Self.the.contains(prose, next) { next += 1 }
            guard let month = day(at: next) else { return nil }
            next = month
        }
        return finish(index, next)
    }

    private func monthFirst(at index: Int) -> Range<Int>? {
        guard isMonth(index) else { return nil }
        let day = Self.the.contains(prose, index + 1) ? index + 2 : index + 1
        guard let next = self.day(at: day) else { return nil }
        return finish(index, next)
    }

    /// A date needs its year, unless it was asked for.
    private func finish(_ start: Int, _ end: Int) -> Range<Int>? {
        let next = prose.isMark(end, ",") || (isExpected && Self.of.contains(prose, end)) ? end + 1 : end
        if let end = year(at: next) { return start..<end }
        return isExpected ? start..<end : nil
    }

    private func isMonth(_ index: Int) -> Bool {
        prose.kind(index) == .word && lexicon.has(.month, prose.tokens[index])
    }

    /// The end of the day of a month that is said at `index`.
    private func day(at index: Int) -> Int? {
        if let value = prose.number(index, digits: 2), (1...31).contains(value) {
            return prose.isGlued(index + 1) && Self.ordinalEndings.contains(prose, index + 1) ? index + 2 : index + 1
        }
        guard prose.kind(index) == .word else { return nil }
        if Self.ordinals.contains(prose, index) { return index + 1 }
        switch lexicon.atom(prose.tokens[index]) {
        case .tens(20), .tens(30):
            let unit = prose.isMark(index + 1, "-") ? index + 2 : index + 1
            guard prose.kind(unit) == .word else { return index + 1 }
            if Self.ordinals.contains(prose, unit) { return unit + 1 }
            if case .digit = lexicon.atom(prose.tokens[unit]) { return unit + 1 }
            return index + 1
        case .digit, .teen: return index + 1
        default: return nil
        }
    }

    private func atom(_ index: Int) -> Atom {
        lexicon.number(prose, index)
    }

    /// The end of a year: 1957, nineteen fifty seven, two thousand and five; expected also fifty seven, '57.
    private func year(at index: Int) -> Int? {
        if prose.length(index) == 4, let value = prose.number(index) {
            return (1900...2100).contains(value) ? index + 1 : nil
        }
        if isExpected, prose.length(index) == 2, prose.kind(index) == .numeral { return index + 1 }
        switch atom(index) {
        case .teen(19), .teen(18), .tens(20):
            let second = prose.isMark(index + 1, "-") ? index + 2 : index + 1
            // `twenty eight` is no year.
            if case .digit(1...) = atom(second) { return isExpected ? second + 1 : nil }
            if let end = twoDigits(at: second) { return end }
            return isExpected ? twoDigits(at: index) : nil
        case .digit(2):
            guard case .thousand = atom(index + 1) else { return nil }
            let rest = Self.and.contains(prose, index + 2) ? index + 3 : index + 2
            return twoDigits(at: rest) ?? index + 2
        case .digit where isExpected:
            // one nine five seven
            var end = index
            while end < index + 4, isDigit(end) { end += 1 }
            return end == index + 4 ? end : nil
        case .tens, .teen, .oh: return isExpected ? twoDigits(at: index) : nil
        default: return nil
        }
    }

    private func isDigit(_ index: Int) -> Bool {
        switch atom(index) {
        case .digit, .oh: true
        default: prose.length(index) == 1 && prose.kind(index) == .numeral
        }
    }

    private func twoDigits(at index: Int) -> Int? {
        switch atom(index) {
        case .tens:
            let unit = prose.isMark(index + 1, "-") ? index + 2 : index + 1
            if case .digit = atom(unit) { return unit + 1 }
            return index + 1
        case .teen, .hundred: return index + 1
        case .oh, .digit(0):
            guard case .digit = atom(index + 1) else { return nil }
            return index + 2
        case .digit: return index + 1
        default: return prose.length(index) == 2 && prose.kind(index) == .numeral ? index + 1 : nil
        }
    }

    // MARK: 一九八四年二月九号

    private func chinese(at index: Int) -> Range<Int>? {
        guard let yearEnd = digits(at: index, 2...4), isHan(yearEnd, 0x5E74) else {
            return isExpected ? monthAndDay(at: index) : nil
        }
        guard let range = monthAndDay(at: yearEnd + 1) else { return nil }
        return index..<range.upperBound
    }

    private func monthAndDay(at index: Int) -> Range<Int>? {
        guard let monthEnd = digits(at: index, 1...3), isHan(monthEnd, 0x6708),
            let dayEnd = digits(at: monthEnd + 1, 1...3)
        else { return nil }
        return index..<(isHan(dayEnd, 0x65E5) || isHan(dayEnd, 0x53F7) ? dayEnd + 1 : dayEnd)
    }

    private func isHan(_ index: Int, _ scalar: UInt64) -> Bool {
        prose.kind(index) == .han && prose.tokens[index].key == scalar
    }

    /// The end of so many digits and tens, or one numeral.
    private func digits(at index: Int, _ count: ClosedRange<Int>) -> Int? {
        if prose.kind(index) == .numeral { return prose.length(index) <= 4 ? index + 1 : nil }
        var end = index
        while end < index + count.upperBound, prose.kind(end) == .han {
            switch lexicon.atom(prose.tokens[end]) {
            case .digit: end += 1
            case .scale where prose.tokens[end].key == 0x5341: end += 1
            default: return end - index >= count.lowerBound ? end : nil
            }
        }
        return end - index >= count.lowerBound ? end : nil
    }
}
