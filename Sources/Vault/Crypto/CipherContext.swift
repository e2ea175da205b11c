internal import COpenSSL

/// libcrypto's state of a cipher under one key, freed with its owner.
@safe struct CipherContext: ~Copyable {
    let pointer: OpaquePointer

    /// A context of `cipher` (`EVP_…()`) under a key of `keyLength` bytes, of which the cipher takes those it needs.
    init(_ cipher: OpaquePointer?, key: borrowing Secret, keyLength: Int) throws(VaultError) {
        guard let new = unsafe EVP_CIPHER_CTX_new() else { throw .libcrypto("EVP_CIPHER_CTX_new") }
        let status = key.withSpan { key in
            guard key.count == keyLength else { return Int32(0) }
            return unsafe key.withUnsafeBufferPointer {
                unsafe EVP_CipherInit_ex(new, cipher, nil, $0.baseAddress, nil, 1)
            }
        }
        guard status == 1 else {
            unsafe EVP_CIPHER_CTX_free(new)
            throw .libcrypto("EVP_CipherInit_ex")
        }
        unsafe pointer = new
    }

    deinit { unsafe EVP_CIPHER_CTX_free(pointer) }
}
