/// Reads the digit runs of a text: numerals, English and Chinese number words, and any mixture of them.
struct DigitReader {
    let prose: Prose
    let lexicon: Lexicon
    let tokens: [Token]
    var run = DigitRun(tokens: 0..<0, range: 0..<0)
    var runs: [DigitRun] = []

    /// Tokens that may stand between two digits of one run.
    static let longestPause = 5

    static func runs(in prose: Prose, _ lexicon: Lexicon = .shared) -> [DigitRun] {
        var reader = Self(prose: prose, lexicon: lexicon)
        reader.readAll()
        return reader.runs
    }

    /// The run that begins at or behind `start`, of those that begin there.
    static func run(in prose: Prose, at start: Int, _ lexicon: Lexicon = .shared) -> DigitRun? {
        var reader = Self(prose: prose, lexicon: lexicon)
        guard start < prose.tokens.count, reader.canBegin(start) else { return nil }
        reader.run = DigitRun(tokens: start..<start, range: 0..<0)
        guard reader.readRun(from: start) > start, !reader.run.digits.isEmpty else { return nil }
        reader.close()
        return reader.runs.first
    }

    private init(prose: Prose, lexicon: Lexicon) {
        self.prose = prose
        self.lexicon = lexicon
        tokens = prose.tokens
    }

    private mutating func readAll() {
        var index = 0
        while index < tokens.count {
            guard canBegin(index) else {
                index += 1
                continue
            }
            run = DigitRun(tokens: index..<index, range: 0..<0)
            let end = readRun(from: index)
            if end > index, !run.digits.isEmpty { close() }
            index = max(end, index + 1)
        }
    }

    private func canBegin(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.kind == .numeral { return true }
        if token.lexeme == 0 { return false }
        switch lexicon.atom(token) {
        case .digit, .oh, .teen, .tens, .times, .plus: return true
        default: return token.isMark("+")
        }
    }

    /// The index after the run that begins at `start`.
    private mutating func readRun(from start: Int) -> Int {
        var end = start
        var next = start
        while run.count < DigitRun.limit {
            let before = run.digits.count
            if before > 5, isMailbox(next) { break }
            let after = readAtom(at: next)
            guard after > next else { break }
            if run.count > before { note(tokens: next..<after, from: before) }
            end = after
            guard let resumed = skipPause(from: end) else { break }
            next = resumed
        }
        // A quantity's words are passed over whole, so that its tail is not read as a number.
        while end < tokens.count, isScale(end) || (end > start && isScale(end - 1) && isDigitWord(end)) {
            end += 1
        }
        return end
    }

    private mutating func note(tokens range: Range<Int>, from digit: Int) {
        run.ends.append((range.upperBound, run.count))
        let isNumeral = range.count == 1 && tokens[range.lowerBound].kind == .numeral
        if !isNumeral { run.traits.insert(.spoken) }
        let isFirst = run.groups.isEmpty
        if !isFirst, !isNumeral, let last = run.groups.last, !last.isNumeral,
            last.tokens.upperBound == range.lowerBound
        {
            run.groups[run.groups.count - 1].tokens = last.tokens.lowerBound..<range.upperBound
            run.groups[run.groups.count - 1].digits = last.digits.lowerBound..<run.count
        } else {
            run.groups.append(.init(tokens: range, digits: digit..<run.count, isNumeral: isNumeral))
        }
        run.tokens = (isFirst ? range.lowerBound : run.tokens.lowerBound)..<range.upperBound
    }

    /// Reads what gives digits at `index`; the index after it, or `index` where nothing does.
    private mutating func readAtom(at index: Int) -> Int {
        let token = tokens[index]
        if token.kind == .numeral { return readNumeral(at: index) }
        switch lexicon.atom(token) {
        case .digit(let digit): return readDigit(digit, at: index)
        case .oh where !run.digits.isEmpty || isDigitWord(index + 1):
            run.digits.append(0x30)
            return index + 1
        case .homophone(let digit) where isBetweenDigits(index):
            run.digits.append(0x30 + digit)
            return index + 1
        case .teen(let value): return readPair(value, at: index)
        case .tens(let value):
            if case .digit(let unit)? = unitAtom(after: index), unit > 0 {
                return readPair(value + unit, at: index + (tokens[index + 1].isMark("-") ? 2 : 1))
            }
            return readPair(value, at: index)
        case .times(let count): return readRepeated(Int(count), at: index)
        case .cross where run.count == 17:
            run.digits.append(UInt8(ascii: "X"))
            return index + 1
        case .plus where run.digits.isEmpty: return readPlus(at: index)
        default:
            if token.isMark("+"), run.digits.isEmpty { return readPlus(at: index) }
            return readStuck(at: index)
        }
    }

