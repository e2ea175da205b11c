internal import Foundation

/// A signed statement that the first `size` events of a log have this root (C2SP tlog-checkpoint, signed-note).
///
///     <origin>
///     <size>
///     <base64 of the root>
///
///     — <origin> <base64 of four bytes of key id and the Ed25519 signature>
///
/// What is signed is the text before the empty line, its last line end included.
package struct Checkpoint: Hashable, Sendable {
    static let maximumLength = 4096

    /// Names the log and the key; without space and `+`.
    package let origin: String
    package let size: Int
    package let root: SHA256Digest
    /// Ed25519, 64 bytes.
    package let signature: [UInt8]
    let keyID: [UInt8]

    init(
        origin: String,
        size: Int,
        root: SHA256Digest,
        signedBy key: borrowing SigningKey
    ) throws(VaultError) {
        self.origin = origin
        self.size = size
        self.root = root
        keyID = try Self.keyID(origin: origin, key: try key.verificationKey)
        signature = try key.sign(Array(Self.text(origin, size, root).utf8).span)
    }

    /// Reads the file of a checkpoint; nil where it is not one of this origin and size.
    init?(contentsOf url: URL, origin: String, size: Int) throws(VaultError) {
        var file = try File(reading: url)
        var note: [UInt8] = []
        _ = try file.read(into: &note, upTo: Self.maximumLength + 1)
        self.init(note: note)
        guard self.size == size, self.origin == origin else { return nil }
    }

    /// Nil where `note` is not a checkpoint with one signature, written exactly as `note` writes it.
    package init?(note: [UInt8]) {
        guard note.count <= Self.maximumLength, let text = String(validating: note, as: UTF8.self) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 6, lines[3].isEmpty, lines[5].isEmpty, let size = Int(lines[1]), size >= 0,
            let root = Base64.decodePadded(Array(lines[2].utf8).span), root.count == 32
        else { return nil }
        let words = lines[4].split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, let signed = Base64.decodePadded(Array(words[2].utf8).span), signed.count == 68
        else { return nil }
        origin = lines[0]
        self.size = size
        self.root = SHA256Digest(bytes: root)
        keyID = Array(signed.prefix(4))
        signature = Array(signed.dropFirst(4))
        guard Array(self.note.utf8) == note else { return nil }
    }

    /// What is signed.
    package var text: String { Self.text(origin, size, root) }

    /// The whole signed note.
    package var note: String { "\(text)\n— \(origin) \(Base64.encodePadded(keyID + signature))\n" }

    package func isSigned(by key: VerificationKey) throws(VaultError) -> Bool {
        guard try keyID == Self.keyID(origin: origin, key: key) else { return false }
        return try key.verify(signature.span, of: Array(text.utf8).span)
    }

    private static func text(_ origin: String, _ size: Int, _ root: SHA256Digest) -> String {
        "\(origin)\n\(size)\n\(Base64.encodePadded(root.bytes))\n"
    }

    /// The first four bytes of SHA-256(name, LF, 0x01 for Ed25519, key).
    private static func keyID(origin: String, key: VerificationKey) throws(VaultError) -> [UInt8] {
        let named = Array(origin.utf8) + [0x0a, 0x01] + key.bytes
        return Array(try SHA256.hash(named.span).bytes.prefix(4))
    }
}
