/// Cuts text into the units that phrases are matched by: words, and single characters where words are not spaced.
///
/// Case, width, punctuation, apostrophes and the choice between traditional and simplified characters make no
/// difference: `Don’t` is `dont`, `ＯＫ` is `ok`, `錄音` is `录`, `音`.
package func foldedTokens(_ text: some StringProtocol) -> [String] {
    if let word = plainWord(text) { return [word] }
    var tokens: [String] = []
    var word = String.UnicodeScalarView()
    func endWord() {
        if !word.isEmpty { tokens.append(String(word)) }
        word.removeAll()
    }
    for scalar in text.unicodeScalars {
        let scalar = narrowed(scalar)
        if isApostrophe(scalar) { continue }
        if isUnspaced(scalar) {
            endWord()
            tokens.append(String(Character(simplifiedForms[scalar] ?? scalar)))
        } else if isOfWord(scalar) {
            word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        } else {
            endWord()
        }
    }
    endWord()
    return tokens
}

/// The one token of a word of at most 15 ASCII letters and digits with what punctuation is around it, as most are.
private func plainWord(_ text: some StringProtocol) -> String? {
    var letters = InlineArray<15, UInt8>(repeating: 0)
    var count = 0
    var hasEnded = false
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            guard count < 15, !hasEnded else { return nil }
            letters[count] = byte & 0x40 != 0 ? byte | 0x20 : byte
            count += 1
        case UInt8(ascii: "'"): continue
        case ..<0x80: hasEnded = count > 0
        default: return nil
        }
    }
    guard count > 0 else { return nil }
    return unsafe String(unsafeUninitializedCapacity: count) { bytes in
        for index in 0..<count { unsafe bytes[index] = letters[index] }
        return count
    }
}

/// Full-width forms of ASCII become ASCII.
private func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
}

private func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "\u{2019}" }

/// Han characters and kana, which are written without spaces.
package func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3005...0x3007, 0x3041...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
        0x20000...0x3FFFF:
        // The middle dot separates foreign names as a space would.
        scalar.value != 0x30FB
    default: false
    }
}

private func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
        .spacingMark, .decimalNumber, .letterNumber:
        true
    default: false
    }
}
