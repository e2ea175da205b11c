import Archive
import Foundation
package import Vault

/// What became of the sealed files when keys changed.
package struct KeyChange: Hashable, Sendable {
    /// Files whose headers were written anew.
    package var rewrapped = 0
    /// Files that neither the old nor the new key opens, by path: restore them or look for their keys.
    package var unopened: [String] = []
    /// The new recipient, where a key was rotated.
    package var recipient: String?
}

extension Site {
    /// Gives a role a new key: what is sealed from now on and all headers that are here are for the new one.
    ///
    /// Payloads stay as they are. A rotation that was cut off is finished by the next one. `old` is where the old identity
    /// comes from, nil for the role's own; `new` a key that was made elsewhere, nil makes one in the folder of the secrets.
    /// Only keys and headers of one profile are changed: that of `new`, else `profile`, else the settings'.
    package func rotateKey(
        of role: Role,
        from old: IdentitySource? = nil,
        to new: Recipient? = nil,
        in profile: SealProfile? = nil,
        asking prompt: IdentitySource.Prompt = { _ in nil }
    ) throws -> KeyChange {
        let lock = try WorkspaceLock(workspace)
        let keys = keys.of(new?.profile ?? profile ?? keys.profile)
        let identity =
            try old?.identity(asking: prompt) ?? self.identity(of: role, for: keys.profile, asking: prompt)
        let recipient = try new ?? keys.nextRecipient(of: role, at: Date())
        let before = try identity.recipients
        var recipients = try keys.recipients(of: [role]).filter { !before.contains($0) && $0 != recipient }
        recipients.append(recipient)
        try keys.write(recipients, of: role)
        var change: KeyChange
        if new == nil {
            let next = try IdentitySource.file(keys.nextIdentityFile(of: role)).identity()
            change = try rewrap(keys, by: identity) { store, path in try store.opens(path, with: next) }
            try keys.promoteNextIdentity(of: role)
        } else {
            change = try rewrap(keys, by: identity) { _, _ in false }
        }
        change.recipient = recipient.description
        try note(
            .keyRotated,
            role.rawValue,
            details: [
                "from": before.map(\.description).joined(separator: " "), "to": recipient.description,
                "files": "\(change.rewrapped)",
            ]
        )
        try sealAudit()
        _ = consume lock
        return change
    }

    /// Takes a recipient out of every role and every header that is here.
    ///
    /// - Throws: `VaultError.noRecipients` where a role would be left with nobody.
    package func revoke(
        _ recipient: Recipient,
        by source: IdentitySource? = nil,
        asking prompt: IdentitySource.Prompt = { _ in nil }
    ) throws -> KeyChange {
        let lock = try WorkspaceLock(workspace)
        let keys = keys.of(recipient.profile)
        let roles = try keys.roles.filter { try keys.recipients(of: [$0]).contains(recipient) }
        let left = try roles.map { role in try keys.recipients(of: [role]).filter { $0 != recipient } }
        // All or none: a role without anybody would leave its files to nobody.
        guard left.allSatisfy({ !$0.isEmpty }) else { throw VaultError.noRecipients }
        for (role, recipients) in zip(roles, left) { try keys.write(recipients, of: role) }
        let identity =
            try source?.identity(asking: prompt)
            ?? self.identity(of: .compliance, for: keys.profile, asking: prompt)
        let change = try rewrap(keys, by: identity) { _, _ in false }
        try note(.keyRevoked, recipient.description, details: ["files": "\(change.rewrapped)"])
        try sealAudit()
        _ = consume lock
        return change
    }

    /// Writes every header of the keys' profile anew, to those who are in the roles now.
    ///
    /// `isDone` tells of a file that `identity` does not open whether it was written before a change was cut off.
    private func rewrap(
        _ keys: KeyRing,
        by identity: borrowing Identity,
        isDone: (Vault, String) throws -> Bool
    ) throws -> KeyChange {
        let originals = try keys.recipients(of: .original)
        let masked = try keys.recipients(of: .masked)
        let kinds = Dictionary(uniqueKeysWithValues: try archive.allFiles().map { ($0.path, $0.kind) })
        var change = KeyChange()
        for store in [vault, Vault(root: workspace.quarantine)] {
            for path in try store.paths() where try store.profile(of: path) == keys.profile {
                // By the archive, and for a copy that no row names any more, by its name.
                let isMasked = kinds[path] == .masked || path.hasSuffix(".\(SealedKind.masked.rawValue).age")
                let recipients = isMasked ? masked : originals
                if try store.rewrap(path, to: recipients, by: identity) {
                    change.rewrapped += 1
                } else if try !isDone(store, path) {
                    change.unopened.append(path)
                    continue
                }
                guard kinds[path] != nil else { continue }
                try archive.setRecipients(recipients.map(\.description), ofFile: path)
            }
        }
        return change
    }
}
