internal import COpenSSL

/// What is asked of a time-stamping authority (RFC 3161 §2.4.1): that certain bytes existed.
///
/// It learns their hash alone.
@safe package struct TimeStampQuery: ~Copyable {
    let request: OpaquePointer

    /// Asks for `bytes`, by their SHA-256, under a random nonce; the answer shall bring its certificates.
    package init(for bytes: Span<UInt8>) throws(VaultError) {
        let hash = try SHA256.hash(bytes).bytes
        let nonce = try [UInt8].random(8)
        guard let new = unsafe TS_REQ_new() else { throw .libcrypto("TS_REQ_new") }
        guard unsafe TS_REQ_set_version(new, 1) == 1, unsafe Self.set(hash, in: new),
            unsafe Self.set(nonce: nonce, in: new), unsafe TS_REQ_set_cert_req(new, 1) == 1
        else {
            unsafe TS_REQ_free(new)
            throw .libcrypto("TS_REQ_set_msg_imprint")
        }
        unsafe request = new
    }

    deinit { unsafe TS_REQ_free(request) }

    /// The body of the request, `application/timestamp-query`.
    package var der: [UInt8] {
        get throws(VaultError) {
            var bytes = [UInt8](repeating: 0, count: 256)
            let length = unsafe i2d_TS_REQ(request, nil)
            guard length > 0, length <= bytes.count else { throw .libcrypto("i2d_TS_REQ") }
            unsafe bytes.withUnsafeMutableBufferPointer {
                var place = $0.baseAddress
                _ = unsafe i2d_TS_REQ(request, &place)
            }
            bytes.removeLast(bytes.count - Int(length))
            return bytes
        }
    }

    private static func set(_ hash: [UInt8], in request: OpaquePointer) -> Bool {
        guard let imprint = unsafe TS_MSG_IMPRINT_new() else { return false }
        defer { unsafe TS_MSG_IMPRINT_free(imprint) }
        guard let algorithm = unsafe X509_ALGOR_new() else { return false }
        defer { unsafe X509_ALGOR_free(algorithm) }
        var hash = hash
        return unsafe X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nil) == 1
            && TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1
            && TS_MSG_IMPRINT_set_msg(imprint, &hash, Int32(hash.count)) == 1
            && TS_REQ_set_msg_imprint(request, imprint) == 1
    }

    private static func set(nonce: [UInt8], in request: OpaquePointer) -> Bool {
        guard let number = unsafe BN_bin2bn(nonce, Int32(nonce.count), nil) else { return false }
        defer { unsafe BN_free(number) }
        guard let integer = unsafe BN_to_ASN1_INTEGER(number, nil) else { return false }
        defer { unsafe ASN1_INTEGER_free(integer) }
        return unsafe TS_REQ_set_nonce(request, integer) == 1
    }
}
