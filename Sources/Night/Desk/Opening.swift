package import Archive
package import Calls
package import Foundation
import Vault

extension Site {
    /// Decrypts a call's recording to `target`, or hands it to `sink` piece by piece, and enters that in the audit log.
    ///
    /// The entry is made before the first byte is handed out, and whoever lacks the key learns nothing but that.
    package func open(
        _ id: CallID,
        _ kind: SealedKind?,
        identityFile: URL?,
        to target: URL?,
        sink: (Span<UInt8>) throws -> Void
    ) throws {
        let files = try archive.files(of: id)
        guard !files.isEmpty else {
            throw try archive.contains(id) ? NightError.noRecording : NightError.noSuchCall
        }
        // Without a wish, the copy that harms nobody.
        let wanted = kind ?? (files.contains { $0.kind == .masked } ? .masked : .original)
        guard let file = files.first(where: { $0.kind == wanted }) else { throw NightError.noRecording }
        let identity = try identity(for: wanted, file: identityFile)
        try note(.opened, id.description, details: ["copy": wanted.rawValue, "plain": file.plainSHA256])
        if let target {
            try vault.extract(file.path, with: identity, to: target)
        } else {
            try vault.open(file.path, with: identity, into: sink)
        }
    }

    /// The identity in `file`, else that of the role the copy is meant for, from the secrets folder.
    private func identity(for kind: SealedKind, file: URL?) throws -> Identity {
        if let file { return try KeyRing.identity(in: file) }
        return try keys.identity(of: kind == .masked ? .qa : .compliance)
    }
}
