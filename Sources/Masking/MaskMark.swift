/// The shapes that masking leaves in a text, which no detector may take for data again.
enum MaskMark {
    /// What stands where a value was removed: it tells neither its type nor its length.
    static let removed = "[…]"
    /// The most digits that a starred value may show and still count as masked.
    static let mostShown = 10
    /// The most of them at either end.
    static let mostShownAtEnd = 6
    private static let longestLabel = 200

    /// The end of the mask that begins at `start`, or nil where none does.
    static func end(in original: [UInt32], _ folded: [UInt32], from start: Int) -> Int? {
        switch folded[start] {
        case 0x5B: endOfLabel(original, from: start)
        case 0x2A, 0x30...0x39: endOfStars(folded, from: start)
        default: nil
        }
    }

    /// `[…]`, `[TYPE]` or `[TYPE:token]`.
    private static func endOfLabel(_ original: [UInt32], from start: Int) -> Int? {
        let limit = min(original.count, start + longestLabel)
        var index = start + 1
        if index + 1 < limit, original[index] == 0x2026, original[index + 1] == 0x5D { return index + 2 }
        while index < limit, original[index] &- 0x41 < 26 || original[index] == 0x5F { index += 1 }
        guard index > start + 1, index < limit else { return nil }
        // [PERSON_12]
        if original[index - 1] == 0x5F, isType(original[start + 1..<index - 1]) {
            let first = index
            while index < limit, index < first + 6, Folding.isDigit(original[index]) { index += 1 }
            return index > first && index < limit && original[index] == 0x5D ? index + 1 : nil
        }
        guard isType(original[start + 1..<index]) else { return nil }
        if original[index] == 0x5D { return index + 1 }
        guard original[index] == 0x3A else { return nil }
        var hasLetter = false
        let colon = index
        index += 1
        while index < limit, isTokenCharacter(original[index]) {
            hasLetter = hasLetter || original[index] | 0x20 &- 0x61 < 26
            index += 1
        }
        // [DOB:1984]
        let isYear = !hasLetter && index - colon == 5
        return (hasLetter || isYear) && index < limit && original[index] == 0x5D ? index + 1 : nil
    }

    private static func isType(_ letters: ArraySlice<UInt32>) -> Bool {
        EntityType.allCases.contains { $0.rawValue.unicodeScalars.lazy.map(\.value).elementsEqual(letters) }
    }

    private static func isTokenCharacter(_ scalar: UInt32) -> Bool {
        Folding.isDigit(scalar) || Folding.isLatin(scalar | 0x20) || scalar == 0x2D || scalar == 0x5F
    }

    /// A row of digits, `x` and stars in which at least two stars stand together and few digits show.
    private static func endOfStars(_ folded: [UInt32], from start: Int) -> Int? {
        var index = start
        var shown = 0
        var stars = 0
        var longest = 0
        // Digits before the first star, then those behind the last.
        var inRow = 0
        var most = 0
        while index < folded.count, shown <= mostShown {
            if folded[index] == 0x2A {
                stars += 1
                longest = max(longest, stars)
                inRow = 0
            } else if Folding.isDigit(folded[index]) || (folded[index] == 0x78 && longest > 1) {
                stars = 0
                shown += 1
                inRow += 1
                most = max(most, inRow)
            } else {
                break
            }
            index += 1
        }
        return longest >= 2 && shown <= mostShown && most <= mostShownAtEnd ? index : nil
    }
}
