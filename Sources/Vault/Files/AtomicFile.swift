package import Foundation

/// A file that appears under its name whole and on the disk, or not at all.
///
/// It is written beside its final name under a name that ends in `.partial`, locked, with permissions 0600, and is
/// removed again unless `commit` succeeds. What a killed process leaves behind, `sweep` removes.
package struct AtomicFile: ~Copyable {
    package static let partialSuffix = ".partial"

    private let url: URL
    private let partial: URL
    private let replacing: Bool
    private var isCommitted = false
    private var file: File

    /// Begins a file that will be called `url`, in a folder that is created where it is missing.
    ///
    /// Without `replacing` a file that is there already is an error, now or at the latest in `commit`.
    package init(at url: URL, replacing: Bool = false) throws(VaultError) {
        guard replacing || !Folder.contains(url) else { throw .alreadyExists(file: url.lastPathComponent) }
        let partial = try Self.partial(of: url)
        let file = try File(creating: partial, name: url.lastPathComponent)
        try file.lock(exclusively: true)
        self.url = url
        self.partial = partial
        self.replacing = replacing
        self.file = file
    }

    /// Begins a file that is the one at `source` under a second name; nothing writes to that any more.
    ///
    /// Nil where that cannot be, as on two file systems, or where the file is another user's.
    init?(sharing source: URL, at url: URL) throws(VaultError) {
        let partial = try Self.partial(of: url)
        let file = try File(reading: source, name: url.lastPathComponent)
        guard try file.status().st_uid == geteuid() else { return nil }
        try file.lock(exclusively: true)
        guard unsafe link(source.path(percentEncoded: false), partial.path(percentEncoded: false)) == 0 else {
            return nil
        }
        self.url = url
        self.partial = partial
        replacing = true
        self.file = file
    }

    /// A new name beside `url`, in a folder that is there.
    private static func partial(of url: URL) throws(VaultError) -> URL {
        let folder = url.deletingLastPathComponent()
        if !Folder.contains(folder) { try Folder.create(folder) }
        let mark = Hex.encode(try [UInt8].random(8))
        return folder.appending(component: "\(url.lastPathComponent).\(mark)\(partialSuffix)")
    }

    deinit {
        if !isCommitted { try? Folder.remove(partial) }
    }

    package func write(_ bytes: Span<UInt8>) throws(VaultError) {
        try file.write(bytes)
    }

    /// Syncs the file, gives it its name and syncs the folder.
    package consuming func commit() throws(VaultError) {
        try file.synchronize()
        let from = partial.path(percentEncoded: false)
        let to = url.path(percentEncoded: false)
        if replacing {
            guard unsafe rename(from, to) == 0 else { throw .kernel("rename", url.lastPathComponent) }
            isCommitted = true
            // Between two names of one file a rename does nothing at all.
            unsafe unlink(from)
        } else {
            // A rename would silently replace a file that came in between; a link refuses.
            guard unsafe link(from, to) == 0 else { throw .kernel("link", url.lastPathComponent) }
        }
        if !isCommitted { try Folder.remove(partial) }
        isCommitted = true
        try Folder.synchronize(url.deletingLastPathComponent())
    }

    /// Syncs the file and lends it for reading from its start, with as little as possible coming from memory.
    mutating func readBack<Result>(_ body: (inout File) throws -> Result) throws -> Result {
        try file.synchronize()
        file.forgetCachedPages()
        try file.seek(to: 0)
        return try body(&file)
    }

    /// Writes `bytes` to a new file in one step.
    package static func write(_ bytes: Span<UInt8>, to url: URL, replacing: Bool = false) throws(VaultError) {
        let file = try AtomicFile(at: url, replacing: replacing)
        try file.write(bytes)
        try file.commit()
    }

    /// Removes unfinished files below `folder` that no living process holds; the result says how many.
    package static func sweep(_ folder: URL) throws(VaultError) -> Int {
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var swept = 0
        while let url = walk?.nextObject() as? URL {
            guard url.lastPathComponent.hasSuffix(partialSuffix), isAbandoned(url) else { continue }
            try Folder.remove(url)
            swept += 1
        }
        return swept
    }

    /// A file that cannot be opened or locked is somebody else's affair.
    private static func isAbandoned(_ url: URL) -> Bool {
        (try? File(updating: url).tryLock()) ?? false
    }
}
