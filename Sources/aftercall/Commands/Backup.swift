import ArgumentParser
import Foundation
import Night
import Vault

struct BackUp: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract:
            "Back the workspace up into a folder; everything in it is sealed, so that any tool may carry it away.",
        discussion: """
            Into the same folder again, it copies what is new. Secret keys are not in it: back those up apart. Keep copies
            of the folder 'vault/headers' no longer than you have to: who is shredded here is shredded there by the next
            backup, but not in older copies.
            Examples:
              aftercall backup /mnt/backup/aftercall
              aftercall restore /mnt/backup/aftercall --home /tmp/drill --identity escrow.identity --verify
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The folder, outside of the workspace.") var folder: String

    func run() throws {
        let site = try Site(options.workspace)
        let target = URL(filePath: folder, directoryHint: .isDirectory).standardizedFileURL
        guard !(target.path + "/").hasPrefix(options.workspace.home.path + "/") else {
            throw ValidationError("a backup inside of what it backs up is none")
        }
        let report = try site.backUp(to: Backup(folder: target))
        guard !Terminal.isUnattended else { return }
        let copied = report.vault.copied + report.quarantine.copied
        let shredded = report.vault.shredded + report.quarantine.shredded
        Terminal.say("\(report.state) files of state, \(copied) new recordings and sources, \(shredded) shredded")
    }
}

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Restore a backup into a new workspace, and prove that it is whole.",
        discussion: """
            With --verify the archive and the audit log are checked and every recording is opened; ends with 4 where
            something is not as it was.
            Example:
              aftercall restore /mnt/backup/aftercall --home /var/lib/aftercall --identity escrow.identity --verify
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var key: IdentityOption
    @Argument(help: "The folder of the backup.") var folder: String
    @Flag(help: "Open everything and compare.") var verify = false

    func run() throws {
        guard let source = try key.source else { throw ValidationError("name a key with --identity") }
        let identity = try source.identity(asking: IdentityOption.passphrase)
        let backup = Backup(folder: URL(filePath: folder, directoryHint: .isDirectory))
        let restored = try options.workspace.restore(backup, with: identity)
        Terminal.say("\(restored.state) files of state and \(restored.payloads) recordings and sources are restored")
        var faults = restored.faults
        if verify {
            let proof = try Site(options.workspace).prove(with: identity)
            Terminal.say("\(proof.opened) recordings open and are what was sealed")
            faults += proof.faults
        }
        for fault in faults { Complaint(fault, hint: "take another backup").print() }
        if !faults.isEmpty { throw ExitCode(4) }
    }
}
