package import Foundation

/// One stretch of the audit log, a month as a rule, with a tree of its own.
///
///     events.jsonl                      one `AuditLine` an event
///     checkpoints/<size>.checkpoint     signed notes
///     checkpoints/<size>.checkpoint.tsr when they were there, by a time-stamping authority (RFC 3161)
package struct AuditSegment: Sendable {
    package let folder: URL
    /// Names this segment in its checkpoints.
    package let origin: String

    /// The folder's name, such as `2026-11`.
    package var name: String { folder.lastPathComponent }
    package var eventsFile: URL { folder.appending(component: "events.jsonl") }
    package var checkpointsFolder: URL { folder.appending(component: "checkpoints") }

    /// A line of the log, for who checks or exports it.
    package struct Line: Hashable, Sendable {
        /// Nil where it was erased.
        package let event: AuditEvent?
        package let leaf: SHA256Digest
        /// As it stands there, without its end.
        package let text: String
    }

    /// The first `size` lines.
    package func lines(upTo size: Int) throws(VaultError) -> [Line] {
        var lines: [Line] = []
        try forEachLine { line throws(VaultError) in
            guard lines.count < size else { return }
            let text = String(decoding: line.text.dropLast(), as: UTF8.self)
            lines.append(Line(event: line.event, leaf: line.leaf, text: text))
        }
        return lines
    }

    /// The hashes of all events, in their order.
    package func leaves() throws(VaultError) -> [SHA256Digest] {
        var leaves: [SHA256Digest] = []
        try forEachLine { line throws(VaultError) in leaves.append(line.leaf) }
        return leaves
    }

    /// Calls `body` with each whole line.
    func forEachLine(_ body: (AuditLine) throws(VaultError) -> Void) throws(VaultError) {
        guard Folder.contains(eventsFile) else { return }
        var lines = LineReader(try File(reading: eventsFile))
        var number = 0
        while let text = try lines.next() {
            number += 1
            guard let line = AuditLine(text.span) else { throw .auditLog(.malformed(line: number)) }
            try body(line)
        }
    }

    /// Adds `entries` to `file`, which the caller has locked, and returns when they are on the disk.
    ///
    /// A line that a crash cut short is removed first. `first` is the number of the segment's first event.
    func append(_ entries: [AuditEntry], to file: inout File, first: Int = 0) throws(VaultError) -> Range<Int> {
        let tail = try AuditTail(of: &file, eventsFile, first: first)
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

    /// Opens the events for adding to them, and waits until nobody else does.
    func open() throws(VaultError) -> File {
        let isNew = !Folder.contains(eventsFile)
        if isNew { try Folder.create(folder) }
        let file = try File(updating: eventsFile, creating: true)
        try file.lock(exclusively: true)
        if isNew { try Folder.synchronize(folder) }
        return file
    }

    func checkpointFile(size: Int) -> URL {
        let digits = String(size)
        let zeros = String(repeating: "0", count: max(0, 12 - digits.count))
        return checkpointsFolder.appending(component: "\(zeros)\(digits).checkpoint")
    }

    /// The checkpoint of that size; nil where its file is not one.
    package func checkpoint(size: Int) throws(VaultError) -> Checkpoint? {
        try Checkpoint(contentsOf: checkpointFile(size: size), origin: origin, size: size)
    }

    /// The answer of a time-stamping authority that was kept for a checkpoint; nil where there is none.
    package func timeStamp(size: Int) throws(VaultError) -> [UInt8]? {
        let url = timeStampFile(size: size)
        guard Folder.contains(url) else { return nil }
        var file = try File(reading: url)
        var der: [UInt8] = []
        _ = try file.read(into: &der, upTo: TimeStamp.maximumLength + 1)
        return der
    }

    /// Keeps what proves when a checkpoint was there, beside it.
    package func keep(_ stamp: TimeStamp, size: Int) throws(VaultError) {
        try AtomicFile.write(stamp.der.span, to: timeStampFile(size: size), replacing: true)
    }

    private func timeStampFile(size: Int) -> URL { checkpointFile(size: size).appendingPathExtension("tsr") }

    /// Which sizes the folder has checkpoints for, rising.
    package func checkpointSizes() throws(VaultError) -> [Int] {
        guard Folder.contains(checkpointsFolder) else { return [] }
        return try Folder.names(in: checkpointsFolder).compactMap { name in
            Int(name.prefix { $0 != "." }).flatMap { checkpointFile(size: $0).lastPathComponent == name ? $0 : nil }
        }.sorted()
    }
}

/// Where the last whole line of the log ends, and which number comes next.
private struct AuditTail {
    let end: Int
    let nextSequence: Int

    init(of file: inout File, _ url: URL, first: Int) throws(VaultError) {
        let size = try file.size
        let start = max(0, size - 2 * AuditLine.maximumLength)
        var window: [UInt8] = []
        try file.seek(to: start)
        _ = try file.read(into: &window, upTo: size - start)
        guard let lineEnd = window.lastIndex(of: UInt8(ascii: "\n")) else {
            guard start == 0 else { throw .auditLog(.malformed(line: try Self.lastLine(of: url))) }
            end = 0
            nextSequence = first
            return
        }
        let lineStart = window[..<lineEnd].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        guard let line = AuditLine(window.span.extracting(lineStart..<lineEnd)) else {
            throw .auditLog(.malformed(line: try Self.lastLine(of: url)))
        }
        end = start + lineEnd + 1
        nextSequence = line.sequence + 1
    }

    /// The number of the last line, for an error: costs a pass over the file.
    private static func lastLine(of url: URL) throws(VaultError) -> Int {
        var lines = LineReader(try File(reading: url))
        var number = 0
        while try lines.next() != nil { number += 1 }
        return number
    }
}
