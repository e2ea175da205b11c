internal import Foundation

/// That an event stands in a log whose checkpoint was signed: everything needed to check it.
package struct AuditProof: Hashable, Sendable {
    package let segment: String
    /// The event's place in its segment, counted from 0.
    package let index: Int
    /// The line as it stands in the log, without its end.
    package let line: String
    package let leaf: SHA256Digest
    /// From the leaf's sibling up (RFC 6962 §2.1.1).
    package let path: [SHA256Digest]
    package let checkpoint: Checkpoint

    /// The proof in the form of C2SP tlog-proof.
    package var text: String {
        let hashes = path.map { "\(Base64.encodePadded($0.bytes))\n" }.joined()
        return "c2sp.org/tlog-proof@v1\nindex \(index)\n\(hashes)\n\(checkpoint.note)"
    }
}

extension AuditLog {
    /// The proof for an event by its number; nil where it is not here or no checkpoint covers it yet.
    package func proof(of sequence: Int) throws(VaultError) -> AuditProof? {
        for segment in try segments().reversed() {
            var found: AuditLine?
            var first: Int?
            var leaves: [SHA256Digest] = []
            try segment.forEachLine { line throws(VaultError) in
                if first == nil { first = line.sequence }
                if line.sequence == sequence { found = line }
                leaves.append(line.leaf)
            }
            guard let found, let first else { continue }
            let index = sequence - first
            guard let size = try segment.checkpointSizes().last, size > index, size <= leaves.count,
                let checkpoint = try segment.checkpoint(size: size)
            else { return nil }
            return AuditProof(
                segment: segment.name,
                index: index,
                line: String(decoding: found.text.dropLast(), as: UTF8.self),
                leaf: found.leaf,
                path: try MerkleProof.inclusion(of: index, in: leaves[..<size]),
                checkpoint: checkpoint
            )
        }
        return nil
    }

    /// How a checkpoint that was kept elsewhere stands to this log: the proof that nothing before it was changed.
    ///
    /// - Returns: the hashes of RFC 6962 §2.1.2 from `old` to the segment's last checkpoint.
    /// - Throws: `auditLog` where the log is not the one that the checkpoint was made of; `notFound` where its segment
    ///   has expired.
    package func consistency(
        with old: Checkpoint,
        key: VerificationKey
    ) throws(VaultError) -> (path: [SHA256Digest], new: Checkpoint) {
        guard try old.isSigned(by: key) else { throw .auditLog(.checkpoint(size: old.size)) }
        guard let segment = try segments().first(where: { $0.origin == old.origin }) else {
            throw .notFound(file: old.origin)
        }
        let leaves = try segment.leaves()
        guard old.size <= leaves.count else {
            throw .auditLog(.cutShort(events: leaves.count, expected: old.size))
        }
        guard try MerkleProof.root(of: leaves[..<old.size]) == old.root else {
            throw .auditLog(.rootDiffers(events: 0..<old.size))
        }
        guard let size = try segment.checkpointSizes().last, size <= leaves.count,
            let new = try segment.checkpoint(size: size)
        else { return ([], old) }
        guard old.size > 0, old.size <= size else { return ([], new) }
        return (try MerkleProof.consistency(from: old.size, in: leaves[..<size]), new)
    }

    /// Erases what an event said, salt and all; its hash stays, so that the tree and every checkpoint stay true.
    ///
    /// That and why it was done is for the caller to enter.
    ///
    /// - Throws: `notFound` where there is no such event, or it is the first of a segment.
    package func erase(_ sequence: Int) throws(VaultError) {
        while true {
            let all = try segments()
            var target: AuditSegment?
            for segment in all {
                var isFirst = true
                try segment.forEachLine { line throws(VaultError) in
                    if line.sequence == sequence, !isFirst || sequence == 0 { target = segment }
                    isFirst = false
                }
            }
            guard let target else { throw .notFound(file: "event \(sequence)") }
            let file = try target.open()
            guard try file.isStill(at: target.eventsFile) else { continue }
            let copy = try AtomicFile(at: target.eventsFile, replacing: true)
            try target.forEachLine { line throws(VaultError) in
                try copy.write((line.sequence == sequence ? line.erased : line).text.span)
            }
            try copy.commit()
            return try file.erase()
        }
    }

    /// Removes the segments before `month`, but never the last; the result says which those were.
    package func expire(before month: String) throws(VaultError) -> [String] {
        let old = try segments().dropLast().filter { $0.name < month }
        for segment in old {
            do {
                try FileManager.default.removeItem(at: segment.folder)
            } catch {
                throw .system(call: "unlink", file: segment.name, code: errno)
            }
        }
        if !old.isEmpty { try Folder.synchronize(folder) }
        return old.map(\.name)
    }
}
