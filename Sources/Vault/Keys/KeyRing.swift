package import Foundation

/// The keys of a workspace: who to seal to, in one folder that may be read by all, and the secrets, in another.
///
///     keys/<role>.recipients      age recipients, one a line, `#` comments
///     keys/audit-signing.pub      Ed25519 public key, PEM
///     secrets/<role>.identity     as age-keygen writes it; in production kept elsewhere
///     keys/<role>.sm2.recipients, secrets/<role>.sm2.identity    likewise for the SM profile, `sm2:…` and PEM
///     secrets/audit-signing.key   Ed25519 private key, PKCS#8 PEM
///     secrets/pseudonym.key       32 bytes in hexadecimal
package struct KeyRing: Sendable {
    package let folder: URL
    package let secrets: URL
    /// Of whose keys these are: a workspace that changed its profile has those of both.
    package let profile: SealProfile

    package init(folder: URL, secrets: URL, profile: SealProfile = .age) {
        self.folder = folder
        self.secrets = secrets
        self.profile = profile
    }

    /// The keys of another profile in the same folders.
    package func of(_ profile: SealProfile) -> KeyRing { KeyRing(folder: folder, secrets: secrets, profile: profile) }

    package func recipientsFile(of role: Role) -> URL { folder.appending(component: "\(stem(role)).recipients") }
    package func identityFile(of role: Role) -> URL { secrets.appending(component: "\(stem(role)).identity") }

    /// What a role's files are called by.
    func stem(_ role: Role) -> String { profile == .age ? role.rawValue : "\(role.rawValue).sm2" }

    package var verificationKeyFile: URL { folder.appending(component: "audit-signing.pub") }
    package var signingKeyFile: URL { secrets.appending(component: "audit-signing.key") }
    package var pseudonymKeyFile: URL { secrets.appending(component: "pseudonym.key") }

    /// The roles that have recipients: one that came with a later release has none until its keys are made.
    package var roles: [Role] { Role.allCases.filter { Folder.contains(recipientsFile(of: $0)) } }

    /// Everyone who holds one of `roles`, each once, in the order of the roles and their files.
    package func recipients(of roles: [Role]) throws(VaultError) -> [Recipient] {
        var all: [Recipient] = []
        for role in roles {
            for recipient in try Self.recipients(in: recipientsFile(of: role)) where !all.contains(recipient) {
                all.append(recipient)
            }
        }
        return all
    }

    /// Writes who a role is: the keys that files are sealed to from now on.
    package func write(_ recipients: [Recipient], of role: Role) throws(VaultError) {
        guard try SealProfile(of: recipients) == profile else { throw .mixedProfiles }
        let lines = recipients.map { "\($0)\n" }.joined()
        let text = "# \(role.rawValue): files are sealed to these keys\n\(lines)"
        try AtomicFile.write(Array(text.utf8).span, to: recipientsFile(of: role), replacing: true)
    }

    /// The identity of `role`, from the secrets folder.
    package func identity(of role: Role) throws(VaultError) -> Identity {
        try Self.identity(in: identityFile(of: role))
    }

    /// The identity in any age identity file that only its owner can read.
    package static func identity(in url: URL) throws(VaultError) -> Identity {
        var text = try SecretFile.read(url)
        defer { text.wipe() }
        return try Identity(text: text.span, file: url.lastPathComponent)
    }

    package func signingKey() throws(VaultError) -> SigningKey { try SigningKey(contentsOf: signingKeyFile) }

    package func verificationKey() throws(VaultError) -> VerificationKey {
        try VerificationKey(contentsOf: verificationKeyFile)
    }

    package func pseudonymiser() throws(VaultError) -> Pseudonymiser {
        try Pseudonymiser(contentsOf: pseudonymKeyFile)
    }

    /// Reads a recipients file: at least one `age1…`, `sm2:…` or `ssh-ed25519 …` line, comments and empty lines; or an SM2
    /// public key in PEM, as `openssl pkey -pubout` writes it.
    package static func recipients(in url: URL) throws(VaultError) -> [Recipient] {
        var file = try File(reading: url)
        var text: [UInt8] = []
        _ = try file.read(into: &text, upTo: 65537)
        guard text.count <= 65536 else { throw .keyFile(file: file.name, line: 1, expected: "at most 64 KiB") }
        var recipients: [Recipient] = []
        let blocks = PEMBlock.all(in: text.span)
        for block in blocks {
            guard let key = SM2Key(publicKey: text.span.extracting(block.range)) else {
                throw .keyFile(file: file.name, line: block.line, expected: "an SM2 public key in PEM")
            }
            recipients.append(try Recipient(sm2: key))
        }
        for (index, range) in Lines.ranges(in: text.span).enumerated() {
            if blocks.contains(where: { $0.range.contains(range.lowerBound) }) { continue }
            let line = String(decoding: text[range], as: UTF8.self)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let recipient = Recipient(line) else {
                throw .keyFile(file: file.name, line: index + 1, expected: "age1…")
            }
            recipients.append(recipient)
        }
        guard !recipients.isEmpty else { throw .keyFile(file: file.name, line: 1, expected: "age1…") }
        return recipients
    }
}
