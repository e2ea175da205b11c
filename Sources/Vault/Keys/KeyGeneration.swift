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
                try writeIdentity(of: role, at: time)
                made.append(identityFile(of: role).lastPathComponent)
            }
            try writeRecipients(of: role)
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

    private func writeIdentity(of role: Role, at time: Date) throws(VaultError) {
        let identity = try Identity.generate()
        var key = identity.text
        defer { key.wipe() }
        var text = Array("# created: \(time.formatted(.iso8601))\n".utf8)
        text.reserveCapacity(512)
        for recipient in try identity.recipients { text += Array("# public key: \(recipient)\n".utf8) }
        text += key
        try SecretFile.write(wiping: &text, to: identityFile(of: role))
    }

    private func writeRecipients(of role: Role) throws(VaultError) {
        var text = "# \(role.rawValue): files are sealed to these keys\n"
        for recipient in try identity(of: role).recipients { text += "\(recipient)\n" }
        try AtomicFile.write(Array(text.utf8).span, to: recipientsFile(of: role))
    }
}
