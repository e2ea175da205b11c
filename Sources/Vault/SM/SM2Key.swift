internal import COpenSSL
package import Foundation

/// An SM2 key of libcrypto (GB/T 32918.4), public or private, with which a file key is wrapped.
@safe package struct SM2Key: ~Copyable {
    private let key: OpaquePointer

    /// Reads a public key in PEM, as `openssl pkey -pubout` writes it.
    package init(publicKeyIn url: URL) throws(VaultError) {
        var file = try File(reading: url)
        var text: [UInt8] = []
        _ = try file.read(into: &text, upTo: SecretFile.maximumLength)
        try self.init(text, isPrivate: false, file: url.lastPathComponent)
    }

    /// Reads a private key in PEM, as `openssl genpkey -algorithm SM2` writes it, from a file only its owner can read.
    package init(privateKeyIn url: URL) throws(VaultError) {
        var text = try SecretFile.read(url)
        defer { text.wipe() }
        try self.init(text, isPrivate: true, file: url.lastPathComponent)
    }

    private init(_ text: [UInt8], isPrivate: Bool, file: String) throws(VaultError) {
        let address = unsafe text.withUnsafeBytes { text -> UInt in
            guard let memory = unsafe BIO_new_mem_buf(text.baseAddress, Int32(text.count)) else { return 0 }
            defer { unsafe BIO_free(memory) }
            let key =
                unsafe isPrivate
                ? PEM_read_bio_PrivateKey(memory, nil, nil, nil) : PEM_read_bio_PUBKEY(memory, nil, nil, nil)
            return UInt(bitPattern: key)
        }
        guard let new = unsafe OpaquePointer(bitPattern: address) else {
            throw .keyFile(file: file, line: 1, expected: "an SM2 key in PEM")
        }
        guard unsafe EVP_PKEY_is_a(new, "SM2") == 1 else {
            unsafe EVP_PKEY_free(new)
            throw .keyFile(file: file, line: 1, expected: "an SM2 key in PEM")
        }
        unsafe key = new
    }

    deinit { unsafe EVP_PKEY_free(key) }

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
