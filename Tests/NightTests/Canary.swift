import Foundation

/// A value that must not be found, in all the ways it could be written down.
struct Canary {
    let value: String
    private let forms: [(name: String, bytes: Data)]

    init(_ value: String) {
        self.value = value
        let utf8 = Array(value.utf8)
        let percent = utf8.map { byte in
            let isPlain = Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
            return byte < 128 && isPlain ? String(UnicodeScalar(byte)) : String(format: "%%%02X", byte)
        }
        var forms: [(String, Data)] = [
            ("UTF-8", Data(utf8)),
            (
                "UTF-16LE",
                value.utf16.reduce(into: Data()) { $0.append(contentsOf: [UInt8($1 & 0xFF), UInt8($1 >> 8)]) }
            ),
            ("percent encoding", Data(percent.joined().utf8)),
            ("percent encoding", Data(percent.joined().lowercased().utf8)),
        ]
        for alignment in 0..<3 { forms.append(("Base64", Self.base64(utf8, alignment))) }
        self.forms = forms
    }

    /// The characters of Base64 that are the value's alone when `alignment` bytes go before it.
    private static func base64(_ bytes: [UInt8], _ alignment: Int) -> Data {
        let text = Array(Data([UInt8](repeating: 0, count: alignment) + bytes).base64EncodedString().utf8)
        let first = (alignment * 8 + 5) / 6
        let last = (alignment + bytes.count) * 8 / 6
        return Data(text[first..<last])
    }

    /// The first form in which the value stands in `bytes`; nil where it does not.
    func form(in bytes: Data) -> String? {
        forms.first { isFound($0.bytes, in: bytes) }?.name
    }

    /// A short number counts where it stands alone: within a longer row of digits, such as a time, it is there by chance.
    private func isFound(_ form: Data, in bytes: Data) -> Bool {
        let isShort = value.utf8.count < 10 && value.utf8.allSatisfy(Self.isDigit)
        var rest = bytes.startIndex..<bytes.endIndex
        while let hit = bytes.range(of: form, in: rest) {
            let before = hit.lowerBound > bytes.startIndex ? bytes[hit.lowerBound - 1] : 0
            let behind = hit.upperBound < bytes.endIndex ? bytes[hit.upperBound] : 0
            if !isShort || !(Self.isDigit(before) || Self.isDigit(behind)) { return true }
            rest = hit.lowerBound + 1..<bytes.endIndex
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