    /// A number word and its digits.
    private static let words: [(scalars: [UInt32], digits: [UInt8])] = EnglishNumbers.atoms.flatMap { words, atom in
        let digits: [UInt8]
        switch atom {
        case .digit(let digit): digits = [digit]
        case .oh: digits = [0]
        case .teen(let value), .tens(let value): digits = [value / 10, value % 10]
        default: return [(scalars: [UInt32], digits: [UInt8])]()
        }
        return words.split(separator: " ").prefix(1).map { ($0.unicodeScalars.map(\.value), digits.map { 0x30 + $0 }) }
    }.sorted { $0.scalars.count > $1.scalars.count }

    /// Behind digits, a word that begins with a number's and goes on otherwise: `fivedollars`, `sevenx`.
    private mutating func readStuck(at index: Int) -> Int {
        guard let digits = stuckDigits(index) else { return readX(at: index) }
        run.digits += digits
        return index + 1
    }

    /// The digits of the number with whose word an unknown word begins, as ASCII.
    func stuckDigits(_ index: Int) -> [UInt8]? {
        guard run.count > 1, run.count != 17, tokens[index].kind == .word, tokens[index].lexeme == 0 else { return nil }
        let word = prose.scalars[tokens[index].range]
        return Self.words.first { word.starts(with: $0.scalars) }?.digits
    }

    /// True for what stands right before the `@` of a mail address: the name of a mailbox.
    private func isMailbox(_ index: Int) -> Bool {
        prose.isMark(index + 1, "@") && prose.isGlued(index + 1) && prose.kind(index + 2) == .word
            && prose.isMark(index + 3, ".") && prose.isGlued(index + 4)
    }

    private mutating func readPlus(at index: Int) -> Int {
        guard index + 1 < tokens.count, isDigitWord(index + 1) || tokens[index + 1].kind == .numeral else {
            return index
        }
        let after = readAtom(at: index + 1)
        if after > index + 1 { run.traits.insert(.plus) }
        return after > index + 1 ? after : index
    }

    /// `x` is a digit only as the last of a Chinese ID.
    private mutating func readX(at index: Int) -> Int {
        let token = tokens[index]
        guard run.count == 17, token.kind == .word, prose.scalars[token.start] == 0x78 else { return index }
        run.digits.append(UInt8(ascii: "X"))
        return index + 1
    }

    private mutating func readNumeral(at index: Int) -> Int {
        let token = tokens[index]
        // Two long numerals are two numbers, whatever stands between them.
        let isLong = token.end - token.start >= 7
        if isLong, run.groups.contains(where: { $0.isNumeral && $0.digits.count >= 7 }) { return index }
        // 135-4085-1529 622202…: a whole number behind what is one already.
        if run.count > 9, token.end - token.start > 10 { return index }
        // 4个8
        if token.end - token.start == 1, case .counter = atom(index + 1), isDigitWord(index + 2) {
            let count = Int(prose.scalars[token.start]) - 0x30
            if (1...6).contains(count), let digit = singleDigit(index + 2) {
                run.digits.append(contentsOf: repeatElement(digit, count: count))
                return index + 3
            }
        }
        prose.appendDigits(of: token, to: &run.digits)
        return index + 1
    }

    private mutating func readDigit(_ digit: UInt8, at index: Int) -> Int {
        switch atom(index + 1) {
        case .counter:
            guard digit > 0, digit <= 6, let repeated = singleDigit(index + 2) else { break }
            run.digits.append(contentsOf: repeatElement(repeated, count: Int(digit)))
            return index + 3
        // 一二百 is counted, 二三零三百 is told.
        case .scale where tokens[index].kind == .han && (run.count < 2 || !tokens[index].isGlued): return index
        // Nobody says hundreds at the end of a long number.
        case .hundred where run.count < 9, .thousand where run.count < 9:
            return readHundreds(Int(digit), at: index)
        default: break
        }
        run.digits.append(0x30 + digit)
        return index + 1
    }

