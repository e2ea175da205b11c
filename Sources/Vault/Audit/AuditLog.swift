package import Foundation

/// The append-only record of every act on a call, in segments that can expire while the rest verifies.
///
///     audit/2026-11/    an `AuditSegment`: its events, its checkpoints
///
/// A segment ends with a checkpoint, and the first event of the next tells that checkpoint's size and root. Appending
/// is safe against a crash, which can at most cut the last line short, and against other processes, which wait for the
/// lock on the events. Whoever can write the folder and has the signing key can forge the log: keep checkpoints
/// elsewhere too.
package struct AuditLog: Sendable {
    package let folder: URL
    /// Names this log; its segments are called `<origin>/2026-11` in their checkpoints.
    package let origin: String

    /// `origin` has neither space nor `+`.
    package init(folder: URL, origin: String = "aftercall.audit") {
        self.folder = folder
        self.origin = origin
    }

    /// From the oldest one left.
    package func segments() throws(VaultError) -> [AuditSegment] {
        try Folder.names(in: folder).filter(Self.isSegment).sorted().map(segment)
    }

    /// Adds `entries` in their order and returns, when they are on the disk, the sequence numbers that they got.
    ///
    /// An entry over its limits refuses all of them.
    @discardableResult
    package func append(_ entries: [AuditEntry]) throws(VaultError) -> Range<Int> {
        for (index, entry) in entries.enumerated() {
            if let fault = entry.fault { throw .auditEntry(index: index, fault) }
        }
        var last = try openLast(orAt: entries.first?.time ?? 0)
        return try last.segment.append(entries, to: &last.file)
    }

    /// The events that `filter` matches, in their order, read without verifying the tree; erased ones are left out.
    ///
    /// `segments` asks for the last so many only.
    package func events(
        _ filter: AuditFilter = AuditFilter(),
        inLast segments: Int = .max
    ) throws(VaultError) -> [AuditEvent] {
        var events: [AuditEvent] = []
        for segment in try self.segments().suffix(segments) {
            try segment.forEachLine { line throws(VaultError) in
                if let event = line.event, filter.matches(event) { events.append(event) }
            }
        }
        return events
    }

    /// Checks the whole log and signs its root; returns the checkpoint that is there where no event came since.
    ///
    /// A log that does not verify is not signed. Where `time` lies in a later month than the segment, the next begins.
    package func checkpoint(signedBy key: borrowing SigningKey, at time: Int = .min) throws(VaultError) -> Checkpoint {
        let open = try openLast(orAt: time)
        let segment = open.segment
        // The lock is held to the end.
        let report = try verify(with: try key.verificationKey, last: segment, holding: try open.file.copy())
        if let fault = report.fault { throw .auditLog(fault) }
        let checkpoint = try sign(report, in: segment, with: key)
        let month = Self.month(of: time)
        guard month > segment.name, report.eventsInSegment > 0 else { return checkpoint }
        return try start(month, after: checkpoint, sequence: report.nextSequence, at: time, signedBy: key)
    }

    /// Checks every event, the tree and every checkpoint of each segment, and how they hang together.
    package func verify(with key: VerificationKey) throws(VaultError) -> AuditReport {
        guard let last = try segments().last, Folder.contains(last.eventsFile) else {
            return try verify(with: key, last: nil, holding: nil)
        }
        let file = try File(reading: last.eventsFile)
        try file.lock(exclusively: false)
        return try verify(with: key, last: last, holding: file)
    }

    /// What the first event of a segment tells of the checkpoint before it.
    static func link(size: Int, root: SHA256Digest) -> [String: String] {
        ["root": Base64.encodePadded(root.bytes), "size": "\(size)"]
    }

    func segment(_ name: String) -> AuditSegment {
        AuditSegment(folder: folder.appending(component: name), origin: "\(origin)/\(name)")
    }

    /// The last segment, or the first of all, locked; a segment that another process begins meanwhile is waited for.
    func openLast(orAt time: Int) throws(VaultError) -> OpenSegment {
        while true {
            let name = try segments().last?.name ?? Self.month(of: time)
            let segment = segment(name)
            let file = try segment.open()
            if try segments().last?.name == name, try file.isStill(at: segment.eventsFile) {
                return OpenSegment(segment: segment, file: file)
            }
        }
    }

    private func verify(
        with key: VerificationKey,
        last: AuditSegment?,
        holding file: consuming File?
    ) throws(VaultError) -> AuditReport {
        var verifier = try AuditVerifier(key: key)
        for segment in try segments() where segment.name != last?.name {
            let events = Folder.contains(segment.eventsFile) ? try File(reading: segment.eventsFile) : nil
            try verifier.check(segment, holding: events)
        }
        if let last { try verifier.check(last, holding: file) }
        return verifier.report
    }

    private func sign(
        _ report: AuditReport,
        in segment: AuditSegment,
        with key: borrowing SigningKey
    ) throws(VaultError) -> Checkpoint {
        if let last = report.lastCheckpoint, last.size == report.eventsInSegment { return last }
        let checkpoint = try Checkpoint(
            origin: segment.origin,
            size: report.eventsInSegment,
            root: report.root,
            signedBy: key
        )
        try AtomicFile.write(Array(checkpoint.note.utf8).span, to: segment.checkpointFile(size: checkpoint.size))
        return checkpoint
    }

    /// Begins the segment of `month` behind `last`, while the caller holds the lock on the one before.
    private func start(
        _ month: String,
        after last: Checkpoint,
        sequence: Int,
        at time: Int,
        signedBy key: borrowing SigningKey
    ) throws(VaultError) -> Checkpoint {
        let next = segment(month)
        let details = Self.link(size: last.size, root: last.root)
        let entry = AuditEntry(.segmentStarted, last.origin, by: "aftercall", at: time, details: details)
        var hash = try SHA256()
        let event = AuditEvent(sequence: sequence, entry: entry)
        let line = try AuditLine(event, salt: try [UInt8].random(AuditLine.saltLength), hash: &hash)
        // Whole or not there: an empty segment would take events without the link.
        try AtomicFile.write(line.text.span, to: next.eventsFile)
        var tree = try MerkleTree()
        try tree.append(line.leaf)
        let checkpoint = try Checkpoint(origin: next.origin, size: 1, root: try tree.root(), signedBy: key)
        try AtomicFile.write(Array(checkpoint.note.utf8).span, to: next.checkpointFile(size: 1))
        return checkpoint
    }

    /// `2026-11`, in UTC; months before the year 1970 and after 9999 are those.
    static func month(of time: Int) -> String {
        let seconds = min(max(0, time / 1000), 253_402_300_799)
        return Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601.year().month().dateSeparator(.dash))
    }

    private static func isSegment(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return bytes.count == 7 && bytes[4] == UInt8(ascii: "-") && bytes.allSatisfy { (0x2d...0x39).contains($0) }
    }
}

/// A segment whose events are open and locked.
struct OpenSegment: ~Copyable {
    let segment: AuditSegment
    var file: File
}
