import Archive
import Foundation
package import Vault

/// What a restored workspace holds.
package struct RestoreReport: Hashable, Sendable {
    package var state = 0
    package var payloads = 0
    /// Calls' sealed files that were opened and compared with the archive.
    package var opened = 0
    /// What is not as it should be, in words.
    package var faults: [String] = []
}

extension Workspace {
    /// Restores a backup into this workspace, which must not be there yet; `identity` is compliance's or escrow's.
    ///
    /// - Returns: how much was restored, and what is not what was backed up.
    /// - Throws: `NightError.workspaceExists`; `NightError.cannotRead` where there is no backup; what opening throws.
    package func restore(_ backup: Backup, with identity: borrowing Identity) throws -> RestoreReport {
        guard !FileManager.default.fileExists(atPath: home.path) else {
            throw NightError.workspaceExists(path: home.path)
        }
        guard
            let state = [backup.state, backup.previous].first(where: { FileManager.default.fileExists(atPath: $0.path) }
            )
        else { throw NightError.cannotRead(path: backup.state.path) }
        var report = RestoreReport()
        var manifest: [UInt8] = []
        let list = state.appending(component: "\(Backup.manifest).age")
        try Sealing.decrypt(fileAt: list, with: identity) { manifest += $0.bytes }
        for line in String(decoding: manifest, as: UTF8.self).split(separator: "\n") {
            let (hash, path) = (line.prefix(64), String(line.dropFirst(66)))
            let target = home.appending(path: path).standardizedFileURL
            guard target.path.hasPrefix(home.path + "/") else { throw VaultError.unsafePath }
            let output = try AtomicFile(at: target)
            var sum = try SHA256()
            try Sealing.decrypt(fileAt: state.appending(path: "\(path).age"), with: identity) { bytes in
                try sum.update(bytes)
                try output.write(bytes)
            }
            try output.commit()
            report.state += 1
            if try sum.finish().hex != hash { report.faults.append("\(path): not what was backed up") }
        }
        report.payloads += try backup.vault.mirror(to: Vault(root: vault)).copied
        report.payloads += try backup.quarantine.mirror(to: Vault(root: quarantine)).copied
        for folder in folders {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        return report
    }
}

extension Site {
    /// Proves a workspace whole: the archive, the audit log, and every sealed file that the archive names.
    package func prove(with identity: borrowing Identity) throws -> RestoreReport {
        var report = RestoreReport()
        report.faults += try archive.integrityProblems().map { "archive: \($0)" }
        if let fault = try audit.verify(with: keys.verificationKey()).fault {
            report.faults.append("audit log: \(fault)")
        }
        for file in try archive.allFiles() {
            do {
                guard try vault.sealedHash(of: file.path).hex == file.sealedSHA256 else {
                    report.faults.append("\(file.path): the payload is not the one that was sealed")
                    continue
                }
                var hash = try SHA256()
                try vault.open(file.path, with: identity) { try hash.update($0) }
                if try hash.finish().hex == file.plainSHA256 {
                    report.opened += 1
                } else {
                    report.faults.append("\(file.path): opens to something else")
                }
            } catch let error as VaultError {
                report.faults.append("\(file.path): \(error)")
            }
        }
        return report
    }
}
