import Foundation
import Vault

/// A vault with keys, in a folder of its own.
struct Setting: ~Copyable {
    let folder: TemporaryFolder
    let ring: KeyRing
    let vault: Vault

    init(_ profile: SealProfile = .age) throws {
        let folder = try TemporaryFolder()
        ring = try KeyRing.filled(in: folder.url, profile)
        vault = Vault(root: folder.url.appending(component: "vault"))
        self.folder = folder
    }

    var vaultFiles: [String] { folder.files.filter { $0.hasPrefix("vault/") } }

    /// The header and the payload, one after the other: what stock age opens.
    func whole(_ path: String = "a.age") throws -> [UInt8] {
        let vault = folder.url.appending(component: "vault")
        return try vault.appending(path: "headers/\(path)").bytes + vault.appending(path: path).bytes
    }

    func seal(_ bytes: [UInt8], as path: String = "a.age", replacing: Bool = false) throws -> SealedRecording {
        try vault.seal(SealableBytes(bytes), as: path, to: try ring.recipients(of: [.compliance]), replacing: replacing)
    }

    func open(_ path: String = "a.age", as role: Role = .compliance) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try vault.open(path, with: try ring.identity(of: role)) { bytes += $0.array }
        return bytes
    }
}
