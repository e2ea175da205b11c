internal import COpenSSL

extension [UInt8] {
    /// Bytes from libcrypto's generator, which the kernel seeds.
    static func random(_ count: Int) throws(VaultError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let status = unsafe bytes.withUnsafeMutableBufferPointer { unsafe RAND_bytes($0.baseAddress, Int32(count)) }
        guard status == 1 else { throw .libcrypto("RAND_bytes") }
        return bytes
    }
}

extension Secret {
    /// A new key of `count` bytes from libcrypto's private generator.
    static func random(_ count: Int) throws(VaultError) -> Secret {
        var bytes = [UInt8](repeating: 0, count: count)
        let status = unsafe bytes.withUnsafeMutableBufferPointer {
            unsafe RAND_priv_bytes($0.baseAddress, Int32(count))
        }
        guard status == 1 else { throw .libcrypto("RAND_priv_bytes") }
        return Secret(wiping: &bytes)
    }
}
