/// Who can open files: the X25519 keys of an age identity file, or a passphrase.
///
/// Its keys are wiped when it goes.
package struct Identity: ~Copyable {
    static let prefix = "age-secret-key-"
    /// Files sealed to a passphrase with a work factor over this are refused: 2^20 takes 1 GiB of memory.
    static let maximumWorkFactor = 20

    /// X25519 private keys, 32 bytes each.
    private let keys: Secret
    /// Empty where there is none.
    private let passphrase: Secret

    /// Reads the text of an age identity file: `AGE-SECRET-KEY-1…` lines, comments and empty lines.
    ///
    /// `file` names the text in errors.
    package init(text: Span<UInt8>, file: String = "identity") throws(VaultError) {
        guard text.count <= 65536 else { throw .keyFile(file: file, line: 1, expected: "at most 64 KiB") }
        var found: [UInt8] = []
        // Growing would leave copies behind that nobody wipes.
        found.reserveCapacity(text.count)
        defer { found.wipe() }
        for (index, range) in Lines.ranges(in: text).enumerated() {
            let line = text.extracting(range)
            guard line.count > 0, line[0] != UInt8(ascii: "#") else { continue }
            guard var key = Bech32.decode(line, prefix: Self.prefix), key.count == 32 else {
                throw .keyFile(file: file, line: index + 1, expected: "AGE-SECRET-KEY-1…")
            }
            found += key
            key.wipe()
        }
        guard !found.isEmpty else { throw .keyFile(file: file, line: 1, expected: "AGE-SECRET-KEY-1…") }
        keys = Secret(copying: found.span)
        passphrase = Secret()
    }

    /// Opens files that were sealed to a passphrase (scrypt).
    package init(passphrase: Span<UInt8>) {
        keys = Secret()
        self.passphrase = Secret(copying: passphrase)
    }

    private init(keys: consuming Secret) {
        self.keys = keys
        passphrase = Secret()
    }

    /// A new X25519 key.
    package static func generate() throws(VaultError) -> Identity {
        Identity(keys: try Secret.random(32))
    }

    /// Whom to seal to so that this identity can open it; none for a passphrase.
    package var recipients: [Recipient] {
        get throws(VaultError) {
            var recipients: [Recipient] = []
            for start in stride(from: 0, to: keys.count, by: 32) {
                let key = try CurveKey(privateKey: keys.part(start..<start + 32), for: .agreement)
                recipients.append(Recipient(publicKey: try key.publicKey))
            }
            return recipients
        }
    }

    /// The lines `AGE-SECRET-KEY-1…`, each ended; the caller wipes them.
    var text: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(keys.count / 32 * 80)
        for start in stride(from: 0, to: keys.count, by: 32) {
            var line = keys.part(start..<start + 32).withSpan { Bech32.encode(prefix: Self.prefix, $0) }
            for character in line { text.append(character >= UInt8(ascii: "a") ? character - 32 : character) }
            text.append(UInt8(ascii: "\n"))
            line.wipe()
        }
        return text
    }

    /// The file key, from the first stanza that one of the keys opens.
    func unwrap(_ stanzas: [Stanza]) throws(VaultError) -> Secret {
        for stanza in stanzas {
            switch stanza.arguments[0] {
            case "X25519":
                if let fileKey = try unwrapX25519(stanza) { return fileKey }
            case "scrypt":
                guard stanzas.count == 1 else { throw .header(line: stanza.line, .scrypt) }
                if let fileKey = try unwrapScrypt(stanza) { return fileKey }
            default:
                continue
            }
        }
        throw .noMatchingIdentity
    }

    private func unwrapX25519(_ stanza: Stanza) throws(VaultError) -> Secret? {
        guard stanza.arguments.count == 2, let share = Base64.decode(Array(stanza.arguments[1].utf8).span),
            share.count == 32, stanza.body.count == Stanza.wrappedKeyLength
        else { throw .header(line: stanza.line, .x25519) }
        for start in stride(from: 0, to: keys.count, by: 32) {
            let key = try CurveKey(privateKey: keys.part(start..<start + 32), for: .agreement)
            guard let shared = try key.agree(with: try CurveKey(publicKey: share.span, for: .agreement)) else {
                throw .header(line: stanza.line, .x25519)
            }
            let wrapping = try HKDF.derive(
                from: shared,
                salt: share + (try key.publicKey),
                info: Stanza.x25519Label
            )
            if let fileKey = try stanza.open(under: wrapping) { return fileKey }
        }
        return nil
    }

    private func unwrapScrypt(_ stanza: Stanza) throws(VaultError) -> Secret? {
        guard stanza.arguments.count == 3, let salt = Base64.decode(Array(stanza.arguments[1].utf8).span),
            salt.count == 16, stanza.body.count == Stanza.wrappedKeyLength,
            let factor = Self.workFactor(stanza.arguments[2])
        else { throw .header(line: stanza.line, .scrypt) }
        guard factor <= Self.maximumWorkFactor else { throw .header(line: stanza.line, .workFactor) }
        guard passphrase.count > 0 else { return nil }
        let labelled = Array(Stanza.scryptLabel.utf8) + salt
        return try stanza.open(under: try Scrypt.derive(from: passphrase, salt: labelled, logN: factor))
    }

    /// A decimal number from 1, of at most 9 digits, without sign or leading zero.
    private static func workFactor(_ text: String) -> Int? {
        guard (1...9).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0"),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(text)
    }
}
