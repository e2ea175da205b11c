/// One pass over a log: every line, the tree of each segment, and each checkpoint as its size is reached.
struct AuditVerifier {
    let key: VerificationKey

    /// What is known so far.
    private(set) var report: AuditReport
    /// The root of the segment before, and what its last checkpoint must have counted.
    private var previous: (origin: String, size: Int, root: SHA256Digest)?

    init(key: VerificationKey) throws(VaultError) {
        self.key = key
        var empty = try MerkleTree()
        report = AuditReport(root: try empty.root())
    }

    /// Checks the segment that comes next; nothing is done once a fault was found.
    ///
    /// `file` are its events, whose lock the caller holds; nil where it has none.
    mutating func check(_ segment: AuditSegment, holding file: consuming File?) throws(VaultError) {
        guard report.fault == nil else { return }
        report.segments.append(segment.name)
        report.eventsInSegment = 0
        report.lastCheckpoint = nil
        var tree = try MerkleTree()
        var sizes = try segment.checkpointSizes()[...]
        report.fault = try passCheckpoints(of: segment, &sizes, &tree)
        if let file {
            try file.seek(to: 0)
            var lines = LineReader(file)
            try check(&lines, of: segment, &sizes, &tree)
            report.tornBytes = lines.tornBytes
        }
        report.root = try tree.root()
        if report.fault == nil, let size = sizes.last {
            report.fault = .cutShort(events: tree.count, expected: size)
        }
        previous = (segment.origin, tree.count, report.root)
    }

    private mutating func check(
        _ lines: inout LineReader,
        of segment: AuditSegment,
        _ sizes: inout ArraySlice<Int>,
        _ tree: inout MerkleTree
    ) throws(VaultError) {
        var hash = try SHA256()
        while report.fault == nil, let text = try lines.next() {
            let number = tree.count + 1
            guard let line = AuditLine(text.span) else {
                report.fault = .malformed(line: number)
                return
            }
            if number == 1, line.sequence > 0 {
                guard startsSegment(line) else {
                    report.fault =
                        previous == nil
                        ? .outOfOrder(line: 1, expected: 0, found: line.sequence)
                        : .chainBroken(segment: segment.name)
                    return
                }
                report.nextSequence = line.sequence
            }
            guard line.sequence == report.nextSequence else {
                report.fault = .outOfOrder(line: number, expected: report.nextSequence, found: line.sequence)
                return
            }
            guard try line.isIntact(&hash) else {
                report.fault = .edited(line: number)
                return
            }
            if line.event == nil { report.erased += 1 }
            try tree.append(line.leaf)
            report.events += 1
            report.eventsInSegment += 1
            report.nextSequence += 1
            report.fault = try passCheckpoints(of: segment, &sizes, &tree)
        }
    }

    /// Whether `line` may be the first of a segment: it tells of the last checkpoint of the one before, if that is here.
    private func startsSegment(_ line: AuditLine) -> Bool {
        guard let entry = line.event?.entry, entry.act == .segmentStarted else { return false }
        guard let previous else { return true }
        return line.sequence == report.nextSequence && entry.object == previous.origin
            && entry.details == AuditLog.link(size: previous.size, root: previous.root)
    }

    /// Checks the checkpoint of the size that has just been reached, where there is one.
    private mutating func passCheckpoints(
        of segment: AuditSegment,
        _ sizes: inout ArraySlice<Int>,
        _ tree: inout MerkleTree
    ) throws(VaultError) -> AuditFault? {
        guard sizes.first == tree.count else { return nil }
        sizes.removeFirst()
        guard let checkpoint = try segment.checkpoint(size: tree.count), try checkpoint.isSigned(by: key) else {
            return .checkpoint(size: tree.count)
        }
        guard try checkpoint.root == tree.root() else {
            return .rootDiffers(events: (report.lastCheckpoint?.size ?? 0)..<tree.count)
        }
        report.checkpoints += 1
        report.lastCheckpoint = checkpoint
        return nil
    }
}
