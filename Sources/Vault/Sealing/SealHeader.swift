/// The header of a sealed file, here of age v1 (C2SP age specification); docs/sm.md has that of the SM profile.
///
///     age-encryption.org/v1
///     -> X25519 <base64 of the share>
///     <base64 of the wrapped file key>
///     --- <base64 of an HMAC over all of the above, the three dashes included>
///
/// Strict, as the format demands: one text for one meaning, so that a header cannot be changed without notice.
package struct SealHeader: Hashable, Sendable {
    static let maximumLength = 65536
    static let maximumStanzas = 64

    package let profile: SealProfile
    package let stanzas: [Stanza]
    /// HMAC under a key made from the file key.
    let code: [UInt8]

    init(_ profile: SealProfile, stanzas: [Stanza], code: [UInt8]) {
        self.profile = profile
        self.stanzas = stanzas
        self.code = code
    }

    /// A header that gives `fileKey` to each of `recipients`.
    init(fileKey: borrowing Secret, recipients: [Recipient]) throws(VaultError) {
        let profile = try SealProfile(of: recipients)
        try self.init(profile, fileKey: fileKey, stanzas: try Self.stanzas(fileKey: fileKey, recipients: recipients))
    }

    /// A header of stanzas that give `fileKey` away.
    init(_ profile: SealProfile, fileKey: borrowing Secret, stanzas: [Stanza]) throws(VaultError) {
        self.profile = profile
        self.stanzas = stanzas
        code = try profile.code(over: Self.text(of: stanzas, profile), fileKey: fileKey)
    }

    static func stanzas(fileKey: borrowing Secret, recipients: [Recipient]) throws(VaultError) -> [Stanza] {
        guard !recipients.isEmpty else { throw .noRecipients }
        guard recipients.count <= maximumStanzas else { throw .header(line: 1, .tooManyStanzas) }
        var stanzas: [Stanza] = []
        for recipient in recipients { stanzas.append(try recipient.wrap(fileKey)) }
        return stanzas
    }

    /// The header's bytes, up to the payload.
    package var bytes: [UInt8] {
        let code = profile == .age ? Base64.encode(code) : Array(Base64.encodePadded(code).utf8)
        return Self.text(of: stanzas, profile) + [UInt8(ascii: " ")] + code + [UInt8(ascii: "\n")]
    }

    /// The error for a file that ends before its payload begins.
    var lacksNonce: VaultError { .header(line: bytes.count { $0 == UInt8(ascii: "\n") } + 1, .nonce) }

    /// Throws `headerCode` where the header is not what the holder of `fileKey` wrote.
    func verify(under fileKey: borrowing Secret) throws(VaultError) {
        let expected = try profile.code(over: Self.text(of: stanzas, profile), fileKey: fileKey)
        guard HMAC.equal(expected.span, code.span) else { throw .headerCode }
    }

    /// The file key, from the first stanza that `identity` opens.
    ///
    /// - Throws: `noMatchingIdentity`, or `headerCode` where the header is not what the key's holder wrote.
    func fileKey(for identity: borrowing Identity) throws(VaultError) -> Secret {
        let fileKey = try identity.unwrap(stanzas)
        try verify(under: fileKey)
        return fileKey
    }

    private static func text(of stanzas: [Stanza], _ profile: SealProfile) -> [UInt8] {
        stanzas.reduce(into: Array("\(profile.version)\n".utf8)) { $0 += $1.text(in: profile) } + Array("---".utf8)
    }
}
