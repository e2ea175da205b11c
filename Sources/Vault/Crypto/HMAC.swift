internal import COpenSSL

/// HMAC-SHA-256 and HMAC-SM3 (RFC 2104).
enum HMAC {
    static func sha256(key: borrowing Secret, _ message: Span<UInt8>) throws(VaultError) -> [UInt8] {
        try key.withSpan { key throws(VaultError) in try sha256(key: key, message) }
    }

    static func sha256(key: Span<UInt8>, _ message: Span<UInt8>) throws(VaultError) -> [UInt8] {
        try unsafe code(EVP_sha256(), key, message)
    }

    static func sm3(key: borrowing Secret, _ message: Span<UInt8>) throws(VaultError) -> [UInt8] {
        try key.withSpan { key throws(VaultError) in try unsafe code(EVP_sm3(), key, message) }
    }

    /// A code of 32 bytes, which both hashes give.
    private static func code(
        _ hash: OpaquePointer?,
        _ key: Span<UInt8>,
        _ message: Span<UInt8>
    ) throws(VaultError) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        // A null key means "the key of the last call" to libcrypto, so that an empty one needs an address too.
        let placeholder: [UInt8] = [0]
        let done = unsafe key.withUnsafeBufferPointer { key in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe placeholder.withUnsafeBufferPointer { placeholder in
                    unsafe code.withUnsafeMutableBufferPointer { code in
                        unsafe COpenSSL.HMAC(
                            hash,
                            key.baseAddress ?? placeholder.baseAddress,
                            Int32(key.count),
                            message.baseAddress,
                            message.count,
                            code.baseAddress,
                            nil
                        ) != nil
                    }
                }
            }
        }
        guard done else { throw .libcrypto("HMAC") }
        return code
    }

    /// Whether two codes are equal, in a time that does not depend on where they differ.
    static func equal(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for index in a.indices { difference |= a[index] ^ b[index] }
        return difference == 0
    }
}

/// HKDF-SHA-256 (RFC 5869), for one output block.
enum HKDF {
    /// 32 bytes derived from `secret`.
    static func derive(from secret: borrowing Secret, salt: [UInt8], info: String) throws(VaultError) -> Secret {
        var extracted = try secret.withSpan { secret throws(VaultError) in
            try HMAC.sha256(key: salt.span, secret)
        }
        let extractedKey = Secret(wiping: &extracted)
        let block = Array(info.utf8) + [1]
        var derived = try HMAC.sha256(key: extractedKey, block.span)
        return Secret(wiping: &derived)
    }
}
