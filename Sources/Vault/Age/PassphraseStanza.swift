extension Sealing {
    /// 2^18: what stock age takes, a second and 256 MiB.
    private static let workFactor = 18

    /// Encrypts `plain` to a passphrase (scrypt), as `age --passphrase` does; for small secrets.
    static func encrypt(_ plain: Span<UInt8>, toPassphrase passphrase: Span<UInt8>) throws -> [UInt8] {
        let salt = try [UInt8].random(16)
        let labelled = Array(Stanza.scryptLabel.utf8) + salt
        let wrapping = try Scrypt.derive(from: Secret(copying: passphrase), salt: labelled, logN: workFactor)
        var writer = try SealWriter(.age, chunksAtOnce: 1) { fileKey throws(VaultError) in
            let arguments = ["scrypt", String(decoding: Base64.encode(salt), as: UTF8.self), "\(workFactor)"]
            return [try Stanza(arguments: arguments, wrapping: fileKey, under: wrapping)]
        }
        var sealed = writer.header.bytes
        try writer.write(plain) { sealed.append($0) }
        try writer.finish { sealed.append($0) }
        return sealed
    }
}

extension Stanza {
    /// A stanza whose body is `fileKey`, sealed under `key`.
    init(arguments: [String], wrapping fileKey: borrowing Secret, under key: borrowing Secret) throws(VaultError) {
        var body: [UInt8] = []
        let cipher = try SealCipher(.age, key: key)
        try fileKey.withSpan { fileKey throws(VaultError) in
            try cipher.seal(fileKey, nonce: SealCipher.Nonce(repeating: 0), into: &body)
        }
        self.init(arguments: arguments, body: body)
    }
}
