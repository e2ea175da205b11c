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

    static func remove(_ url: URL) throws(VaultError) {
        guard unsafe unlink(url.path(percentEncoded: false)) == 0 else {
            throw .kernel("unlink", url.lastPathComponent)
        }
    }

    /// Whether there is a file or folder of that name.
    static func contains(_ url: URL) -> Bool {
        var status = stat()
        return unsafe lstat(url.path(percentEncoded: false), &status) == 0
    }
}
