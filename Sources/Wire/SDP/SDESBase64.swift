/// Base64 (RFC 4648 §4) of keys, with the padding that some peers leave out.
enum SDESBase64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ octets: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: 3) {
            let group = octets[start..<min(start + 3, octets.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            text += (0...group.count).map { alphabet[bits >> (18 - 6 * $0) & 63] }
            text += repeatElement(UInt8(ascii: "="), count: 3 - group.count)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil where a character is not of the alphabet or bits are left that are not zero.
    static func decode(_ text: Substring) -> [UInt8]? {
        var text = Array(text.utf8)
        for _ in 0..<2 where text.last == UInt8(ascii: "=") { text.removeLast() }
        var (octets, bits, width): ([UInt8], Int, Int) = ([], 0, 0)
        for character in text {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            (bits, width) = (bits << 6 | value, width + 6)
            guard width >= 8 else { continue }
            width -= 8
            octets.append(UInt8(bits >> width))
            bits &= 1 << width - 1
        }
        return width < 6 && bits == 0 ? octets : nil
    }
}
