internal import COpenSSL

/// A key of libcrypto on Curve25519 and what can be done with it: X25519 (RFC 7748) and Ed25519 (RFC 8032).
@safe struct CurveKey: ~Copyable {
    enum Use { case agreement, signature }

    private let key: OpaquePointer

    /// A private key of 32 bytes.
    init(privateKey: borrowing Secret, for use: Use) throws(VaultError) {
        let kind = use == .agreement ? EVP_PKEY_X25519 : EVP_PKEY_ED25519
        let address = privateKey.withSpan { span in
            unsafe span.withUnsafeBufferPointer {
                unsafe UInt(bitPattern: EVP_PKEY_new_raw_private_key(kind, nil, $0.baseAddress, $0.count))
            }
        }
        guard let new = unsafe OpaquePointer(bitPattern: address) else {
            throw .libcrypto("EVP_PKEY_new_raw_private_key")
        }
        unsafe key = new
    }

    /// A public key of 32 bytes.
    init(publicKey: Span<UInt8>, for use: Use) throws(VaultError) {
        let kind = use == .agreement ? EVP_PKEY_X25519 : EVP_PKEY_ED25519
        let new = unsafe publicKey.withUnsafeBufferPointer {
            unsafe EVP_PKEY_new_raw_public_key(kind, nil, $0.baseAddress, $0.count)
        }
        guard let new = unsafe new else { throw .libcrypto("EVP_PKEY_new_raw_public_key") }
        unsafe key = new
    }

    deinit { unsafe EVP_PKEY_free(key) }

    var publicKey: [UInt8] {
        get throws(VaultError) {
            var bytes = [UInt8](repeating: 0, count: 32)
            var length = bytes.count
            let status = unsafe bytes.withUnsafeMutableBufferPointer {
                unsafe EVP_PKEY_get_raw_public_key(key, $0.baseAddress, &length)
            }
            guard status == 1, length == 32 else { throw .libcrypto("EVP_PKEY_get_raw_public_key") }
            return bytes
        }
    }

    /// The secret shared with the owner of `peer`; nil where `peer` is a point of low order, which would give zero.
    func agree(with peer: borrowing CurveKey) throws(VaultError) -> Secret? {
        guard let context = unsafe EVP_PKEY_CTX_new(key, nil) else { throw .libcrypto("EVP_PKEY_CTX_new") }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe EVP_PKEY_derive_init(context) == 1, unsafe EVP_PKEY_derive_set_peer(context, peer.key) == 1 else {
            throw .libcrypto("EVP_PKEY_derive_set_peer")
        }
        var shared = [UInt8](repeating: 0, count: 32)
        var length = shared.count
        let status = unsafe shared.withUnsafeMutableBufferPointer {
            unsafe EVP_PKEY_derive(context, $0.baseAddress, &length)
        }
        guard status == 1, length == 32, shared.contains(where: { $0 != 0 }) else { return nil }
        return Secret(wiping: &shared)
    }

    /// An Ed25519 signature of 64 bytes.
    func sign(_ message: Span<UInt8>) throws(VaultError) -> [UInt8] {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .libcrypto("EVP_MD_CTX_new") }
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1 else {
            throw .libcrypto("EVP_DigestSignInit")
        }
        var signature = [UInt8](repeating: 0, count: 64)
        var length = signature.count
        let status = unsafe message.withUnsafeBufferPointer { message in
            unsafe signature.withUnsafeMutableBufferPointer {
                unsafe EVP_DigestSign(context, $0.baseAddress, &length, message.baseAddress, message.count)
            }
        }
        guard status == 1, length == 64 else { throw .libcrypto("EVP_DigestSign") }
        return signature
    }

    /// Whether `signature` is this key's Ed25519 signature of `message`.
    func verify(_ signature: Span<UInt8>, of message: Span<UInt8>) throws(VaultError) -> Bool {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .libcrypto("EVP_MD_CTX_new") }
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else {
            throw .libcrypto("EVP_DigestVerifyInit")
        }
        return unsafe message.withUnsafeBufferPointer { message in
            unsafe signature.withUnsafeBufferPointer {
                unsafe EVP_DigestVerify(context, $0.baseAddress, $0.count, message.baseAddress, message.count) == 1
            }
        }
    }
}
