/// Someone a file can be sealed to: an age X25519 public key, written `age1…`, an SSH Ed25519 key, or for the SM profile an
/// SM2 key, written `sm2:` and what stands in its PEM file.
package struct Recipient: Hashable, Sendable, CustomStringConvertible {
    static let prefix = "age"
    private static let smPrefix = "sm2:"

    private enum Key: Hashable, Sendable {
        case x25519([UInt8])
        case ssh(SSHKey)
        /// The base64 of the SubjectPublicKeyInfo.
        case sm2(String)
    }

    private let key: Key

    init(publicKey: [UInt8]) { key = .x25519(publicKey) }

    init(sm2 key: borrowing SM2Key) throws(VaultError) {
        let pem = String(decoding: try key.publicPEM, as: UTF8.self)
        self.key = .sm2(pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined())
    }

    /// Which format a file for it has.
    package var profile: SealProfile { if case .sm2 = key { .sm } else { .age } }

    /// Nil where `text` is no X25519 recipient, nor `sm2:…`, nor `ssh-ed25519 AAAA…`; what follows that is a comment.
    package init?(_ text: String) {
        if text.hasPrefix(Self.smPrefix) {
            let body = String(text.dropFirst(Self.smPrefix.count))
            // Compared with what libcrypto writes, so that one key has one text.
            guard body.utf8.count <= 256, let sm2 = Self.sm2Key(body), let known = try? Recipient(sm2: sm2),
                known.key == .sm2(body)
            else { return nil }
            self = known
            return
        }
        if let ssh = SSHKey(text) {
            key = .ssh(ssh)
            return
        }
        guard text.utf8.count <= 128, text == text.lowercased(),
            let bytes = Bech32.decode(Array(text.utf8).span, prefix: Self.prefix), bytes.count == 32
        else { return nil }
        key = .x25519(bytes)
    }

    package var description: String {
        switch key {
        case .x25519(let bytes): String(decoding: Bech32.encode(prefix: Self.prefix, bytes.span), as: UTF8.self)
        case .ssh(let key): key.text
        case .sm2(let body): Self.smPrefix + body
        }
    }

    private static func sm2Key(_ body: String) -> SM2Key? {
        SM2Key(publicKey: Array("-----BEGIN PUBLIC KEY-----\n\(body)\n-----END PUBLIC KEY-----\n".utf8).span)
    }

    /// Wraps a file key for this recipient.
    func wrap(_ fileKey: borrowing Secret) throws(VaultError) -> Stanza {
        switch key {
        case .x25519(let publicKey): return try Self.wrap(fileKey, for: publicKey)
        case .ssh(let ssh): return try Self.wrap(fileKey, for: ssh)
        case .sm2(let body):
            guard let sm2 = Self.sm2Key(body) else { throw .libcrypto("PEM_read_bio_PUBKEY") }
            return Stanza(arguments: [SM2Key.name], body: try sm2.wrap(fileKey))
        }
    }

    /// Under a key pair made for this one stanza.
    private static func wrap(_ fileKey: borrowing Secret, for publicKey: [UInt8]) throws(VaultError) -> Stanza {
        let ephemeral = try CurveKey(privateKey: try Secret.random(32), for: .agreement)
        let share = try ephemeral.publicKey
        let shared = try agree(ephemeral, publicKey.span)
        let wrapping = try HKDF.derive(from: shared, salt: share + publicKey, info: Stanza.x25519Label)
        return try Stanza(arguments: ["X25519", text(share)], wrapping: fileKey, under: wrapping)
    }

    private static func wrap(_ fileKey: borrowing Secret, for ssh: SSHKey) throws(VaultError) -> Stanza {
        let ephemeral = try CurveKey(privateKey: try Secret.random(32), for: .agreement)
        let share = try ephemeral.publicKey
        let publicKey = try ssh.montgomery
        let tweak = try HKDF.derive(from: Secret(), salt: ssh.wire, info: Stanza.sshLabel)
        let plain = try agree(ephemeral, publicKey.span)
        let shared = try plain.withSpan { plain throws(VaultError) in
            try agree(CurveKey(privateKey: tweak, for: .agreement), plain)
        }
        let wrapping = try HKDF.derive(from: shared, salt: share + publicKey, info: Stanza.sshLabel)
        let tag = Array(try SHA256.hash(ssh.wire.span).bytes.prefix(4))
        return try Stanza(arguments: [SSHKey.name, text(tag), text(share)], wrapping: fileKey, under: wrapping)
    }

    private static func agree(_ key: borrowing CurveKey, _ point: Span<UInt8>) throws(VaultError) -> Secret {
        guard let shared = try key.agree(with: try CurveKey(publicKey: point, for: .agreement)) else {
            throw .keyFile(file: "recipient", line: 1, expected: "a key that is not of low order")
        }
        return shared
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encode(bytes), as: UTF8.self) }
}
