import Archive
import Calls
import Foundation
import Masking
import Synchronization
import Vault

extension Night {
    /// Seals a file that facts came from, enters it in the ledger, and leaves it where it is.
    func keep(_ file: InboxFile, kind: String, rows: Int = 0, rejected: [RejectedRow] = []) throws {
        let path = "sources/\(file.sha256).age"
        _ = try seal(file, in: site.vault, as: path)
        try site.archive.commit(
            SourceRecord(
                sha256: file.sha256,
                name: tools.masker.fileName(file.name),
                kind: kind,
                bytes: file.size,
                rows: rows,
                state: .sealed,
                path: "vault/\(path)"
            ),
            rejected: rejected,
            events: [event(.ingested, file, ["kind": kind, "rows": "\(rows)", "rejected": "\(rejected.count)"])],
            run: run
        )
    }

    /// Seals a file that nobody can use into the quarantine, with the reason beside it, and leaves it where it is.
    func quarantine(_ file: InboxFile, reason: String, mend: String) throws {
        let path = "\(file.sha256.prefix(16)).age"
        let quarantine = Vault(root: site.workspace.quarantine)
        _ = try seal(file, in: quarantine, as: path)
        let name = tools.masker.fileName(file.name)
        let note = "file: \(name)\nsha256: \(file.sha256)\nbytes: \(file.size)\nreason: \(reason)\nmend: \(mend)\n"
        try AtomicFile.write(
            Array(note.utf8).span,
            to: site.workspace.quarantine.appending(path: "\(file.sha256.prefix(16)).txt"),
            replacing: true
        )
        try site.archive.commit(
            SourceRecord(
                sha256: file.sha256,
                name: name,
                kind: file.kind.rawValue,
                bytes: file.size,
                state: .quarantined,
                path: "quarantine/\(path)",
                reason: reason,
                mend: mend
            ),
            rejected: [],
            events: [event(.quarantined, file, ["reason": reason])],
            run: run
        )
    }

    /// Seals a file as it came.
    ///
    /// - Throws: `ChangedFile` where it is no longer what was hashed when the run began; the sealed copy is gone then.
    func seal(_ file: InboxFile, in vault: Vault, as path: String) throws -> SealedRecording {
        let recipients = try site.recipients(of: .original)
        let content = InboxContent(file: file, key: tools.nightKey)
        return try sealing.oneAtATime {
            let sealed = try vault.seal(content, as: path, to: recipients, replacing: true)
            guard sealed.plainSHA256.hex == file.sha256 else {
                try vault.destroy(path)
                throw ChangedFile(file: file)
            }
            return sealed
        }
    }

    /// Takes a file out of the inbox whose content is sealed and in the ledger.
    func remove(_ file: InboxFile) throws {
        do {
            try FileManager.default.removeItem(at: file.url)
        } catch CocoaError.fileNoSuchFile {
            return
        }
    }

    private func event(_ act: AuditAct, _ file: InboxFile, _ details: [String: String]) -> PendingEvent {
        PendingEvent(time: Clock.now.milliseconds, act: act.rawValue, object: "sha256:\(file.sha256)", details: details)
    }
}

/// Keeps two calls' files of the same content, as of two empty transcripts, from being sealed to one place at a time.
final class SealingOrder: Sendable {
    private let turn = Mutex(())

    func oneAtATime<Result>(_ body: () throws -> Result) rethrows -> Result { try turn.withLock { _ in try body() } }
}

/// A file that changed between the beginning of the run and its sealing: somebody is still writing it.
struct ChangedFile: Error {
    /// Nil for a call that had no file.
    var file: InboxFile?

    func mishap(masker: Masker) -> Mishap {
        Mishap(
            subject: file.map { masker.fileName($0.name) } ?? "inbox",
            problem: "it changed while it was read, and waits for the next run",
            mend: "write files under a hidden name and rename them into the inbox when they are whole"
        )
    }
}
