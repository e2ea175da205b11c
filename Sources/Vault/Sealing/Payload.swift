/// How a payload is laid out: a nonce of 16 bytes, then chunks of 64 KiB of plaintext, each with its tag.
///
/// All chunks but the last are full. A chunk's nonce is its number, 11 bytes big-endian, and a byte that is 1 for the
/// last: so no chunk can be moved, dropped, or added without notice. Only an empty plaintext has an empty last chunk.
enum Payload {
    static let nonceLength = 16
    static let chunkLength = 65536

    static func nonce(chunk: Int, isLast: Bool) -> SealCipher.Nonce {
        var nonce = SealCipher.Nonce(repeating: 0)
        for index in 0..<8 { nonce[10 - index] = UInt8(truncatingIfNeeded: chunk >> (8 * index)) }
        nonce[11] = isLast ? 1 : 0
        return nonce
    }
}
