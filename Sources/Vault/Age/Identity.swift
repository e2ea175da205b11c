/// Who can open files: the X25519 keys of an age identity file, SM2 keys in PEM, or a passphrase.
///
/// Its keys are wiped when it goes.
package struct Identity: ~Copyable {
    static let prefix = "age-secret-key-"
    /// Files sealed to a passphrase with a work factor over this are refused: 2^20 takes 1 GiB of memory.
    static let maximumWorkFactor = 20

    /// X25519 private keys, 32 bytes each.
    private let keys: Secret
    /// SM2 private keys in PEM, one after the other.
    private let pem: Secret
    /// Empty where there is none.
    private let passphrase: Secret

    /// Reads the text of an age identity file: `AGE-SECRET-KEY-1…` lines, comments and empty lines; and SM2 keys in PEM,
    /// as `openssl genpkey -algorithm SM2` writes them.
    ///
    /// `file` names the text in errors.
    package init(text: Span<UInt8>, file: String = "identity") throws(VaultError) {
        guard text.count <= 65536 else { throw .keyFile(file: file, line: 1, expected: "at most 64 KiB") }
        var found: [UInt8] = []
        // Growing would leave copies behind that nobody wipes.
        found.reserveCapacity(text.count)
        defer { found.wipe() }
        let blocks = PEMBlock.all(in: text)
        for (index, range) in Lines.ranges(in: text).enumerated() {
            let line = text.extracting(range)
            if blocks.contains(where: { $0.range.contains(range.lowerBound) }) { continue }
            guard line.count > 0, line[0] != UInt8(ascii: "#") else { continue }
            guard var key = Bech32.decode(line, prefix: Self.prefix), key.count == 32 else {
                throw .keyFile(file: file, line: index + 1, expected: "AGE-SECRET-KEY-1…")
            }
            found += key
            key.wipe()
        }
        guard !found.isEmpty || !blocks.isEmpty else {
            throw .keyFile(file: file, line: 1, expected: "AGE-SECRET-KEY-1…")
        }
        var pem: [UInt8] = []
        pem.reserveCapacity(text.count + blocks.count)
        defer { pem.wipe() }
        for block in blocks {
            let key = text.extracting(block.range)
            guard SM2Key(privateKey: key) != nil else {
                throw .keyFile(file: file, line: block.line, expected: "an SM2 private key in PEM")
            }
            pem.append(key)
            pem.append(UInt8(ascii: "\n"))
        }
        keys = Secret(copying: found.span)
        self.pem = Secret(copying: pem.span)
        passphrase = Secret()
    }

    /// Opens files that were sealed to a passphrase (scrypt).
    package init(passphrase: Span<UInt8>) {
        keys = Secret()
        pem = Secret()
        self.passphrase = Secret(copying: passphrase)
    }

    private init(keys: consuming Secret = Secret(), pem: consuming Secret = Secret()) {
        self.keys = keys
        self.pem = pem
        passphrase = Secret()
    }

    /// A new key, of X25519 or for the SM profile of SM2.
    package static func generate(_ profile: SealProfile = .age) throws(VaultError) -> Identity {
        guard profile == .sm else { return Identity(keys: try Secret.random(32)) }
        var pem = try SM2Key.generate().privatePEM
        return Identity(pem: Secret(wiping: &pem))
    }

    /// Whom to seal to so that this identity can open it; none for a passphrase.
    package var recipients: [Recipient] {
        get throws(VaultError) {
            var recipients: [Recipient] = []
            for start in stride(from: 0, to: keys.count, by: 32) {
                let key = try CurveKey(privateKey: keys.part(start..<start + 32), for: .agreement)
                recipients.append(Recipient(publicKey: try key.publicKey))
            }
            let blocks = pem.withSpan { PEMBlock.all(in: $0).map(\.range) }
            for block in blocks {
                guard let key = sm2Key(block) else { continue }
                recipients.append(try Recipient(sm2: key))
            }
            return recipients
        }
    }

    private func sm2Key(_ block: Range<Int>) -> SM2Key? { pem.withSpan { SM2Key(privateKey: $0.extracting(block)) } }

    /// The lines `AGE-SECRET-KEY-1…` and the keys in PEM, each ended; the caller wipes them.
    var text: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(keys.count / 32 * 80 + pem.count)
        for start in stride(from: 0, to: keys.count, by: 32) {
            var line = keys.part(start..<start + 32).withSpan { Bech32.encode(prefix: Self.prefix, $0) }
            for character in line { text.append(character >= UInt8(ascii: "a") ? character - 32 : character) }
            text.append(UInt8(ascii: "\n"))
            line.wipe()
        }
        pem.withSpan { text.append($0) }
        return text
    }

    /// The keys in PEM, sealed to a passphrase.
    func pem(sealedTo passphrase: Span<UInt8>) throws(VaultError) -> [UInt8] {
        var text: [UInt8] = []
        for block in pem.withSpan({ PEMBlock.all(in: $0).map(\.range) }) {
            guard let key = sm2Key(block) else { continue }
            text += try key.privatePEM(sealedTo: passphrase)
        }
        return text
    }

    /// The file key, from the first stanza that one of the keys opens.
    func unwrap(_ stanzas: [Stanza]) throws(VaultError) -> Secret {
        for stanza in stanzas {
            switch stanza.arguments[0] {
            case "X25519":
                if let fileKey = try unwrapX25519(stanza) { return fileKey }
            case SM2Key.name:
                if let fileKey = unwrapSM2(stanza) { return fileKey }
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

    private func unwrapSM2(_ stanza: Stanza) -> Secret? {
        for block in pem.withSpan({ PEMBlock.all(in: $0).map(\.range) }) {
            guard let key = sm2Key(block), let fileKey = key.unwrap(stanza.body) else { continue }
            if fileKey.count == SealProfile.sm.fileKeyLength { return fileKey }
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
