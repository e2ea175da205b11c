internal import COpenSSL

/// SM4 in counter mode (GB/T 32907): sealing and opening are the same.
@safe struct SM4: ~Copyable {
    private let context: OpaquePointer

    /// A cipher under a key of 16 bytes.
    init(key: borrowing Secret) throws(VaultError) {
        guard let new = unsafe EVP_CIPHER_CTX_new() else { throw .libcrypto("EVP_CIPHER_CTX_new") }
        let status = key.withSpan { key in
            guard key.count >= 16 else { return Int32(0) }
            return unsafe key.withUnsafeBufferPointer {
                unsafe EVP_CipherInit_ex(new, EVP_sm4_ctr(), nil, $0.baseAddress, nil, 1)
            }
        }
        guard status == 1 else {
            unsafe EVP_CIPHER_CTX_free(new)
            throw .libcrypto("EVP_CipherInit_ex")
        }
        unsafe context = new
    }

    deinit { unsafe EVP_CIPHER_CTX_free(context) }

    /// Replaces `output` by `input` under the key stream that begins at the counter block `counter`, 16 bytes.
    func apply(to input: Span<UInt8>, counter: [UInt8], into output: inout [UInt8]) throws(VaultError) {
        if output.count != input.count { output = [UInt8](repeating: 0, count: input.count) }
        let isDone = unsafe counter.withUnsafeBufferPointer { counter in
            guard unsafe EVP_CipherInit_ex(context, nil, nil, nil, counter.baseAddress, 1) == 1 else { return false }
            return unsafe input.withUnsafeBufferPointer { input in
                unsafe output.withUnsafeMutableBufferPointer { output in
                    var length: Int32 = 0
                    return unsafe input.isEmpty
                        || EVP_CipherUpdate(context, output.baseAddress, &length, input.baseAddress, Int32(input.count))
                            == 1
                }
            }
        }
        guard isDone else { throw .libcrypto("EVP_CipherUpdate") }
    }
}
