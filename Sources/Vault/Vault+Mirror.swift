internal import Foundation

/// How a mirror of a vault stands to it.
package struct MirrorReport: Hashable, Sendable {
    /// Files whose payload was copied.
    package var copied = 0
    /// Files of which only the header was written anew, because keys changed.
    package var rewrapped = 0
    package var unchanged = 0
    /// Files that are in the vault no more: their headers were overwritten and removed.
    package var shredded = 0

    package init() {}
}

extension Vault {
    /// Makes `other` hold what this vault holds, and nothing else: payloads are copied once, headers follow.
    ///
    /// A file that is replaced or destroyed while it is copied is copied again or left out; what `other` holds opens.
    package func mirror(to other: Vault) throws -> MirrorReport {
        var report = MirrorReport()
        let paths = try paths()
        for path in paths {
            do {
                try mirror(path, to: other, &report)
            } catch VaultError.notFound {
                // Destroyed since it was listed; the next mirror shreds it there, too.
                continue
            }
        }
        let here = Set(paths)
        for path in try other.paths() where !here.contains(path) {
            try other.destroy(path)
            report.shredded += 1
        }
        return report
    }

    private func mirror(_ path: String, to other: Vault, _ report: inout MirrorReport) throws {
        for attempt in 1... {
            let header = try header(of: path)
            let isThere = try start(of: path) == other.start(of: path)
            if isThere, try other.opensLike(header, path) {
                report.unchanged += 1
                return
            }
            if isThere {
                try other.write(header, of: path)
                report.rewrapped += 1
                return
            }
            try other.take(path, from: self)
            // Payload and header belong together unless the file was replaced between the two.
            if try self.header(of: path) == header || attempt == 3 {
                report.copied += 1
                return
            }
        }
    }

    /// The nonce and the size of a payload, by which one sealing is known; nil where it is not there.
    private func start(of path: String) throws(VaultError) -> [Int]? {
        let payload = try place(of: path).payload
        guard Folder.contains(payload) else { return nil }
        var file = try File(reading: payload)
        var nonce: [UInt8] = []
        _ = try file.read(into: &nonce, upTo: Payload.nonceLength)
        return nonce.map(Int.init) + [try file.size]
    }

    private func opensLike(_ header: SealHeader, _ path: String) throws(VaultError) -> Bool {
        guard Folder.contains(try place(of: path).header) else { return false }
        return try self.header(of: path) == header
    }

    /// Puts `header` into the place of the one that is there, which is overwritten.
    private func write(_ header: SealHeader, of path: String) throws(VaultError) {
        let url = try place(of: path).header
        let old = Folder.contains(url) ? try File(updating: url) : nil
        try AtomicFile.write(header.bytes.span, to: url, replacing: true)
        if let old { try old.erase() }
    }
}
