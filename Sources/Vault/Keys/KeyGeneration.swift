package import Foundation

extension KeyRing {
    /// Makes what is missing and touches nothing that is there; the result names the files that were made.
    ///
    /// A role that has a recipients file is left alone, for its identity may live elsewhere. Each secret is on the disk
    /// before its public half, so that a killed run never leaves recipients whose identity nobody has.
    package func generateMissing(at time: Date) throws(VaultError) -> [String] {
        var made: [String] = []
        for role in Role.allCases where !Folder.contains(recipientsFile(of: role)) {
            if !Folder.contains(identityFile(of: role)) {
                try writeIdentity(to: identityFile(of: role), at: time)
                made.append(identityFile(of: role).lastPathComponent)
            }
            try write(try Self.recipients(ofIdentityIn: identityFile(of: role)), of: role)
            made.append(recipientsFile(of: role).lastPathComponent)
        }
        if !Folder.contains(verificationKeyFile) {
            if !Folder.contains(signingKeyFile) {
                try SigningKey.generate().write(to: signingKeyFile)
                made.append(signingKeyFile.lastPathComponent)
            }
            let pem = try signingKey().verificationKey.pem
            try AtomicFile.write(Array(pem.utf8).span, to: verificationKeyFile)
            made.append(verificationKeyFile.lastPathComponent)
        }
        if !Folder.contains(pseudonymKeyFile) {
            try Pseudonymiser.generateKey(at: pseudonymKeyFile)
            made.append(pseudonymKeyFile.lastPathComponent)
        }
        return made
    }

    /// Makes the identity that will take the place of the role's, or finds the one that a rotation that was cut off made.
    package func nextRecipient(of role: Role, at time: Date) throws(VaultError) -> Recipient {
        let file = nextIdentityFile(of: role)
        if !Folder.contains(file) { try writeIdentity(to: file, at: time) }
        let recipients = try Self.recipients(ofIdentityIn: file)
        guard let recipient = recipients.first else { throw .noRecipients }
        return recipient
    }

    /// Puts the next identity into the place of the role's, which is kept beside it under the end of its recipient; one that
    /// was lost, or lives elsewhere, is not.
    package func promoteNextIdentity(of role: Role) throws(VaultError) {
        let current = identityFile(of: role)
        if Folder.contains(current) { try retire(current) }
        try Folder.rename(nextIdentityFile(of: role), to: current)
    }

    private func retire(_ identity: URL) throws(VaultError) {
        guard let old = try Self.recipients(ofIdentityIn: identity).first else { throw .noRecipients }
        let mark = String(old.description.filter { $0.isLetter || $0.isNumber }.suffix(8))
        let name = "\(identity.lastPathComponent).retired-\(mark)"
        let retired = secrets.appending(component: name)
        guard !Folder.contains(retired) else { return }
        var text = try SecretFile.read(identity)
        try SecretFile.write(wiping: &text, to: retired)
    }

    /// The identity of `role`, sealed to a passphrase: a file that is fit to travel.
    ///
    /// In the SM profile it is PKCS#8 in PEM.
    package func export(
        _ role: Role,
        toPassphrase passphrase: Span<UInt8>,
        at url: URL
    ) throws {
        var text = try SecretFile.read(identityFile(of: role))
        defer { text.wipe() }
        let sealed =
            profile == .age
            ? try Sealing.encrypt(text.span, toPassphrase: passphrase)
            : try Identity(text: text.span).pem(sealedTo: passphrase)
        try AtomicFile.write(sealed.span, to: url)
    }

    /// Overwrites and removes the identity of `role`: from now on it lives elsewhere.
    package func removeIdentity(of role: Role) throws(VaultError) {
        let file = try File(updating: identityFile(of: role))
        try file.erase()
        try Folder.remove(identityFile(of: role))
        try Folder.synchronize(secrets)
    }

    /// The identities that the role had before, as `promoteNextIdentity` keeps them.
    package func retiredIdentityFiles(of role: Role) -> [URL] {
        let prefix = "\(identityFile(of: role).lastPathComponent).retired-"
        let names = (try? Folder.names(in: secrets)) ?? []
        return names.filter { $0.hasPrefix(prefix) }.sorted().map { secrets.appending(component: $0) }
    }

    package func nextIdentityFile(of role: Role) -> URL {
        secrets.appending(component: "\(stem(role)).identity.next")
    }

    private static func recipients(ofIdentityIn file: URL) throws(VaultError) -> [Recipient] {
        let identity = try identity(in: file)
        return try identity.recipients
    }

    private func writeIdentity(to file: URL, at time: Date) throws(VaultError) {
        let identity = try Identity.generate(profile)
        var key = identity.text
        defer { key.wipe() }
        var text = Array("# created: \(time.formatted(.iso8601))\n".utf8)
        text.reserveCapacity(2048)
        for recipient in try identity.recipients { text += Array("# public key: \(recipient)\n".utf8) }
        text += key
        try SecretFile.write(wiping: &text, to: file)
    }
}
