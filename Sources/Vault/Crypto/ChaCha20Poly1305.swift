internal import COpenSSL

/// ChaCha20-Poly1305 (RFC 8439) under one key, without associated data.
@safe struct ChaCha20Poly1305: ~Copyable {
    static let tagLength = 16
    typealias Nonce = InlineArray<12, UInt8>

    private let context: OpaquePointer

    /// A cipher under a key of 32 bytes.
    init(key: borrowing Secret) throws(VaultError) {
        guard let new = unsafe EVP_CIPHER_CTX_new() else { throw .libcrypto("EVP_CIPHER_CTX_new") }
        let status = key.withSpan { key in
            guard key.count == 32 else { return Int32(0) }
            return unsafe key.withUnsafeBufferPointer {
                unsafe EVP_CipherInit_ex(new, EVP_chacha20_poly1305(), nil, $0.baseAddress, nil, 1)
            }
        }
        guard status == 1 else {
            unsafe EVP_CIPHER_CTX_free(new)
            throw .libcrypto("EVP_CipherInit_ex")
        }
        unsafe context = new
    }

    deinit { unsafe EVP_CIPHER_CTX_free(context) }

    /// Replaces `sealed` by the ciphertext of `plain` and its tag.
    ///
    /// A nonce must never be used twice under one key.
    func seal(_ plain: Span<UInt8>, nonce: Nonce, into sealed: inout [UInt8]) throws(VaultError) {
        let tagged = plain.count + Self.tagLength
        if sealed.count != tagged { sealed = [UInt8](repeating: 0, count: tagged) }
        try start(nonce, sealing: true)
        let status = unsafe plain.withUnsafeBufferPointer { plain in
            unsafe sealed.withUnsafeMutableBufferPointer { sealed in
                var length: Int32 = 0
                guard let out = sealed.baseAddress,
                    unsafe EVP_CipherUpdate(context, out, &length, plain.baseAddress, Int32(plain.count)) == 1,
                    unsafe EVP_CipherFinal_ex(context, out + plain.count, &length) == 1
                else { return Int32(0) }
                return unsafe EVP_CIPHER_CTX_ctrl(
                    context,
                    EVP_CTRL_AEAD_GET_TAG,
                    Int32(Self.tagLength),
                    out + plain.count
                )
            }
        }
        guard status == 1 else { throw .libcrypto("EVP_CipherFinal_ex") }
    }

    /// Replaces `plain` by what `sealed` holds; false, with `plain` empty, where the tag does not fit.
    func open(_ sealed: Span<UInt8>, nonce: Nonce, into plain: inout SecretBuffer) throws(VaultError) -> Bool {
        let length = sealed.count - Self.tagLength
        guard length >= 0, length <= plain.count + plain.free else { return false }
        try start(nonce, sealing: false)
        var fits = false
        plain.refill { target in
            fits = unsafe target.withUnsafeMutableBufferPointer { unsafe decrypt(sealed, length, into: $0) }
            return fits ? length : 0
        }
        return fits
    }

    private func decrypt(_ sealed: Span<UInt8>, _ length: Int, into plain: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        unsafe sealed.withUnsafeBufferPointer { sealed in
            guard let source = sealed.baseAddress, let target = plain.baseAddress else { return false }
            let tag = unsafe UnsafeMutableRawPointer(mutating: source + length)
            var done: Int32 = 0
            return unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagLength), tag) == 1
                && EVP_CipherUpdate(context, target, &done, source, Int32(length)) == 1
                && EVP_CipherFinal_ex(context, target + length, &done) == 1
        }
    }

    private func start(_ nonce: Nonce, sealing: Bool) throws(VaultError) {
        let status = unsafe nonce.span.withUnsafeBufferPointer {
            unsafe EVP_CipherInit_ex(context, nil, nil, nil, $0.baseAddress, sealing ? 1 : 0)
        }
        guard status == 1 else { throw .libcrypto("EVP_CipherInit_ex") }
    }
}
