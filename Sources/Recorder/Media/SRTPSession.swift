internal import CSRTP
internal import Glibc
internal import Wire

/// Decrypts what comes from one peer under one key, or encrypts what goes to it (RFC 3711), with libsrtp's roll-over counter
/// and replay list.
@safe package struct SRTPSession: ~Copyable {
    package enum Failure: Error, Equatable {
        /// Not made with this key, or altered.
        case unauthenticated
        /// Seen before, or so old that nobody can tell.
        case replayed
        /// Too short or broken to be SRTP.
        case malformed
    }

    /// Packets back in order that are still told from repeated ones: wider than the recorder's own patience.
    private static let window: UInt = 1024
    /// libsrtp's own tables: made once, never undone.
    private static let isReady = srtp_init() == srtp_err_status_ok

    private let context: srtp_t
    private let hasIdentifier: Bool

    /// Nil where libsrtp does not take the key.
    init?(_ key: SRTPKey, _ direction: srtp_ssrc_type_t = ssrc_any_inbound) {
        guard Self.isReady, key.octets.count == key.suite.keyLength else { return nil }
        var policy = unsafe srtp_policy_t()
        switch key.suite {
        case .aes128SHA1Tag80: unsafe srtp_crypto_policy_set_rtp_default(&policy.rtp)
        case .aes128SHA1Tag32: unsafe srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&policy.rtp)
        case .aes128GCM: unsafe srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp)
        }
        unsafe policy.rtcp = policy.rtp
        if key.suite == .aes128SHA1Tag32 { unsafe srtp_crypto_policy_set_rtp_default(&policy.rtcp) }
        unsafe policy.ssrc.type = direction
        unsafe policy.window_size = Self.window
        guard let context = unsafe Self.open(&policy, key) else { return nil }
        unsafe self.context = context
        hasIdentifier = !key.identifier.isEmpty
    }

    deinit { unsafe srtp_dealloc(context) }

    /// Makes libsrtp's context of `policy` with a copy of the key that is wiped again.
    private static func open(_ policy: inout srtp_policy_t, _ key: SRTPKey) -> srtp_t? {
        var (octets, identifier) = (key.octets, key.identifier)
        defer {
            unsafe octets.withUnsafeMutableBytes { bytes in
                if let start = bytes.baseAddress { unsafe explicit_bzero(start, bytes.count) }
            }
        }
        var context: srtp_t?
        let status = unsafe octets.withUnsafeMutableBufferPointer { octets in
            unsafe identifier.withUnsafeMutableBufferPointer { identifier in
                guard let start = identifier.baseAddress, !identifier.isEmpty else {
                    unsafe policy.key = octets.baseAddress
                    return unsafe srtp_create(&context, &policy)
                }
                var master = unsafe srtp_master_key_t(
                    key: octets.baseAddress,
                    mki_id: start,
                    mki_size: UInt32(identifier.count)
                )
                return unsafe withUnsafeMutablePointer(to: &master) { master in
                    var list: UnsafeMutablePointer<srtp_master_key_t>? = unsafe master
                    return unsafe withUnsafeMutablePointer(to: &list) { list in
                        unsafe policy.keys = list
                        unsafe policy.num_master_keys = 1
                        return unsafe srtp_create(&context, &policy)
                    }
                }
            }
        }
        return status == srtp_err_status_ok ? unsafe context : nil
    }

    /// Decrypts the first `length` octets of `packet`, RTP, in place; how long what was in it is.
    mutating func open(_ packet: inout [UInt8], length: Int) throws(Failure) -> Int {
        let hasIdentifier: UInt32 = hasIdentifier ? 1 : 0
        return try unsafe change(&packet, length) { unsafe srtp_unprotect_mki(context, $0, $1, hasIdentifier) }
    }

    /// Decrypts the first `length` octets of `packet`, RTCP, likewise.
    mutating func openControl(_ packet: inout [UInt8], length: Int) throws(Failure) -> Int {
        let hasIdentifier: UInt32 = hasIdentifier ? 1 : 0
        return try unsafe change(&packet, length) { unsafe srtp_unprotect_rtcp_mki(context, $0, $1, hasIdentifier) }
    }

    /// Encrypts `packet`, RTCP.
    mutating func sealControl(_ packet: [UInt8]) throws(Failure) -> [UInt8] {
        var room = packet + [UInt8](repeating: 0, count: Int(SRTP_MAX_TRAILER_LEN) + 4)
        let length = try unsafe change(&room, packet.count) { unsafe srtp_protect_rtcp(context, $0, $1) }
        return Array(room.prefix(length))
    }

    private func change(
        _ packet: inout [UInt8],
        _ length: Int,
        by work: (UnsafeMutableRawPointer?, UnsafeMutablePointer<CInt>) -> srtp_err_status_t
    ) throws(Failure) -> Int {
        guard length <= packet.count else { throw .malformed }
        var rest = CInt(length)
        let status = unsafe packet.withUnsafeMutableBytes { bytes in unsafe work(bytes.baseAddress, &rest) }
        switch status {
        case srtp_err_status_ok: return Int(rest)
        case srtp_err_status_auth_fail, srtp_err_status_bad_mki, srtp_err_status_cipher_fail: throw .unauthenticated
        case srtp_err_status_replay_fail, srtp_err_status_replay_old, srtp_err_status_pkt_idx_old: throw .replayed
        default: throw .malformed
        }
    }
}
