import Foundation

/// A file system in memory over a folder, which keeps what is in the folder.
///
/// It goes, with all that is on it, when its owner does. Only root can make one.
struct SmallDisk: ~Copyable {
    private let folder: URL

    /// Whether this machine lets us mount.
    static let isPossible = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "disk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            _ = try SmallDisk(over: folder, megabytes: 1)
            return true
        } catch {
            return false
        }
    }()

    init(over folder: URL, megabytes: Int) throws {
        try Self.cover(folder, megabytes: megabytes)
        self.folder = folder
    }

    private static func cover(_ folder: URL, megabytes: Int) throws {
        let aside = folder.deletingLastPathComponent().appending(path: "aside-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: folder, to: aside)
        defer { try? FileManager.default.removeItem(at: aside) }
        try run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=700", "tmpfs", folder.path)
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: aside.path) {
                try FileManager.default.copyItem(at: aside.appending(path: name), to: folder.appending(path: name))
            }
        } catch {
            try run("umount", folder.path)
            throw error
        }
    }

    deinit { try? Self.run("umount", folder.path) }

    /// Writes a file that leaves `free` bytes of the disk, for as long as `body` takes.
    func filled(leaving free: Int, _ body: () throws -> Void) throws {
        let filler = folder.appending(path: "filler")
        defer { try? FileManager.default.removeItem(at: filler) }
        let space = try FileManager.default.attributesOfFileSystem(forPath: folder.path)[.systemFreeSize] as? Int ?? 0
        try Data(count: max(0, space - free)).write(to: filler)
        try body()
    }

    /// Lets nothing be written for as long as `body` takes.
    func readOnly(_ body: () throws -> Void) throws {
        try Self.run("mount", "-o", "remount,ro", folder.path)
        defer { try? Self.run("mount", "-o", "remount,rw", folder.path) }
        try body()
    }

    private static func run(_ words: String...) throws {
        let env = URL(filePath: "/usr/bin/env")
        let child = try Child(env, words, in: FileManager.default.temporaryDirectory, environment: [:])
        guard try child.wait().status == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
