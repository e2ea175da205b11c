/// One scalar to one scalar, so that offsets in folded text are offsets in the text.
enum Folding {
    /// Stands for a scalar without a width of its own, which is passed over.
    static let nothing: UInt32 = 0

    /// Lower case, half width, plain digits, plain dashes, apostrophes and spaces.
    static func fold(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 {
            return scalar &- 0x41 < 26 ? scalar + 0x20 : scalar
        }
        if (0x4E00...0x9FFF).contains(scalar) { return scalar }
        return foldRare(scalar)
    }

    private static func foldRare(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0xFF01...0xFF5E: fold(scalar - 0xFEE0)
        case 0xC0...0xD6, 0xD8...0xDE: scalar + 0x20
        case 0x391...0x3A9, 0x410...0x42F: scalar + 0x20
        case 0x2206: 0x3B4
        case 0x2018, 0x2019, 0x02BC: 0x27
        case 0x2010...0x2015, 0x2212: 0x2D
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: 0x20
        case 0xAD, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F, 0xFEFF: nothing
        case 0x0660...0x0669: scalar - 0x0660 + 0x30
        case 0x06F0...0x06F9: scalar - 0x06F0 + 0x30
        case 0x0966...0x096F: scalar - 0x0966 + 0x30
        case 0x1D7CE...0x1D7FF: (scalar - 0x1D7CE) % 10 + 0x30
        default: scalar
        }
    }

    static func isDigit(_ folded: UInt32) -> Bool { folded &- 0x30 < 10 }

    static func isLatin(_ folded: UInt32) -> Bool { folded &- 0x61 < 26 }

    static func isHan(_ folded: UInt32) -> Bool {
        switch folded {
        case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// True for a letter of any alphabet but Han.
    static func isLetter(_ folded: UInt32) -> Bool {
        if folded < 0x80 { return isLatin(folded) }
        if isHan(folded) || (0x3000...0x303F).contains(folded) || (0xFF00...0xFFEF).contains(folded) { return false }
        return Unicode.Scalar(folded)?.properties.isAlphabetic ?? false
    }

    static func isSpace(_ folded: UInt32) -> Bool { folded == 0x20 || folded == 0x09 || folded == nothing }
}
