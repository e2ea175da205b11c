/// Someone a file can be sealed to: an age X25519 public key, written `age1…`.
package struct Recipient: Hashable, Sendable, CustomStringConvertible {
    static let prefix = "age"
    let publicKey: [UInt8]

    init(publicKey: [UInt8]) { self.publicKey = publicKey }

    /// Nil where `text` is not an X25519 recipient.
    package init?(_ text: String) {
        guard text.utf8.count <= 128, text == text.lowercased(),
            let bytes = Bech32.decode(Array(text.utf8).span, prefix: Self.prefix), bytes.count == 32
        else { return nil }
        publicKey = bytes
    }

    package var description: String {
        String(decoding: Bech32.encode(prefix: Self.prefix, publicKey.span), as: UTF8.self)
    }

    /// Wraps a file key for this recipient, under a key pair made for this one stanza.
    func wrap(_ fileKey: borrowing Secret) throws(VaultError) -> Stanza {
        let ephemeral = try CurveKey(privateKey: try Secret.random(32), for: .agreement)
        let share = try ephemeral.publicKey
        guard let shared = try ephemeral.agree(with: try CurveKey(publicKey: publicKey.span, for: .agreement)) else {
            throw .keyFile(file: "recipient", line: 1, expected: "a key that is not of low order")
        }
        let wrapping = try HKDF.derive(from: shared, salt: share + publicKey, info: Stanza.x25519Label)
        return try Stanza(
            arguments: ["X25519", String(decoding: Base64.encode(share), as: UTF8.self)],
            wrapping: fileKey,
            under: wrapping
        )
    }
}
