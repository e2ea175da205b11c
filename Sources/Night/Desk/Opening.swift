package import Archive
import Audio
package import Calls
import Foundation
package import Vault

/// What somebody asks to hear.
package struct OpeningRequest: Sendable {
    package var call: CallID
    /// Nil: the masked copy where there is one.
    package var kind: SealedKind?
    /// Only this stretch of it, as a WAV file of its own.
    package var span: TimeSpan?
    /// Nil: the role's own identity.
    package var identity: IdentitySource?

    package init(call: CallID, kind: SealedKind? = nil, span: TimeSpan? = nil, identity: IdentitySource? = nil) {
        self.call = call
        self.kind = kind
        self.span = span
        self.identity = identity
    }
}

extension Site {
    /// Decrypts a call's recording, or a stretch of it, into `sink`, and enters that in the audit log.
    ///
    /// The entry is made before the first byte is handed out, and whoever lacks the key learns nothing but that. Of a
    /// stretch, only the chunks it lies in are decrypted.
    package func open(
        _ request: OpeningRequest,
        asking prompt: IdentitySource.Prompt = { _ in nil },
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        let id = request.call
        let files = try archive.files(of: id)
        guard !files.isEmpty else {
            throw try archive.contains(id) ? NightError.noRecording : NightError.noSuchCall
        }
        // Without a wish, the copy that harms nobody.
        let wanted = request.kind ?? (files.contains { $0.kind == .masked } ? .masked : .original)
        guard let file = files.first(where: { $0.kind == wanted }) else { throw NightError.noRecording }
        let role: Role = wanted == .masked ? .qa : .compliance
        let identity =
            try request.identity?.identity(asking: prompt)
            ?? self.identity(of: role, for: vault.profile(of: file.path), asking: prompt)
        var details = ["copy": wanted.rawValue, "plain": file.plainSHA256]
        if let span = request.span { details["milliseconds"] = "\(span.start.count)-\(span.end.count)" }
        try note(.opened, id.description, details: details)
        guard let span = request.span else { return try vault.open(file.path, with: identity, into: sink) }
        var opened = try vault.file(file.path, with: identity)
        try opened.excerpt(span, into: sink)
    }

    /// The identity of a role, from where the settings say, else from the secrets folder; nil stands for the profile of the
    /// settings.
    package func identity(
        of role: Role,
        for profile: SealProfile? = nil,
        asking prompt: IdentitySource.Prompt = { _ in nil }
    ) throws -> Identity {
        let source = settings.identities[role] ?? .file(keys.of(profile ?? keys.profile).identityFile(of: role))
        return try source.identity(asking: prompt)
    }
}

extension SealedFile {
    /// Hands out a stretch of the WAV file that this one holds, as a WAV file.
    fileprivate mutating func excerpt(_ span: TimeSpan, into sink: (Span<UInt8>) throws -> Void) throws {
        let beginning = try read(0..<WAVExcerpt.searchedBytes)
        let excerpt: WAVExcerpt
        do {
            excerpt = try WAVExcerpt(of: span, beginning: beginning.span, size: size)
        } catch .noSound {
            throw NightError.behindTheEnd
        }
        try sink(excerpt.header.span)
        let length = 1 << 20
        for start in stride(from: excerpt.bytes.lowerBound, to: excerpt.bytes.upperBound, by: length) {
            let piece = try read(start..<min(start + length, excerpt.bytes.upperBound))
            try sink(piece.span)
        }
    }
}
