internal import COpenSSL

/// ChaCha20-Poly1305 (RFC 8439) under one key; age uses it without associated data.
///
/// A nonce must never be used twice under one key.
@safe struct ChaCha20Poly1305: ~Copyable {
    static let tagLength = 16

    private let context: CipherContext

    /// A cipher under a key of 32 bytes.
    init(key: borrowing Secret) throws(VaultError) {
        context = try unsafe CipherContext(EVP_chacha20_poly1305(), key: key, keyLength: 32)
    }

    /// Writes the ciphertext of `plain` and its tag to the start of `sealed`; false where libcrypto fails.
    @unsafe func seal(
        _ plain: UnsafeBufferPointer<UInt8>,
        nonce: SealCipher.Nonce,
        associated: [UInt8],
        into sealed: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        guard start(nonce, sealing: true), authenticate(associated), let out = sealed.baseAddress,
            sealed.count >= plain.count + Self.tagLength
        else { return false }
        var length: Int32 = 0
        return unsafe EVP_CipherUpdate(context.pointer, out, &length, plain.baseAddress, Int32(plain.count)) == 1
            && EVP_CipherFinal_ex(context.pointer, out + plain.count, &length) == 1
            && EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagLength), out + plain.count)
                == 1
    }

    /// Writes what `sealed` holds to the start of `plain`; false where the tag does not fit.
    @unsafe func open(
        _ sealed: UnsafeBufferPointer<UInt8>,
        nonce: SealCipher.Nonce,
        associated: [UInt8],
        into plain: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        let length = sealed.count - Self.tagLength
        guard length >= 0, plain.count >= length, start(nonce, sealing: false), authenticate(associated),
            let source = sealed.baseAddress, let target = plain.baseAddress
        else { return false }
        let tag = unsafe UnsafeMutableRawPointer(mutating: source + length)
        var done: Int32 = 0
        return unsafe EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagLength), tag) == 1
            && EVP_CipherUpdate(context.pointer, target, &done, source, Int32(length)) == 1
            && EVP_CipherFinal_ex(context.pointer, target + length, &done) == 1
    }

    private func authenticate(_ associated: [UInt8]) -> Bool {
        guard !associated.isEmpty else { return true }
        var length: Int32 = 0
        return unsafe associated.withUnsafeBufferPointer {
            unsafe EVP_CipherUpdate(context.pointer, nil, &length, $0.baseAddress, Int32($0.count))
        } == 1
    }

    private func start(_ nonce: SealCipher.Nonce, sealing: Bool) -> Bool {
        unsafe nonce.span.withUnsafeBufferPointer {
            unsafe EVP_CipherInit_ex(context.pointer, nil, nil, nil, $0.baseAddress, sealing ? 1 : 0)
        } == 1
    }
}
