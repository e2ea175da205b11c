/// Reads what is told letter by letter: `S-M-I-T-H`, `mike india kilo`, `m for mother`, `gb62 west 1956`.
struct AlphanumericReader {
    /// Lower-case letters and digits, ASCII.
    var characters: [UInt8] = []
    /// Token indices from the first to the last character; empty where nothing was read.
    var tokens: Range<Int>
    /// How many letters were told one by one.
    var letters = 0

    private static let limit = 48

    /// Reads on from `start` as far as letters and digits go; words of up to `longestWord` letters are read as they stand.
    ///
    /// Where `isOnePiece`, it stops at the first space; it stops before what would make more than `most` characters.
    init(
        _ prose: Prose,
        from start: Int,
        longestWord: Int = 1,
        digits: Bool = true,
        isOnePiece: Bool = false,
        most: Int = .max,
        _ lexicon: Lexicon = .shared
    ) {
        tokens = start..<start
        var index = start
        while index < prose.tokens.count, characters.count < Self.limit {
            if isOnePiece, index > start, !prose.tokens[index].isGlued { break }
            let before = characters.count
            var count = Self.read(prose, at: index, longestWord, digits, lexicon, into: &characters)
            if count == 0, characters.count > 3 || letters > 1 {
                count = Self.readStuck(prose, at: index, digits, lexicon, into: &characters)
            }
            if characters.count > most {
                characters.removeLast(characters.count - before)
                break
            }
            if count > 0 {
                if prose.tokens[index].kind == .word { letters += 1 }
                index += count
                tokens = start..<index
            } else if prose.tokens[index].isMark("-") || prose.tokens[index].isMark(",")
                || prose.tokens[index].isMark(".")
            {
                index += 1
            } else if case .filler = lexicon.atom(prose.tokens[index]), index > start {
                index += 1
            } else {
                break
            }
        }
    }

    /// How many tokens the next characters take; 0 where none are told.
    private static func read(
        _ prose: Prose,
        at index: Int,
        _ longestWord: Int,
        _ digits: Bool,
        _ lexicon: Lexicon,
        into characters: inout [UInt8]
    ) -> Int {
        if digits {
            let count = readDigits(prose, at: index, lexicon, into: &characters)
            if count > 0 { return count }
        }
        let token = prose.tokens[index]
        guard token.kind == .word else { return 0 }
        let length = token.end - token.start
        let first = prose.scalars[token.start]
        if length == 1, Folding.isLatin(first) {
            characters.append(UInt8(truncatingIfNeeded: first))
            return 1 + spellingLength(prose, after: index)
        }
        let letter = lexicon.entry(token).letter
        if letter > 0 {
            characters.append(letter)
            return 1
        }
        guard length <= longestWord, prose.scalars[token.range].allSatisfy(Folding.isLatin),
            !lexicon.has(.common, token) || token.isGlued
        else { return 0 }
        characters.append(contentsOf: prose.scalars[token.range].map { UInt8(truncatingIfNeeded: $0) })
        return 1
    }

    /// The last letter or digit, to which others stick: `s-m-i-t-hhaha`, `five sevenx`.
    private static func readStuck(
        _ prose: Prose,
        at index: Int,
        _ digits: Bool,
        _ lexicon: Lexicon,
        into characters: inout [UInt8]
    ) -> Int {
        if digits {
            guard case .digit(let digit) = lexicon.number(prose, index) else { return 0 }
            characters.append(0x30 + digit)
            return 1
        }
        if let entry = lexicon.beginning(prose, index, where: { $0.letter > 0 }) {
            characters.append(entry.letter)
            return 1
        }
        let token = prose.tokens[index]
        guard token.kind == .word, token.lexeme == 0, Folding.isLatin(prose.scalars[token.start]),
            !WordTable.shared.isEnglish(prose.scalars[token.range])
        else { return 0 }
        characters.append(UInt8(truncatingIfNeeded: prose.scalars[token.start]))
        return 1
    }

    private static func readDigits(
        _ prose: Prose,
        at index: Int,
        _ lexicon: Lexicon,
        into characters: inout [UInt8]
    ) -> Int {
        let token = prose.tokens[index]
        if token.kind == .numeral {
            prose.appendDigits(of: token, to: &characters)
            return 1
        }
        switch lexicon.atom(token) {
        case .digit(let digit) where token.kind == .word:
            characters.append(0x30 + digit)
            return 1
        case .oh where !characters.isEmpty && token.end - token.start > 1:
            characters.append(0x30)
            return 1
        case .teen(let value) where token.kind == .word:
            characters += [0x30 + value / 10, 0x30 + value % 10]
            return 1
        case .tens(let value) where token.kind == .word:
            let next = index + 1
            if next < prose.tokens.count, prose.tokens[next].kind == .word,
                case .digit(let unit) = lexicon.atom(prose.tokens[next]), unit > 0
            {
                characters += [0x30 + value / 10, 0x30 + unit]
                return 2
            }
            characters += [0x30 + value / 10, 0x30]
            return 1
        case .times(let count):
            guard index + 1 < prose.tokens.count, case .digit(let digit) = lexicon.atom(prose.tokens[index + 1]) else {
                return 0
            }
            characters.append(contentsOf: repeatElement(0x30 + digit, count: Int(count)))
            return 2
        default: return 0
        }
    }

    /// How many tokens behind a letter only say it again: `for charlie`, `as in sugar`.
    private static func spellingLength(_ prose: Prose, after index: Int) -> Int {
        for joint in [["for"], ["as", "in"], ["like"]] {
            let word = index + joint.count + 1
            guard word < prose.tokens.count, prose.tokens[word].kind == .word,
                prose.tokens[word].end - prose.tokens[word].start > 1,
                prose.scalars[prose.tokens[word].start] == prose.scalars[prose.tokens[index].start]
            else { continue }
            let said = prose.tokens[index + 1..<word].map { prose.text($0.range) }
            if said == joint { return joint.count + 1 }
        }
        return 0
    }
}