    private mutating func readPair(_ value: UInt8, at index: Int) -> Int {
        switch atom(index + 1) {
        case .hundred, .thousand: return readHundreds(Int(value), at: index)
        default:
            run.digits.append(0x30 + value / 10)
            run.digits.append(0x30 + value % 10)
            return index + 1
        }
    }

    /// `four hundred and twelve`, `four thousand one hundred`, `nineteen hundred`.
    private mutating func readHundreds(_ leading: Int, at index: Int) -> Int {
        run.ends.append((index + 1, run.count + (leading > 9 ? 2 : 1)))
        if !run.digits.isEmpty { run.traits.insert(.hundreds) }
        var value = leading
        var next = index + 1
        if case .thousand = atom(next) {
            value *= 1000
            next += 1
            if case .digit(let hundreds) = atom(next), case .hundred = atom(next + 1) {
                value += Int(hundreds) * 100
                next += 2
            }
        } else {
            value *= 100
            next += 1
            if case .thousand = atom(next) {
                value *= 1000
                next += 1
            }
        }
        let rest = readBelowHundred(at: isAnd(next) ? next + 1 : next)
        if rest.end > next, value % 100 == 0, isAnd(next) || leading > 9 || rest.value > 9 {
            value += rest.value
            next = rest.end
        }
        run.digits.append(contentsOf: String(value).utf8)
        return next
    }

    private func readBelowHundred(at index: Int) -> (value: Int, end: Int) {
        switch atom(index) {
        case .digit(let digit): (Int(digit), index + 1)
        case .teen(let value): (Int(value), index + 1)
        case .tens(let value):
            if case .digit(let unit)? = unitAtom(after: index), unit > 0 {
                (Int(value + unit), index + (tokens[index + 1].isMark("-") ? 3 : 2))
            } else {
                (Int(value), index + 1)
            }
        default: (0, index)
        }
    }

    private mutating func readRepeated(_ count: Int, at index: Int) -> Int {
        guard let digit = singleDigit(index + 1) else { return index }
        run.digits.append(contentsOf: repeatElement(digit, count: count))
        return index + 2
    }
}

extension DigitReader {
    func atom(_ index: Int) -> Atom {
        index < tokens.count && tokens[index].lexeme != 0 ? lexicon.atom(tokens[index]) : .none
    }

    private func isAnd(_ index: Int) -> Bool {
        guard index < tokens.count, case .filler = atom(index) else { return false }
        return tokens[index].end - tokens[index].start == 3 && prose.scalars[tokens[index].start] == 0x61
    }

    func isScale(_ index: Int) -> Bool {
        if case .scale = atom(index) { true } else { false }
    }

    /// The digit after `tens`, also behind a hyphen, but not one that begins `eight hundred`.
    private func unitAtom(after index: Int) -> Atom? {
        let next = index + 1 < tokens.count && tokens[index + 1].isMark("-") ? index + 2 : index + 1
        guard case .digit = atom(next), tokens[next].kind == .word else { return nil }
        switch atom(next + 1) {
        case .hundred, .thousand: return nil
        default: return atom(next)
        }
    }

    func isDigitWord(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        if tokens[index].kind == .numeral { return true }
        switch atom(index) {
        case .digit, .oh, .teen, .tens, .times: return true
        default: return false
        }
    }

    /// True where digits are told one by one right before and behind: `nine for two`, but not `10 to 12`.
    private func isBetweenDigits(_ index: Int) -> Bool {
        guard run.tokens.upperBound == index, !run.digits.isEmpty, index > 0 else { return false }
        let before = tokens[index - 1]
        if before.kind == .numeral, before.end - before.start > 1 { return false }
        let next = index + 1
        if isDigitWord(next) {
            return next >= tokens.count || tokens[next].kind != .numeral || tokens[next].end - tokens[next].start < 5
        }
        switch atom(next) {
        case .filler: return isDigitWord(next + 1)
        case .homophone: return isDigitWord(next + 1)
        default: return false
        }
    }

    /// One digit as ASCII, where the token is one.
    private func singleDigit(_ index: Int) -> UInt8? {
        guard index < tokens.count else { return nil }
        switch atom(index) {
        case .digit(let digit): return 0x30 + digit
        case .oh: return 0x30
        default:
            let token = tokens[index]
            if case .digit(let digit) = lexicon.number(prose, index), !run.digits.isEmpty { return 0x30 + digit }
            guard token.kind == .numeral, token.end - token.start == 1 else { return nil }
            return UInt8(truncatingIfNeeded: prose.scalars[token.start])
        }
    }
}
