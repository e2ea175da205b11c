internal import COpenSSL

/// An Ed25519 public key as SSH writes it (RFC 8709): `ssh-ed25519 AAAA…`.
struct SSHKey: Hashable, Sendable {
    static let name = "ssh-ed25519"
    /// The length of the name, the name, and the length of the key, each length in four bytes.
    private static let head = [0, 0, 0, 11] + Array(name.utf8) + [0, 0, 0, 32]

    /// The key with its name, as SSH sends it: 51 bytes.
    let wire: [UInt8]

    /// Nil for anything else; what follows the key is a comment.
    init?(_ text: String) {
        let words = text.split(separator: " ", maxSplits: 2)
        guard text.utf8.count <= 1024, words.count >= 2, words[0] == Self.name,
            let wire = Base64.decodePadded(Array(words[1].utf8).span), wire.count == 51, wire.starts(with: Self.head)
        else { return nil }
        self.wire = wire
    }

    var text: String { "\(Self.name) \(Base64.encodePadded(wire))" }

    /// The same point on Curve25519's Montgomery form, for X25519: u = (1 + y) / (1 - y) (RFC 7748 §4.1).
    var montgomery: [UInt8] {
        get throws(VaultError) {
            var big = [UInt8](wire.suffix(32).reversed())
            // The highest bit is the sign of x.
            big[0] &= 0x7F
            guard let context = unsafe BN_CTX_new() else { throw .libcrypto("BN_CTX_new") }
            defer { unsafe BN_CTX_free(context) }
            unsafe BN_CTX_start(context)
            defer { unsafe BN_CTX_end(context) }
            let numbers = unsafe (0..<4).map { _ in unsafe BN_CTX_get(context) }
            guard let prime = unsafe numbers[0], let y = unsafe numbers[1], let above = unsafe numbers[2],
                let below = unsafe numbers[3]
            else { throw .libcrypto("BN_CTX_get") }
            // 2^255 - 19
            let isPrime = unsafe BN_set_bit(prime, 255) == 1 && BN_sub_word(prime, 19) == 1
            let isRead = unsafe big.withUnsafeBufferPointer { unsafe BN_bin2bn($0.baseAddress, 32, y) != nil }
            let isDivided =
                unsafe isPrime && isRead && BN_copy(above, y) != nil && BN_add_word(above, 1) == 1
                && BN_set_word(below, 1) == 1 && BN_mod_sub(below, below, y, prime, context) == 1
                && BN_mod_inverse(below, below, prime, context) != nil
                && BN_mod_mul(above, above, below, prime, context) == 1
            var bytes = [UInt8](repeating: 0, count: 32)
            let isWritten = unsafe bytes.withUnsafeMutableBufferPointer {
                unsafe isDivided && BN_bn2lebinpad(above, $0.baseAddress, 32) == 32
            }
            guard isWritten else {
                throw .keyFile(file: "recipient", line: 1, expected: "a point on the curve")
            }
            return bytes
        }
    }
}
