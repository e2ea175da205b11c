/// Digits that are said or written in one go, read from words, characters or numerals.
struct DigitRun {
    struct Traits: OptionSet {
        let rawValue: UInt16

        /// Letters stand directly before it, as in `SF1234567`.
        static let afterLetters = Self(rawValue: 1 << 0)
        /// An international prefix was said or written: `+`, `plus`.
        static let plus = Self(rawValue: 1 << 1)
        /// An amount, a decimal, a time by what stands before or within it: not a number that names anything.
        static let quantity = Self(rawValue: 1 << 2)
        static let dot = Self(rawValue: 1 << 3)
        static let slash = Self(rawValue: 1 << 4)
        static let dash = Self(rawValue: 1 << 5)
        /// At least one digit is a word or a Han character.
        static let spoken = Self(rawValue: 1 << 6)
        static let bracket = Self(rawValue: 1 << 7)
        /// Some of its digits were said as hundreds or thousands.
        static let hundreds = Self(rawValue: 1 << 8)
    }

    /// From the first to the last token that holds a digit.
    var tokens: Range<Int>
    /// Offsets in the text's Unicode scalars.
    var range: Range<Int>
    /// ASCII digits; the last may be `X`.
    var digits: [UInt8] = []
    /// Lengths of the groups in which the digits come, by spaces and marks.
    var groups: [Group] = []
    var traits: Traits = []
    /// How many digits had been said when something was taken back.
    var corrections: [Int] = []

    /// Where the run could end: behind which token, and how many digits it has there.
    var ends: [(token: Int, digits: Int)] = []

    struct Group {
        /// Token indices.
        var tokens: Range<Int>
        /// Indices in `digits`.
        var digits: Range<Int>
        /// True where the group is written as one numeral.
        var isNumeral: Bool
    }

    var count: Int { digits.count }

    /// The most digits a run may have; a longer row is read as several.
    static let limit = 64

    /// The run as it was before what follows `end` was said.
    func beginning(to end: (token: Int, digits: Int)) -> Self {
        var run = self
        run.tokens = tokens.lowerBound..<end.token
        run.digits.removeLast(count - end.digits)
        run.groups.removeAll { $0.digits.lowerBound >= end.digits }
        if let last = run.groups.indices.last {
            run.groups[last].digits = run.groups[last].digits.lowerBound..<end.digits
            run.groups[last].tokens = run.groups[last].tokens.lowerBound..<end.token
        }
        return run
    }

    /// The part of the run that the groups in `range` make.
    func part(_ range: Range<Int>, in prose: Prose) -> Self {
        guard range != groups.indices, let first = groups[range].first, let last = groups[range].last else {
            return self
        }
        let tokens = first.tokens.lowerBound..<last.tokens.upperBound
        var part = Self(
            tokens: tokens,
            range: prose.tokens[tokens.lowerBound].start..<prose.tokens[tokens.upperBound - 1].end
        )
        part.digits = Array(digits[first.digits.lowerBound..<last.digits.upperBound])
        let shift = first.digits.lowerBound
        part.groups = groups[range].map {
            Group(
                tokens: $0.tokens,
                digits: $0.digits.lowerBound - shift..<$0.digits.upperBound - shift,
                isNumeral: $0.isNumeral
            )
        }
        part.traits = traits
        if range.lowerBound > 0 { part.traits.subtract([.afterLetters, .plus]) }
        return part
    }
}

extension DigitRun {
    /// True for what is written like a calendar date: 2026-01-15, 15/01/2026, 1.5.26.
    var isDate: Bool {
        guard groups.count >= 3, groups[..<3].allSatisfy(\.isNumeral), !traits.isDisjoint(with: [.dash, .slash, .dot])
        else {
            return false
        }
        let lengths = groups[..<3].map(\.digits.count)
        switch (lengths[0], lengths[1], lengths[2]) {
        case (4, 1...2, 1...2):
            return isNumber(0, in: 1900...2100) && isNumber(1, in: 1...12) && isNumber(2, in: 1...31)
        case (1...2, 1...2, 4):
            return isNumber(0, in: 1...31) && isNumber(1, in: 1...31) && isNumber(2, in: 1900...2100)
        case (1...2, 1...2, 2):
            return traits.isDisjoint(with: .dash) && isNumber(0, in: 1...31) && isNumber(1, in: 1...31)
        default: return false
        }
    }

    /// True for one numeral from 1900 to 2030.
    var isYear: Bool {
        groups.count == 1 && groups[0].isNumeral && count == 4 && isNumber(0, in: 1900...2030)
    }

    /// True where the run may be part of a number that is told in pieces.
    var canBePiece: Bool { traits.isDisjoint(with: [.quantity, .afterLetters]) && !isDate }

    private func isNumber(_ group: Int, in range: ClosedRange<Int>) -> Bool {
        range.contains(digits[groups[group].digits].reduce(0) { $0 * 10 + Int($1) - 0x30 })
    }

    /// True for digits that only count up or down: 12345, 987654.
    var isCounting: Bool {
        guard count > 2 else { return false }
        let steps = zip(digits.dropFirst(), digits).map { Int($0) - Int($1) }
        return steps.allSatisfy { $0 == 1 || $0 == -9 } || steps.allSatisfy { $0 == -1 }
    }
}
