/// The cipher of a profile under one key: seals pieces of a file, each under a nonce that is its alone.
enum SealCipher: ~Copyable {
    typealias Nonce = InlineArray<12, UInt8>

    case age(ChaCha20Poly1305)
    case sm(SMCipher)

    init(_ profile: SealProfile, key: borrowing Secret) throws(VaultError) {
        switch profile {
        case .age: self = .age(try ChaCha20Poly1305(key: key))
        case .sm: self = .sm(try SMCipher(key: key))
        }
    }

    var tagLength: Int {
        switch self {
        case .age: ChaCha20Poly1305.tagLength
        case .sm: SMCipher.tagLength
        }
    }

    /// Replaces `sealed` by the ciphertext of `plain` and its tag, which vouches for `associated` as well.
    ///
    /// A nonce must never be used twice under one key.
    func seal(
        _ plain: Span<UInt8>,
        nonce: Nonce,
        associated: [UInt8] = [],
        into sealed: inout [UInt8]
    ) throws(VaultError) {
        let tagged = plain.count + tagLength
        if sealed.count != tagged { sealed = [UInt8](repeating: 0, count: tagged) }
        let isSealed = unsafe plain.withUnsafeBufferPointer { plain in
            unsafe sealed.withUnsafeMutableBufferPointer {
                unsafe seal(plain, nonce: nonce, associated: associated, into: $0)
            }
        }
        guard isSealed else { throw .libcrypto("EVP_CipherFinal_ex") }
    }

    /// Writes the ciphertext of `plain` and its tag to the start of `sealed`; false where libcrypto fails.
    @unsafe func seal(
        _ plain: UnsafeBufferPointer<UInt8>,
        nonce: Nonce,
        associated: [UInt8] = [],
        into sealed: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        switch self {
        case .age(let cipher): unsafe cipher.seal(plain, nonce: nonce, associated: associated, into: sealed)
        case .sm(let cipher): unsafe cipher.seal(plain, nonce: nonce, associated: associated, into: sealed)
        }
    }

    /// Replaces `plain` by what `sealed` holds; false, with `plain` empty, where the tag does not fit.
    func open(
        _ sealed: Span<UInt8>,
        nonce: Nonce,
        associated: [UInt8] = [],
        into plain: inout SecretBuffer
    ) -> Bool {
        let length = sealed.count - tagLength
        guard length >= 0, length <= plain.count + plain.free else { return false }
        var fits = false
        plain.refill { target in
            fits = unsafe target.withUnsafeMutableBufferPointer { target in
                unsafe sealed.withUnsafeBufferPointer {
                    unsafe open($0, nonce: nonce, associated: associated, into: target)
                }
            }
            return fits ? length : 0
        }
        return fits
    }

    /// Writes what `sealed` holds to the start of `plain`; false where the tag does not fit.
    @unsafe func open(
        _ sealed: UnsafeBufferPointer<UInt8>,
        nonce: Nonce,
        associated: [UInt8] = [],
        into plain: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        switch self {
        case .age(let cipher): unsafe cipher.open(sealed, nonce: nonce, associated: associated, into: plain)
        case .sm(let cipher): unsafe cipher.open(sealed, nonce: nonce, associated: associated, into: plain)
        }
    }
}
