import Archive
package import Foundation
package import Vault

/// What a backup copied.
package struct BackupReport: Hashable, Sendable {
    package var state = 0
    package var vault = MirrorReport()
    package var quarantine = MirrorReport()
}

/// A backup of a workspace in a folder; everything in it is sealed.
///
///     state/…age      calls being recorded, inbox, archive, audit log, settings, rules, keys' public halves: sealed to
///                     compliance and escrow
///     vault/          payloads, copied once, and headers/, which follow: who is shredded here is shredded there
///     quarantine/     likewise
///
/// Secrets are not in it.
package struct Backup: Sendable {
    package let folder: URL

    package init(folder: URL) { self.folder = folder }

    var state: URL { folder.appending(component: "state") }
    /// The state before, while the new one takes its place.
    var previous: URL { folder.appending(component: "state.previous") }
    var vault: Vault { Vault(root: folder.appending(component: "vault")) }
    var quarantine: Vault { Vault(root: folder.appending(component: "quarantine")) }
    static let manifest = "manifest"
}

extension Site {
    /// Backs the workspace up while others may work in it; into the same folder again, it copies what is new.
    package func backUp(to backup: Backup) throws -> BackupReport {
        var report = BackupReport()
        try FileManager.default.createDirectory(at: backup.folder, withIntermediateDirectories: true)
        let partial = backup.folder.appending(component: "state.partial")
        if FileManager.default.fileExists(atPath: partial.path) { try FileManager.default.removeItem(at: partial) }
        report.state = try sealState(into: partial)
        // After the archive: what its snapshot names was in the vault then.
        report.vault = try vault.mirror(to: backup.vault)
        report.quarantine = try Vault(root: workspace.quarantine).mirror(to: backup.quarantine)
        if FileManager.default.fileExists(atPath: backup.previous.path) {
            try FileManager.default.removeItem(at: backup.previous)
        }
        if FileManager.default.fileExists(atPath: backup.state.path) {
            try FileManager.default.moveItem(at: backup.state, to: backup.previous)
        }
        try FileManager.default.moveItem(at: partial, to: backup.state)
        if FileManager.default.fileExists(atPath: backup.previous.path) {
            try FileManager.default.removeItem(at: backup.previous)
        }
        try note(.backedUp, backup.folder.lastPathComponent, details: ["files": "\(report.state)"])
        return report
    }

    /// Seals calls that are being recorded, the inbox, a snapshot of the archive, then all other files that are no payloads.
    ///
    /// That is the way a call goes, and its events after it: whatever moves on meanwhile is in both, and never in neither.
    private func sealState(into folder: URL) throws -> Int {
        let recipients = try recipients(of: .original)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var sums: [String] = []
        func seal(_ file: URL, as path: String) throws {
            let hash = try Sealing.encrypt(fileAt: file, to: recipients, at: folder.appending(path: "\(path).age"))
            sums.append("\(hash.hex)  \(path)\n")
        }
        func sealAll(_ paths: [String]) throws {
            for path in paths {
                do {
                    try seal(workspace.home.appending(path: path), as: path)
                } catch VaultError.notFound {
                    // It has moved on, to where we look next.
                    continue
                }
            }
        }
        // A recording grows: what it holds by now is sealed, and the recorder of a restored workspace delivers that.
        try sealAll(try stateFiles { $0 == "spool" })
        try sealAll(try stateFiles { $0 == "inbox" })
        let snapshot = folder.appending(component: "archive.partial")
        try archive.snapshot(to: snapshot.path)
        try seal(snapshot, as: workspace.archive.lastPathComponent)
        try FileManager.default.removeItem(at: snapshot)
        try sealAll(try stateFiles { $0 != "spool" && $0 != "inbox" })
        let manifest = try AtomicFile(at: folder.appending(component: "\(Backup.manifest).age"))
        try Sealing.encrypt(SealableBytes(sums.joined().utf8), to: recipients) { try manifest.write($0) }
        try manifest.commit()
        return sums.count
    }
}

extension Site {
    /// What is sealed file by file, sorted, of the folders and files at the top of the workspace that `isWanted` names:
    /// everything but the archive, payloads and their headers, and what is just being written.
    private func stateFiles(_ isWanted: (Substring) -> Bool) throws -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: workspace.home.path) else { return [] }
        let archive = workspace.archive.lastPathComponent
        var paths: [String] = []
        while let path = walk.nextObject() as? String {
            let isFile = walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular
            let parts = path.split(separator: "/")
            let isElsewhere =
                parts[0] == "vault" || parts[0].hasPrefix(archive)
                || (parts[0] == "quarantine" && !path.hasSuffix(".txt"))
            let isPassing = parts.contains { $0.hasPrefix(".") } || path.hasSuffix(AtomicFile.partialSuffix)
            if isFile, isWanted(parts[0]), !isElsewhere, !isPassing { paths.append(path) }
        }
        return paths.sorted()
    }
}
