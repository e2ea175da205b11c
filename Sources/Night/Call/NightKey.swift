import Foundation
package import Vault

/// The key of recordings that were sealed as they were said; fetched when the first of them is met.
final class NightKey: Sendable {
    /// That of the role, and then those that it had before: some recordings came before the key was changed.
    private let identities: [SharedIdentity]

    /// - Parameter sources: Where the role's identity comes from, then those that it had before.
    init(_ sources: [IdentitySource]) { identities = sources.map { SharedIdentity($0) } }

    /// Hands what is in a sealed file to `sink` as it proves authentic; a recorder that was killed may have left it unfinished.
    ///
    /// What `sink` got before an error must not be taken for the file. It gets nothing before a key fits.
    func decrypt(_ url: URL, into sink: (Span<UInt8>) throws -> Void) throws {
        for shared in identities {
            let identity = try shared.identity()
            do {
                _ = try Sealing.decrypt(growingAt: url, with: identity, into: sink)
                return
            } catch VaultError.noMatchingIdentity {
                continue
            }
        }
        throw VaultError.noMatchingIdentity
    }
}

extension Site {
    /// The key by which the night opens recordings that the recorder sealed.
    func nightKey() -> NightKey {
        let current = settings.identities[.night] ?? .file(keys.identityFile(of: .night))
        // Of the other profile, too: recordings may have come before the settings were changed.
        let others = SealProfile.allCases.filter { $0 != keys.profile }.map { keys.of($0).identityFile(of: .night) }
        let files = others.filter { FileManager.default.fileExists(atPath: $0.path) }
        let retired = SealProfile.allCases.flatMap { keys.of($0).retiredIdentityFiles(of: .night) }
        return NightKey([current] + (files + retired).map { .file($0) })
    }
}

extension Workspace {
    /// Whom the recorder seals to where `record.seal` is `live`: the night, and escrow for the day when its key is lost.
    package func liveRecipients(_ settings: Settings) throws -> [Recipient] {
        try keyRing(settings).recipients(of: [.night, .escrow])
    }
}
