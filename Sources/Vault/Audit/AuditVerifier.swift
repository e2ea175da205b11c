internal import Foundation

/// One pass over a log: every line, the tree they make, and each checkpoint as its size is reached.
struct AuditVerifier {
    let log: AuditLog
    let key: VerificationKey

    /// Checks the events in `file`, whose lock the caller holds.
    func report(holding file: consuming File) throws(VaultError) -> AuditReport {
        try file.seek(to: 0)
        var lines = LineReader(file)
        var tree = try MerkleTree()
        var hash = try SHA256()
        var report = AuditReport(root: try tree.root())
        var sizes = try checkpointSizes()[...]
        report.fault = try passCheckpoints(&sizes, &tree, &report)
        while report.fault == nil, let text = try lines.next() {
            let number = report.events + 1
            guard let line = AuditLine(text.span) else {
                report.fault = .malformed(line: number)
                break
            }
            guard line.event.sequence == report.events else {
                report.fault = .outOfOrder(line: number, expected: report.events, found: line.event.sequence)
                break
            }
            guard try line.isIntact(&hash) else {
                report.fault = .edited(line: number)
                break
            }
            try tree.append(line.leaf)
            report.events += 1
            report.fault = try passCheckpoints(&sizes, &tree, &report)
        }
        report.root = try tree.root()
        report.tornBytes = lines.tornBytes
        if report.fault == nil, let size = sizes.last {
            report.fault = .cutShort(events: report.events, expected: size)
        }
        return report
    }

    /// The report on a log that has no events file.
    func reportOfNothing() throws(VaultError) -> AuditReport {
        var tree = try MerkleTree()
        var report = AuditReport(root: try tree.root())
        if let size = try checkpointSizes().last { report.fault = .cutShort(events: 0, expected: size) }
        return report
    }

    /// Checks the checkpoint of the size that has just been reached, where there is one.
    private func passCheckpoints(
        _ sizes: inout ArraySlice<Int>,
        _ tree: inout MerkleTree,
        _ report: inout AuditReport
    ) throws(VaultError) -> AuditFault? {
        guard sizes.first == tree.count else { return nil }
        sizes.removeFirst()
        guard let checkpoint = try read(size: tree.count), try checkpoint.isSigned(by: key) else {
            return .checkpoint(size: tree.count)
        }
        guard try checkpoint.root == tree.root() else {
            return .rootDiffers(events: (report.lastCheckpoint?.size ?? 0)..<tree.count)
        }
        report.checkpoints += 1
        report.lastCheckpoint = checkpoint
        return nil
    }

    /// The checkpoint in the file for `size`; nil where it is not one of this log and of that size.
    private func read(size: Int) throws(VaultError) -> Checkpoint? {
        var file = try File(reading: log.checkpointFile(size: size))
        var note: [UInt8] = []
        _ = try file.read(into: &note, upTo: Checkpoint.maximumLength + 1)
        guard let checkpoint = Checkpoint(note: note), checkpoint.size == size, checkpoint.origin == log.origin else {
            return nil
        }
        return checkpoint
    }

    /// Which sizes the folder has checkpoints for, rising.
    private func checkpointSizes() throws(VaultError) -> [Int] {
        guard Folder.contains(log.checkpointsFolder) else { return [] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(
                atPath: log.checkpointsFolder.path(percentEncoded: false)
            )
        } catch {
            throw .system(call: "opendir", file: log.checkpointsFolder.lastPathComponent, code: errno)
        }
        return names.compactMap { name in
            Int(name.prefix { $0 != "." }).flatMap { log.checkpointFile(size: $0).lastPathComponent == name ? $0 : nil }
        }.sorted()
    }
}
