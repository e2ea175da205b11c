internal import Foundation

/// What is done to folders: create, make durable, list.
enum Folder {
    /// Creates the folder and those above it, open to their owner only.
    static func create(_ url: URL) throws(VaultError) {
        do {
            try FileManager.default.createDirectory(
                at: url,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .system(call: "mkdir", file: url.lastPathComponent, code: errno)
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
