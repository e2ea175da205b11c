/// One recipient's part of a header: what it takes to get the file key, for whoever has the other half.
package struct Stanza: Hashable, Sendable {
    static let x25519Label = "age-encryption.org/v1/X25519"
    static let sshLabel = "age-encryption.org/v1/ssh-ed25519"
    static let scryptLabel = "age-encryption.org/v1/scrypt"
    /// A file key of 16 bytes and its tag.
    static let wrappedKeyLength = 32

    /// The kind, then what belongs to it; each of one or more printable ASCII characters.
    package let arguments: [String]
    package let body: [UInt8]
    /// Where in the header it began, for errors.
    let line: Int

    init(arguments: [String], body: [UInt8], line: Int = 0) {
        self.arguments = arguments
        self.body = body
        self.line = line
    }

    /// The stanza's lines, each ended; in the SM profile it is one.
    func text(in profile: SealProfile) -> [UInt8] {
        let head = "-> \(arguments.joined(separator: " "))"
        guard profile == .age else { return Array("\(head) \(Base64.encodePadded(body))\n".utf8) }
        var text = Array("\(head)\n".utf8)
        let encoded = Base64.encode(body)
        // The last line is always short of 64 columns, and therefore empty where the body fills whole lines.
        for start in stride(from: 0, through: encoded.count, by: 64) {
            text += encoded[start..<min(start + 64, encoded.count)] + [UInt8(ascii: "\n")]
        }
        return text
    }

    /// The file key, where `wrapping` is the key it was wrapped under.
    func open(under wrapping: borrowing Secret) throws(VaultError) -> Secret? {
        let cipher = try SealCipher(.age, key: wrapping)
        var plain = SecretBuffer(capacity: Self.wrappedKeyLength)
        let nonce = SealCipher.Nonce(repeating: 0)
        guard cipher.open(body.span, nonce: nonce, into: &plain) else { return nil }
        return plain.withSpan { Secret(copying: $0) }
    }
}
