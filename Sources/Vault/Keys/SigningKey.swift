package import Foundation

/// An Ed25519 key that signs the audit log's checkpoints (RFC 8032); wiped when it goes.
package struct SigningKey: ~Copyable {
    private let seed: Secret

    private init(seed: consuming Secret) { self.seed = seed }

    package static func generate() throws(VaultError) -> SigningKey {
        SigningKey(seed: try Secret.random(32))
    }

    /// Reads PKCS#8 PEM (RFC 8410), as `openssl genpkey -algorithm ed25519` writes it, from a file only its owner can read.
    package init(contentsOf url: URL) throws(VaultError) {
        var text = try SecretFile.read(url)
        defer { text.wipe() }
        seed = try PEM.privateKey.decode(text.span, file: url.lastPathComponent)
    }

    /// Writes PKCS#8 PEM to a new file that only its owner can read.
    package func write(to url: URL) throws(VaultError) {
        var text = seed.withSpan { PEM.privateKey.encode($0) }
        try SecretFile.write(wiping: &text, to: url)
    }

    package var verificationKey: VerificationKey {
        get throws(VaultError) {
            VerificationKey(bytes: try CurveKey(privateKey: seed, for: .signature).publicKey)
        }
    }

    /// A signature of 64 bytes.
    package func sign(_ message: Span<UInt8>) throws(VaultError) -> [UInt8] {
        try CurveKey(privateKey: seed, for: .signature).sign(message)
    }
}

/// The public half of a `SigningKey`.
package struct VerificationKey: Hashable, Sendable {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads SubjectPublicKeyInfo PEM (RFC 8410), as `openssl pkey -pubout` writes it.
    package init(contentsOf url: URL) throws(VaultError) {
        var file = try File(reading: url)
        var text: [UInt8] = []
        _ = try file.read(into: &text, upTo: SecretFile.maximumLength)
        bytes = try PEM.publicKey.decode(text.span, file: url.lastPathComponent).withSpan { [UInt8]($0) }
    }

    /// SubjectPublicKeyInfo PEM.
    package var pem: String { String(decoding: PEM.publicKey.encode(bytes.span), as: UTF8.self) }

    /// Whether `signature` is the key's signature of `message`.
    package func verify(_ signature: Span<UInt8>, of message: Span<UInt8>) throws(VaultError) -> Bool {
        try CurveKey(publicKey: bytes.span, for: .signature).verify(signature, of: message)
    }
}

/// An Ed25519 key in PEM: a fixed DER beginning (RFC 8410 §4, §7), then the key's 32 bytes.
private struct PEM {
    let label: String
    let beginning: [UInt8]

    static let privateKey = PEM(
        label: "PRIVATE KEY",
        beginning: [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]
    )
    static let publicKey = PEM(
        label: "PUBLIC KEY",
        beginning: [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
    )

    func encode(_ key: Span<UInt8>) -> [UInt8] {
        var der = beginning
        der.reserveCapacity(64)
        der.append(key)
        defer { der.wipe() }
        // Both kinds fit on one line of 64 columns.
        return Array("-----BEGIN \(label)-----\n\(Base64.encodePadded(der))\n-----END \(label)-----\n".utf8)
    }

    func decode(_ text: Span<UInt8>, file: String) throws(VaultError) -> Secret {
        let lines = Lines.ranges(in: text)
        let expected = "an Ed25519 \(label) in PEM"
        guard lines.count >= 3 else { throw .keyFile(file: file, line: 1, expected: expected) }
        guard [UInt8](text.extracting(lines[0])) == Array("-----BEGIN \(label)-----".utf8) else {
            throw .keyFile(file: file, line: 1, expected: expected)
        }
        var der = Base64.decodePadded(text.extracting(lines[1])) ?? []
        defer { der.wipe() }
        guard der.count == beginning.count + 32, der.starts(with: beginning) else {
            throw .keyFile(file: file, line: 2, expected: expected)
        }
        guard [UInt8](text.extracting(lines[2])) == Array("-----END \(label)-----".utf8) else {
            throw .keyFile(file: file, line: 3, expected: expected)
        }
        return Secret(copying: der.span.extracting(beginning.count..<der.count))
    }
}
