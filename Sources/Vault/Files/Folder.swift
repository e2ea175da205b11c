internal import Foundation

/// What is done to folders: create, make durable, list.
enum Folder {
    /// Creates the folder and those above it, open to their owner only, and on the disk when this returns.
    static func create(_ url: URL) throws(VaultError) {
        if try make(url) { return }
        try create(url.deletingLastPathComponent())
        guard try make(url) else { throw .notFound(file: url.lastPathComponent) }
    }

    /// False where the folder above is missing.
    private static func make(_ url: URL) throws(VaultError) -> Bool {
        guard unsafe mkdir(url.path(percentEncoded: false), 0o700) != 0 else {
            try synchronize(url.deletingLastPathComponent())
            return true
        }
        switch errno {
        case EEXIST: return true
        case ENOENT where url.pathComponents.count > 1: return false
        default: throw .kernel("mkdir", url.lastPathComponent)
        }
    }

    /// Returns when the names in the folder are on the disk, so that a file stays created, renamed or removed.
    static func synchronize(_ url: URL) throws(VaultError) {
        let descriptor = unsafe open(url.path(percentEncoded: false), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .kernel("open", url.lastPathComponent) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .kernel("fsync", url.lastPathComponent) }
    }

    /// Gives the file another name in its folder, on the disk when this returns; a file that has it is replaced.
    static func rename(_ url: URL, to other: URL) throws(VaultError) {
        guard unsafe Foundation.rename(url.path(percentEncoded: false), other.path(percentEncoded: false)) == 0 else {
            throw .kernel("rename", url.lastPathComponent)
        }
        try synchronize(other.deletingLastPathComponent())
    }

    static func remove(_ url: URL) throws(VaultError) {
        guard unsafe unlink(url.path(percentEncoded: false)) == 0 else {
            throw .kernel("unlink", url.lastPathComponent)
        }
    }

    /// The names in the folder, in any order; none where it is not there.
    static func names(in url: URL) throws(VaultError) -> [String] {
        guard contains(url) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: url.path(percentEncoded: false))
        } catch {
            throw .system(call: "opendir", file: url.lastPathComponent, code: errno)
        }
    }

    /// Whether there is a file or folder of that name.
    static func contains(_ url: URL) -> Bool {
        var status = stat()
        return unsafe lstat(url.path(percentEncoded: false), &status) == 0
    }
}
