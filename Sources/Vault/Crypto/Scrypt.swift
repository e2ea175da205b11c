internal import COpenSSL

/// scrypt (RFC 7914) with block size 8 and no parallelism, as age uses it.
enum Scrypt {
    /// 32 bytes from `passphrase`; takes 2^(`logN` + 10) bytes of memory.
    static func derive(from passphrase: borrowing Secret, salt: [UInt8], logN: Int) throws(VaultError) -> Secret {
        var derived = [UInt8](repeating: 0, count: 32)
        let memory = UInt64(1) << (logN + 10) + UInt64(1 << 20)
        let status = passphrase.withSpan { passphrase in
            unsafe passphrase.withUnsafeBufferPointer { passphrase in
                unsafe salt.withUnsafeBufferPointer { salt in
                    unsafe derived.withUnsafeMutableBufferPointer { derived in
                        unsafe EVP_PBE_scrypt(
                            UnsafeRawPointer(passphrase.baseAddress)?.assumingMemoryBound(to: CChar.self),
                            passphrase.count,
                            salt.baseAddress,
                            salt.count,
                            UInt64(1) << logN,
                            8,
                            1,
                            memory,
                            derived.baseAddress,
                            derived.count
                        )
                    }
                }
            }
        }
        guard status == 1 else { throw .libcrypto("EVP_PBE_scrypt") }
        return Secret(wiping: &derived)
    }
}
