internal import CSockets
internal import Foundation
internal import Vault

extension KeyShelf {
    /// The shelf for the recordings of a workspace; nil where this machine has no folder in memory for it.
    ///
    /// As a service that is the folder that systemd keeps for it until it stops for good, else one in `/dev/shm`.
    static func beside(workspace: String) -> KeyShelf? {
        guard let folder = place(workspace: workspace) else { return nil }
        let parent = folder.deletingLastPathComponent().path(percentEncoded: false)
        guard unsafe csockets_is_in_memory(parent) else { return nil }
        return KeyShelf(folder)
    }

    private static func place(workspace: String) -> URL? {
        let environment = ProcessInfo.processInfo.environment["RUNTIME_DIRECTORY"]
        if let folder = environment?.split(separator: ":").first {
            return URL(filePath: String(folder), directoryHint: .isDirectory).appending(component: "keys")
        }
        let home = URL(filePath: workspace, directoryHint: .isDirectory).standardizedFileURL.path(percentEncoded: false)
        guard let hash = try? SHA256.hash(Array(home.utf8).span) else { return nil }
        return URL(filePath: "/dev/shm", directoryHint: .isDirectory)
            .appending(component: "aftercall-\(geteuid())-\(hash.hex.prefix(16))")
    }
}
