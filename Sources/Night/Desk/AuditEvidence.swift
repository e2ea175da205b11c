import Calls
import Report
import Vault

/// The signed part of the audit log as it goes to an auditor.
///
/// Only what a checkpoint covers is in it, so that the same log gives the same bytes until the next checkpoint.
struct AuditEvidence {
    /// `audit/…`, sorted.
    var files: [(name: String, bytes: [UInt8])] = []
    /// The events of the window.
    var events: [AuditEvent] = []
    /// One row an event: where it stands in the tree and the hashes beside the way to the root.
    var proofs: [[Cell]] = []
    /// How many leaves each segment has, by name.
    var segments: [(name: String, size: Int)] = []

    init(of log: AuditLog, _ window: Window) throws {
        for segment in try log.segments() {
            guard let size = try segment.checkpointSizes().last else { continue }
            try add(segment, size: size, window)
        }
    }

    private mutating func add(_ segment: AuditSegment, size: Int, _ window: Window) throws {
        let lines = try segment.lines(upTo: size)
        let wanted = lines.enumerated().filter { line in
            line.element.event.map { window.contains(UTCTime(milliseconds: $0.entry.time)) } ?? false
        }
        guard !wanted.isEmpty, let checkpoint = try segment.checkpoint(size: size) else { return }
        let leaves = lines.map(\.leaf)
        let folder = "audit/\(segment.name)"
        segments.append((segment.name, size))
        files.append(("\(folder).checkpoint", Array(checkpoint.note.utf8)))
        if let stamp = try segment.timeStamp(size: size) { files.append(("\(folder).checkpoint.tsr", stamp)) }
        files.append(("\(folder).signed", Array(checkpoint.text.utf8)))
        files.append(("\(folder).signature", checkpoint.signature))
        files.append(("\(folder).leaves", Array(leaves.map { $0.hex + "\n" }.joined().utf8)))
        files.append(("\(folder).jsonl", Array(wanted.map { $0.element.text + "\n" }.joined().utf8)))
        events += wanted.compactMap(\.element.event)
        let tree = try MerkleProof.paths(of: wanted.map(\.offset), in: leaves[...])
        for (line, path) in zip(wanted, tree) {
            guard let event = line.element.event else { continue }
            proofs.append([
                Cell(event.sequence), .text(segment.name), Cell(line.offset), .text(line.element.leaf.hex),
                .text(path.map(\.hex).joined(separator: " ")),
            ])
        }
    }

    /// The proofs as a table of the auditor's package.
    var proofTable: Table {
        Table(
            "audit_proofs",
            columns: [
                .init("event", nil, .integer), .init("segment"), .init("index", nil, .integer), .init("leaf"),
                .init("path"),
            ],
            rows: proofs,
            primaryKey: ["event"]
        )
    }
}
