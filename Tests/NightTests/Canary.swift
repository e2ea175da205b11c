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
        forms.first { bytes.range(of: $0.bytes) != nil }?.name
    }
}
