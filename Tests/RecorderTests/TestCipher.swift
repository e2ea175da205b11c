import CSRTP
import Wire

/// A peer's encrypting end: libsrtp's own, since the recorder only decrypts.
@safe final class TestCipher {
    struct Failure: Error { var status: UInt32 }

    private var context: srtp_t?
    private let hasIdentifier: Bool

    init(_ key: SRTPKey) throws {
        hasIdentifier = !key.identifier.isEmpty
        _ = srtp_init()
        var policy = unsafe srtp_policy_t()
        switch key.suite {
        case .aes128SHA1Tag80: unsafe srtp_crypto_policy_set_rtp_default(&policy.rtp)
        case .aes128SHA1Tag32: unsafe srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&policy.rtp)
        case .aes128GCM: unsafe srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp)
        }
        unsafe policy.rtcp = policy.rtp
        unsafe policy.ssrc.type = ssrc_any_outbound
        var (octets, identifier) = (key.octets, key.identifier + [0])
        let status = unsafe octets.withUnsafeMutableBufferPointer { octets in
            unsafe identifier.withUnsafeMutableBufferPointer { identifier in
                var master = unsafe srtp_master_key_t(
                    key: octets.baseAddress,
                    mki_id: identifier.baseAddress,
                    mki_size: UInt32(key.identifier.count)
                )
                return unsafe withUnsafeMutablePointer(to: &master) { master in
                    var list: UnsafeMutablePointer<srtp_master_key_t>? = unsafe master
                    return unsafe withUnsafeMutablePointer(to: &list) { list in
                        if hasIdentifier {
                            unsafe (policy.keys, policy.num_master_keys) = (list, 1)
                        } else {
                            unsafe policy.key = octets.baseAddress
                        }
                        return unsafe srtp_create(&context, &policy)
                    }
                }
            }
        }
        guard status == srtp_err_status_ok else { throw Failure(status: status.rawValue) }
    }

    deinit { unsafe srtp_dealloc(context) }

    func protect(_ packet: [UInt8]) throws -> [UInt8] {
        var room = packet + [UInt8](repeating: 0, count: 160)
        var length = CInt(packet.count)
        let status = unsafe room.withUnsafeMutableBytes {
            unsafe srtp_protect_mki(context, $0.baseAddress, &length, hasIdentifier ? 1 : 0, 0)
        }
        guard status == srtp_err_status_ok else { throw Failure(status: status.rawValue) }
        return Array(room.prefix(Int(length)))
    }
}
