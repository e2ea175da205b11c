/// In which algorithms a file is sealed, and with them its format; the file's first line tells.
///
/// Both profiles lay a file out alike: a header that wraps the file key for each recipient, a nonce, then chunks of
/// 64 KiB, each with its tag.
package enum SealProfile: String, Hashable, Sendable, Codable, CaseIterable {
    /// age v1 (C2SP age specification): X25519, ChaCha20-Poly1305, SHA-256.
    case age
    /// The Chinese commercial algorithms SM2, SM4 and SM3, in a format of our own; docs/sm.md tells every byte.
    case sm

    /// What is sealed to all of `recipients`.
    ///
    /// - Throws: `noRecipients`; `mixedProfiles` where no one format serves them all.
    init(of recipients: [Recipient]) throws(VaultError) {
        guard let first = recipients.first else { throw .noRecipients }
        guard recipients.allSatisfy({ $0.profile == first.profile }) else { throw .mixedProfiles }
        self = first.profile
    }

    /// The first line of a file.
    var version: String {
        switch self {
        case .age: "age-encryption.org/v1"
        case .sm: "aftercall-sm/v1"
        }
    }

    var fileKeyLength: Int { self == .age ? 16 : 32 }
    /// What a chunk is longer when it is sealed.
    var tagLength: Int { self == .age ? ChaCha20Poly1305.tagLength : SMCipher.tagLength }
    var sealedChunkLength: Int { Payload.chunkLength + tagLength }

    /// The code of a header, 32 bytes, under a key made from the file key.
    func code(over text: [UInt8], fileKey: borrowing Secret) throws(VaultError) -> [UInt8] {
        switch self {
        case .age: try HMAC.sha256(key: try HKDF.derive(from: fileKey, salt: [], info: "header"), text.span)
        case .sm: try HMAC.sm3(key: try Self.derive(from: fileKey, ["header"], nonce: []), text.span)
        }
    }

    enum KeyUse {
        case chunks
        /// What has been appended to a growing file and is no chunk yet.
        case records
    }

    /// The key of a `SealCipher`.
    func key(_ use: KeyUse, from fileKey: borrowing Secret, nonce: [UInt8]) throws(VaultError) -> Secret {
        switch (self, use) {
        case (.age, .chunks): try HKDF.derive(from: fileKey, salt: nonce, info: "payload")
        case (.age, .records): try HKDF.derive(from: fileKey, salt: nonce, info: GrowingLayout.keyLabel)
        case (.sm, .chunks): try Self.derive(from: fileKey, ["cipher", "mac"], nonce: nonce)
        case (.sm, .records): try Self.derive(from: fileKey, ["record cipher", "record mac"], nonce: nonce)
        }
    }

    /// HMAC-SM3(file key, use ‖ nonce) for each use, one after the other.
    private static func derive(
        from fileKey: borrowing Secret,
        _ uses: [String],
        nonce: [UInt8]
    ) throws(VaultError) -> Secret {
        var keys: [UInt8] = []
        keys.reserveCapacity(uses.count * 32)
        defer { keys.wipe() }
        for use in uses {
            let message = Array(use.utf8) + nonce
            var key = try HMAC.sm3(key: fileKey, message.span)
            keys += key
            key.wipe()
        }
        return Secret(copying: keys.span)
    }
}
