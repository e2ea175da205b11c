internal import COpenSSL

/// SM4 in counter mode (GB/T 32907), and an HMAC-SM3 over the ciphertext (GB/T 32905): what seals a piece of the SM profile.
@safe struct SMCipher: ~Copyable {
    static let tagLength = 32
    /// What a nonce ends with: a number of 8 bytes, big-endian, and a byte that is 1 for the last chunk.
    private static let numberLength = 8

    private let context: CipherContext
    private let codes: Secret

    /// A cipher under a key of 64 bytes: 16 for SM4, 16 that nobody needs, 32 for the codes.
    init(key: borrowing Secret) throws(VaultError) {
        context = try unsafe CipherContext(EVP_sm4_ctr(), key: key, keyLength: 64)
        codes = key.part(32..<64)
    }

    /// Writes the ciphertext of `plain` and its code to the start of `sealed`; false where libcrypto fails.
    @unsafe func seal(
        _ plain: UnsafeBufferPointer<UInt8>,
        nonce: SealCipher.Nonce,
        associated: [UInt8],
        into sealed: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        guard sealed.count >= plain.count + Self.tagLength, let out = sealed.baseAddress,
            unsafe apply(to: plain, nonce, into: out)
        else { return false }
        let body = unsafe UnsafeBufferPointer(start: out, count: plain.count)
        guard let code = unsafe code(of: body, nonce, associated) else { return false }
        for index in code.indices { unsafe out[plain.count + index] = code[index] }
        return true
    }

    /// Writes what `sealed` holds to the start of `plain`; false, with nothing decrypted, where the code does not fit.
    @unsafe func open(
        _ sealed: UnsafeBufferPointer<UInt8>,
        nonce: SealCipher.Nonce,
        associated: [UInt8],
        into plain: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        let length = sealed.count - Self.tagLength
        guard length >= 0, plain.count >= length, let out = plain.baseAddress else { return false }
        let body = unsafe UnsafeBufferPointer(rebasing: sealed[..<length])
        let found = unsafe UnsafeBufferPointer(rebasing: sealed[length...])
        guard let code = unsafe code(of: body, nonce, associated), unsafe HMAC.equal(code.span, found.span) else {
            return false
        }
        return unsafe apply(to: body, nonce, into: out)
    }

    /// Puts `input` under the key stream of the nonce's number: 8 bytes of it, 8 of zeros, are the first counter block.
    private func apply(
        to input: UnsafeBufferPointer<UInt8>,
        _ nonce: SealCipher.Nonce,
        into output: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        var counter = InlineArray<16, UInt8>(repeating: 0)
        for index in 0..<Self.numberLength { counter[index] = nonce[3 + index] }
        let isReady = unsafe counter.span.withUnsafeBufferPointer {
            unsafe EVP_CipherInit_ex(context.pointer, nil, nil, nil, $0.baseAddress, 1)
        }
        var length: Int32 = 0
        return unsafe isReady == 1
            && (input.isEmpty
                || EVP_CipherUpdate(context.pointer, output, &length, input.baseAddress, Int32(input.count)) == 1)
    }

    /// The code of a ciphertext: over the nonce's number and mark, what is associated, and the ciphertext.
    ///
    /// Nil where the nonce has more than those, which the counter would not tell apart.
    private func code(
        of body: UnsafeBufferPointer<UInt8>,
        _ nonce: SealCipher.Nonce,
        _ associated: [UInt8]
    ) -> [UInt8]? {
        guard (0..<3).allSatisfy({ nonce[$0] == 0 }) else { return nil }
        var message: [UInt8] = []
        message.reserveCapacity(16 + associated.count + body.count)
        for index in 3..<12 { message.append(nonce[index]) }
        message += associated
        unsafe message.append(contentsOf: body)
        return try? HMAC.sm3(key: codes, message.span)
    }
}
