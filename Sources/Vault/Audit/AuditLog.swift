package import Foundation

/// The append-only record of every act on a call.
///
///     audit/events.jsonl                      one `AuditLine` an event
///     audit/checkpoints/<size>.checkpoint     signed notes
///
/// Appending is safe against a crash, which can at most cut the last line short, and against other processes, which
/// wait for the lock on the events. Whoever can write the folder and has the signing key can forge the log: keep
/// checkpoints elsewhere too.
package struct AuditLog: Sendable {
    package let folder: URL
    /// Names this log in its checkpoints.
    package let origin: String

    /// `origin` has neither space nor `+`.
    package init(folder: URL, origin: String = "aftercall.audit") {
        self.folder = folder
        self.origin = origin
    }

    package var eventsFile: URL { folder.appending(component: "events.jsonl") }
    package var checkpointsFolder: URL { folder.appending(component: "checkpoints") }

    /// Adds `entries` in their order and returns, when they are on the disk, the sequence numbers that they got.
    ///
    /// A line that a crash cut short is removed first. An entry over its limits refuses all of them.
    @discardableResult
    package func append(_ entries: [AuditEntry]) throws(VaultError) -> Range<Int> {
        for (index, entry) in entries.enumerated() {
            if let fault = entry.fault { throw .auditEntry(index: index, fault) }
        }
        var file = try openForAppending()
        let tail = try AuditTail(of: &file, eventsFile)
        if try file.size > tail.end { try file.truncate(to: tail.end) }
        try file.seek(to: tail.end)
        var text: [UInt8] = []
        var hash = try SHA256()
        let salts = try [UInt8].random(entries.count * AuditLine.saltLength)
        for (index, entry) in entries.enumerated() {
            let event = AuditEvent(sequence: tail.nextSequence + index, entry: entry)
            let start = index * AuditLine.saltLength
            let line = try AuditLine(event, salt: Array(salts[start..<start + AuditLine.saltLength]), hash: &hash)
            text += line.text
        }
        do {
            try file.write(text.span)
            try file.synchronize()
        } catch {
            // On a full disk the whole lines of a half-written batch must not stand as if they had been acknowledged.
            try? file.truncate(to: tail.end)
            throw error
        }
        return tail.nextSequence..<tail.nextSequence + entries.count
    }

    /// The events that `filter` matches, in their order, read without verifying the tree.
    package func events(_ filter: AuditFilter = AuditFilter()) throws(VaultError) -> [AuditEvent] {
        guard Folder.contains(eventsFile) else { return [] }
        var lines = LineReader(try File(reading: eventsFile))
        var events: [AuditEvent] = []
        var number = 0
        while let text = try lines.next() {
            number += 1
            guard let line = AuditLine(text.span) else { throw .auditLog(.malformed(line: number)) }
            if filter.matches(line.event) { events.append(line.event) }
        }
        return events
    }

    /// Checks the whole log and signs its root; returns the checkpoint that is there where no event came since.
    ///
    /// A log that does not verify is not signed.
    package func checkpoint(signedBy key: borrowing SigningKey) throws(VaultError) -> Checkpoint {
        let file = try openForAppending()
        let verifier = AuditVerifier(log: self, key: try key.verificationKey)
        let report = try verifier.report(holding: file)
        if let fault = report.fault { throw .auditLog(fault) }
        if let last = report.lastCheckpoint, last.size == report.events { return last }
        let checkpoint = try Checkpoint(origin: origin, size: report.events, root: report.root, signedBy: key)
        try AtomicFile.write(Array(checkpoint.note.utf8).span, to: checkpointFile(size: checkpoint.size))
        return checkpoint
    }

    /// Checks every event, the tree and every checkpoint.
    package func verify(with key: VerificationKey) throws(VaultError) -> AuditReport {
        let verifier = AuditVerifier(log: self, key: key)
        guard Folder.contains(eventsFile) else { return try verifier.reportOfNothing() }
        let file = try File(reading: eventsFile)
        try file.lock(exclusively: false)
        return try verifier.report(holding: file)
    }

    func checkpointFile(size: Int) -> URL {
        let digits = String(size)
        let zeros = String(repeating: "0", count: max(0, 12 - digits.count))
        return checkpointsFolder.appending(component: "\(zeros)\(digits).checkpoint")
    }

    private func openForAppending() throws(VaultError) -> File {
        let isNew = !Folder.contains(eventsFile)
        if isNew { try Folder.create(folder) }
        let file = try File(updating: eventsFile, creating: true)
        try file.lock(exclusively: true)
        if isNew { try Folder.synchronize(folder) }
        return file
    }
}

/// Where the last whole line of the log ends, and which number comes next.
private struct AuditTail {
    let end: Int
    let nextSequence: Int

    init(of file: inout File, _ url: URL) throws(VaultError) {
        let size = try file.size
        let start = max(0, size - 2 * AuditLine.maximumLength)
        var window: [UInt8] = []
        try file.seek(to: start)
        _ = try file.read(into: &window, upTo: size - start)
        guard let lineEnd = window.lastIndex(of: UInt8(ascii: "\n")) else {
            guard start == 0 else { throw .auditLog(.malformed(line: try Self.lastLine(of: url))) }
            end = 0
            nextSequence = 0
            return
        }
        let lineStart = window[..<lineEnd].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        guard let line = AuditLine(window.span.extracting(lineStart..<lineEnd)) else {
            throw .auditLog(.malformed(line: try Self.lastLine(of: url)))
        }
        end = start + lineEnd + 1
        nextSequence = line.event.sequence + 1
    }

    /// The number of the last line, for an error: costs a pass over the file.
    private static func lastLine(of url: URL) throws(VaultError) -> Int {
        var lines = LineReader(try File(reading: url))
        var number = 0
        while try lines.next() != nil { number += 1 }
        return number
    }
}
