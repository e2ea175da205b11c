internal import COpenSSL
package import Foundation

/// The answer of a time-stamping authority (RFC 3161 §2.4.2), proved: these bytes existed at that time.
package struct TimeStamp: Hashable, Sendable {
    /// As it came, `application/timestamp-reply`; stock `openssl ts -verify` reads it.
    package let der: [UInt8]
    /// Milliseconds since 1970, to the second.
    package let time: Int

    /// The most bytes that an answer may have.
    package static let maximumLength = 65_536

    /// Takes an answer to `query`: its status, hash, nonce, signature and the signer's certificate, up to a root, are checked.
    ///
    /// `roots` is a PEM file of the roots that are trusted; nil trusts those of the system.
    ///
    /// - Throws: `timeStamp`.
    package init(
        answer der: [UInt8],
        to query: borrowing TimeStampQuery,
        roots: URL?
    ) throws(VaultError) {
        let reply = try Reply(der)
        guard reply.isGranted else { throw .timeStamp(.refused) }
        guard let check = unsafe TS_REQ_to_TS_VERIFY_CTX(query.request, nil) else {
            throw .libcrypto("TS_REQ_to_TS_VERIFY_CTX")
        }
        try unsafe reply.verify(by: check, roots, at: nil)
        self.der = der
        time = try reply.time()
    }

    /// Takes an answer that was kept: it has to be for `bytes`, and its certificates to have been good when it was made.
    ///
    /// - Throws: `timeStamp`.
    package init(kept der: [UInt8], for bytes: [UInt8], roots: URL?) throws(VaultError) {
        let reply = try Reply(der)
        guard reply.isGranted else { throw .timeStamp(.refused) }
        time = try reply.time()
        guard let check = unsafe TS_VERIFY_CTX_new() else { throw .libcrypto("TS_VERIFY_CTX_new") }
        let memory = unsafe bytes.withUnsafeBytes { bytes -> UInt in
            let memory = unsafe BIO_new(BIO_s_mem())
            unsafe BIO_write(memory, bytes.baseAddress, Int32(bytes.count))
            return UInt(bitPattern: memory)
        }
        unsafe TS_VERIFY_CTX_set_data(check, OpaquePointer(bitPattern: memory))
        unsafe TS_VERIFY_CTX_set_flags(check, Int32(TS_VFY_VERSION | TS_VFY_DATA))
        try unsafe reply.verify(by: check, roots, at: time)
        self.der = der
    }
}

/// An answer that was parsed and is not believed yet.
@safe private struct Reply: ~Copyable {
    private let reply: OpaquePointer

    init(_ der: [UInt8]) throws(VaultError) {
        guard der.count <= TimeStamp.maximumLength else { throw .timeStamp(.malformed) }
        let address = unsafe der.withUnsafeBufferPointer { der -> UInt in
            var place = der.baseAddress
            let parsed = unsafe d2i_TS_RESP(nil, &place, der.count)
            // Nothing may lie behind it.
            guard unsafe place == der.baseAddress.map({ unsafe $0 + der.count }) else {
                unsafe TS_RESP_free(parsed)
                return 0
            }
            return UInt(bitPattern: parsed)
        }
        guard let new = unsafe OpaquePointer(bitPattern: address) else { throw .timeStamp(.malformed) }
        unsafe reply = new
    }

    deinit { unsafe TS_RESP_free(reply) }

    /// Whether the authority says that it did what it was asked (PKIStatus 0 or 1).
    var isGranted: Bool {
        let status = unsafe TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(reply))
        return unsafe (0...1).contains(ASN1_INTEGER_get(status)) && TS_RESP_get_tst_info(reply) != nil
    }

    /// Milliseconds since 1970.
    func time() throws(VaultError) -> Int {
        var parts = unsafe tm()
        let info = unsafe TS_RESP_get_tst_info(reply)
        guard unsafe ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) == 1 else { throw .timeStamp(.malformed) }
        return unsafe timegm(&parts) * 1000
    }

    /// Checks what `context` asks for, the signature and its certificates; frees `context`.
    func verify(by context: OpaquePointer, _ roots: URL?, at time: Int?) throws(VaultError) {
        defer { unsafe TS_VERIFY_CTX_free(context) }
        guard let store = unsafe X509_STORE_new() else { throw .libcrypto("X509_STORE_new") }
        // The context frees it.
        unsafe TS_VERIFY_CTX_set_store(context, store)
        unsafe TS_VERIFY_CTX_add_flags(context, Int32(TS_VFY_SIGNATURE))
        let isLoaded =
            if let roots {
                unsafe X509_STORE_load_file(store, roots.path(percentEncoded: false))
            } else {
                unsafe X509_STORE_set_default_paths(store)
            }
        guard isLoaded == 1 else {
            throw .keyFile(file: roots?.lastPathComponent ?? "roots", line: 1, expected: "certificates in PEM")
        }
        if let time { unsafe X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), time / 1000) }
        guard unsafe TS_RESP_verify_response(context, reply) == 1 else { throw .timeStamp(.unproven) }
    }
}
