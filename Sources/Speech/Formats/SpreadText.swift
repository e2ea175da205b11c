internal import Calls

/// Cuts text into words and gives each a part of `span` in proportion to its letters.
///
/// Characters that are written without spaces between words (Han, kana) are a word each.
func spread(_ text: String, over span: TimeSpan) -> [Word] {
    let pieces = words(of: text)
    let total = pieces.reduce(0) { $0 + $1.unicodeScalars.count }
    guard total > 0 else { return [] }
    var done = 0
    func time() -> Milliseconds { span.start + Milliseconds(span.length.count * done / total) }
    return pieces.map { piece in
        let start = time()
        done += piece.unicodeScalars.count
        return Word(piece, TimeSpan(start: start, end: time()))
    }
}

/// The words of running text, each with the punctuation behind it.
package func words(of text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).flatMap { run in
        var words: [String] = []
        var endsUnspaced = false
        for character in run {
            if character.isUnspaced {
                words.append(String(character))
            } else if words.isEmpty || endsUnspaced && (character.isLetter || character.isNumber) {
                words.append(String(character))
            } else {
                words[words.count - 1].append(character)
            }
            if character.isUnspaced || character.isLetter || character.isNumber { endsUnspaced = character.isUnspaced }
        }
        return words
    }
}

extension Character {
    /// True for Han characters and kana; punctuation is not among them.
    var isUnspaced: Bool {
        guard let value = unicodeScalars.first?.value else { return false }
        switch value {
        case 0x3005...0x3007, 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC...0x30FE, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF, 0x20000...0x3FFFF:
            return true
        default: return false
        }
    }
}
