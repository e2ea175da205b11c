internal import COpenSSL

/// An SM2 key of libcrypto (GB/T 32918.4), public or private, with which a file key is wrapped.
@safe struct SM2Key: ~Copyable {
    static let name = "SM2"
    /// Rounds of PBKDF2 between a passphrase and the key that a private key is sealed under.
    private static let rounds: Int32 = 600_000

    private let key: OpaquePointer

    /// Takes over a key of libcrypto, `address`, where it is one of SM2.
    private init?(taking address: UInt) {
        guard let new = unsafe OpaquePointer(bitPattern: address) else { return nil }
        guard unsafe EVP_PKEY_is_a(new, Self.name) == 1 else {
            unsafe EVP_PKEY_free(new)
            return nil
        }
        unsafe key = new
    }

    /// Reads a public key in PEM, as `openssl pkey -pubout` writes it; nil for anything else.
    init?(publicKey pem: Span<UInt8>) {
        let address = unsafe pem.withUnsafeBytes { pem -> UInt in
            guard let memory = unsafe BIO_new_mem_buf(pem.baseAddress, Int32(pem.count)) else { return 0 }
            defer { unsafe BIO_free(memory) }
            return unsafe UInt(bitPattern: PEM_read_bio_PUBKEY(memory, nil, nil, nil))
        }
        self.init(taking: address)
    }

    /// Reads a private key in PEM, as `openssl genpkey -algorithm SM2` writes it; nil for anything else, and where it is
    /// sealed to another passphrase.
    init?(privateKey pem: Span<UInt8>, passphrase: [UInt8] = []) {
        // Without one, libcrypto would ask at the terminal.
        let secret = Secret(terminating: passphrase.span)
        let address = unsafe pem.withUnsafeBytes { pem -> UInt in
            guard let memory = unsafe BIO_new_mem_buf(pem.baseAddress, Int32(pem.count)) else { return 0 }
            defer { unsafe BIO_free(memory) }
            return secret.withSpan { secret in
                unsafe secret.withUnsafeBytes {
                    let word = unsafe UnsafeMutableRawPointer(mutating: $0.baseAddress)
                    return unsafe UInt(bitPattern: PEM_read_bio_PrivateKey(memory, nil, nil, word))
                }
            }
        }
        self.init(taking: address)
    }

    /// A new key pair.
    static func generate() throws(VaultError) -> SM2Key {
        guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, name, nil) else {
            throw .libcrypto("EVP_PKEY_CTX_new_from_name")
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var new: OpaquePointer?
        guard unsafe EVP_PKEY_keygen_init(context) == 1, unsafe EVP_PKEY_keygen(context, &new) == 1,
            let key = SM2Key(taking: UInt(bitPattern: new))
        else { throw .libcrypto("EVP_PKEY_keygen") }
        return key
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// SubjectPublicKeyInfo in PEM.
    var publicPEM: [UInt8] {
        get throws(VaultError) { try unsafe Self.written { unsafe PEM_write_bio_PUBKEY($0, key) == 1 } }
    }

    /// PKCS#8 in PEM; the caller wipes it.
    var privatePEM: [UInt8] {
        get throws(VaultError) {
            try unsafe Self.written { unsafe PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) == 1 }
        }
    }

    /// PKCS#8 in PEM, under SM4 and a key made from `passphrase`, as stock `openssl pkey` reads it.
    func privatePEM(sealedTo passphrase: Span<UInt8>) throws(VaultError) -> [UInt8] {
        try unsafe Self.written { memory in
            guard let plain = unsafe EVP_PKEY2PKCS8(key) else { return false }
            defer { unsafe PKCS8_PRIV_KEY_INFO_free(plain) }
            guard let scheme = unsafe PKCS5_pbe2_set_iv(EVP_sm4_cbc(), Self.rounds, nil, 16, nil, -1) else {
                return false
            }
            let sealed = unsafe passphrase.withUnsafeBytes {
                unsafe PKCS8_set0_pbe($0.baseAddress, Int32($0.count), plain, scheme)
            }
            guard let sealed = unsafe sealed else {
                unsafe X509_ALGOR_free(scheme)
                return false
            }
            defer { unsafe X509_SIG_free(sealed) }
            return unsafe PEM_write_bio_PKCS8(memory, sealed) == 1
        }
    }

    /// What `write` writes into memory, which libcrypto wipes.
    private static func written(_ write: (OpaquePointer) -> Bool) throws(VaultError) -> [UInt8] {
        guard let memory = unsafe BIO_new(BIO_s_mem()) else { throw .libcrypto("BIO_new") }
        defer { unsafe BIO_free(memory) }
        guard unsafe write(memory) else { throw .libcrypto("PEM_write_bio") }
        var text = [UInt8](repeating: 0, count: 4096)
        let length = unsafe text.withUnsafeMutableBytes { unsafe BIO_read(memory, $0.baseAddress, Int32($0.count)) }
        guard length > 0 else { throw .libcrypto("BIO_read") }
        text.removeLast(text.count - Int(length))
        return text
    }

    /// The DER form of an SM2 ciphertext of `secret`, with SM3.
    func wrap(_ secret: borrowing Secret) throws(VaultError) -> [UInt8] {
        let wrapped = secret.withSpan { secret in
            unsafe secret.withUnsafeBufferPointer { unsafe crypt($0, sealing: true) }
        }
        guard let wrapped else { throw .libcrypto("EVP_PKEY_encrypt") }
        return wrapped
    }

    /// The secret in `wrapped`; nil where it was wrapped for another key.
    func unwrap(_ wrapped: [UInt8]) -> Secret? {
        let opened = unsafe wrapped.withUnsafeBufferPointer { unsafe crypt($0, sealing: false) }
        guard var opened else { return nil }
        return Secret(wiping: &opened)
    }

    private func crypt(_ input: UnsafeBufferPointer<UInt8>, sealing: Bool) -> [UInt8]? {
        guard let context = unsafe EVP_PKEY_CTX_new(key, nil) else { return nil }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe (sealing ? EVP_PKEY_encrypt_init(context) : EVP_PKEY_decrypt_init(context)) == 1 else {
            return nil
        }
        // Point, hash and DER around the message take some hundred bytes.
        var output = [UInt8](repeating: 0, count: input.count + 256)
        var length = output.count
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe sealing
                ? EVP_PKEY_encrypt(context, output.baseAddress, &length, input.baseAddress, input.count)
                : EVP_PKEY_decrypt(context, output.baseAddress, &length, input.baseAddress, input.count)
        }
        guard status == 1 else {
            output.wipe()
            return nil
        }
        output.removeLast(output.count - length)
        return output
    }
}

extension Secret {
    /// `bytes` as C wants them, ended by a zero.
    fileprivate init(terminating bytes: Span<UInt8>) {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + 1)
        text.append(bytes)
        text.append(0)
        self.init(wiping: &text)
    }
}
