/// Bech32 (BIP 173) as age uses it: any length, all of one case, the first checksum constant.
enum Bech32 {
    /// The text for `bytes`, in lower case.
    static func encode(prefix: String, _ bytes: Span<UInt8>) -> [UInt8] {
        let prefix = Array(prefix.utf8)
        var values = regroup(bytes, from: 8, to: 5, padding: true) ?? []
        let check = checksum(expand(prefix) + values + [UInt8](repeating: 0, count: 6)) ^ 1
        for index in 0..<6 { values.append(UInt8(check >> UInt32(5 * (5 - index)) & 31)) }
        let text = prefix + [UInt8(ascii: "1")] + values.map { alphabet[Int($0)] }
        values.wipe()
        return text
    }

    /// The bytes of `text`; nil where it has another prefix, mixed case, a foreign character or a wrong checksum.
    static func decode(_ text: Span<UInt8>, prefix: String) -> [UInt8]? {
        let prefix = Array(prefix.utf8)
        guard text.count > prefix.count + 6, var lower = lowercased(text) else { return nil }
        defer { lower.wipe() }
        guard Array(lower.prefix(prefix.count)) == prefix, lower[prefix.count] == UInt8(ascii: "1") else { return nil }
        var values: [UInt8] = []
        values.reserveCapacity(lower.count)
        defer { values.wipe() }
        for character in lower.dropFirst(prefix.count + 1) {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            values.append(UInt8(value))
        }
        guard values.count >= 6, checksum(expand(prefix) + values) == 1 else { return nil }
        values.removeLast(6)
        return regroup(values.span, from: 5, to: 8, padding: false)
    }

    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

    private static func lowercased(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes = [UInt8](text)
        var hasUpper = false
        var hasLower = false
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                bytes[index] += 32
                hasUpper = true
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                hasLower = true
            default:
                continue
            }
        }
        return hasUpper && hasLower ? nil : bytes
    }

    private static func expand(_ prefix: [UInt8]) -> [UInt8] {
        prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 }
    }

    private static func checksum(_ values: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
        var check: UInt32 = 1
        for value in values {
            let top = check >> 25
            check = (check & 0x1ff_ffff) << 5 ^ UInt32(value)
            for (bit, term) in generator.enumerated() where top >> UInt32(bit) & 1 == 1 { check ^= term }
        }
        return check
    }

    /// Nil where bits are left over that padding does not explain.
    private static func regroup(_ values: Span<UInt8>, from: Int, to: Int, padding: Bool) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(values.count * from / to + 1)
        var pending: UInt32 = 0
        var bits = 0
        for index in values.indices {
            pending = (pending << UInt32(from) | UInt32(values[index])) & 0xfff
            bits += from
            while bits >= to {
                bits -= to
                result.append(UInt8(pending >> UInt32(bits) & (1 << UInt32(to) - 1)))
            }
        }
        let rest = pending & (1 << UInt32(bits) - 1)
        if padding {
            if bits > 0 { result.append(UInt8(rest << UInt32(to - bits))) }
        } else if bits >= from || rest != 0 {
            return nil
        }
        return result
    }
}
