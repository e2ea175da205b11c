/// Someone a file can be sealed to: an age X25519 public key, written `age1…`, or an SSH Ed25519 key.
package struct Recipient: Hashable, Sendable, CustomStringConvertible {
    static let prefix = "age"

    private enum Key: Hashable, Sendable {
        case x25519([UInt8])
        case ssh(SSHKey)
    }

    private let key: Key

    init(publicKey: [UInt8]) { key = .x25519(publicKey) }

    /// Nil where `text` is neither an X25519 recipient nor `ssh-ed25519 AAAA…`; what follows that is a comment.
    package init?(_ text: String) {
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
        }
    }

    /// Wraps a file key for this recipient, under a key pair made for this one stanza.
    func wrap(_ fileKey: borrowing Secret) throws(VaultError) -> Stanza {
        let ephemeral = try CurveKey(privateKey: try Secret.random(32), for: .agreement)
        let share = try ephemeral.publicKey
        switch key {
        case .x25519(let publicKey):
            let shared = try Self.agree(ephemeral, publicKey.span)
            let wrapping = try HKDF.derive(from: shared, salt: share + publicKey, info: Stanza.x25519Label)
            return try Stanza(arguments: ["X25519", Self.text(share)], wrapping: fileKey, under: wrapping)
        case .ssh(let ssh):
            let publicKey = try ssh.montgomery
            let tweak = try HKDF.derive(from: Secret(), salt: ssh.wire, info: Stanza.sshLabel)
            let plain = try Self.agree(ephemeral, publicKey.span)
            let shared = try plain.withSpan { plain throws(VaultError) in
                try Self.agree(CurveKey(privateKey: tweak, for: .agreement), plain)
            }
            let wrapping = try HKDF.derive(from: shared, salt: share + publicKey, info: Stanza.sshLabel)
            let tag = Array(try SHA256.hash(ssh.wire.span).bytes.prefix(4))
            return try Stanza(
                arguments: [SSHKey.name, Self.text(tag), Self.text(share)],
                wrapping: fileKey,
                under: wrapping
            )
        }
    }

    private static func agree(_ key: borrowing CurveKey, _ point: Span<UInt8>) throws(VaultError) -> Secret {
        guard let shared = try key.agree(with: try CurveKey(publicKey: point, for: .agreement)) else {
            throw .keyFile(file: "recipient", line: 1, expected: "a key that is not of low order")
        }
        return shared
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encode(bytes), as: UTF8.self) }
}
