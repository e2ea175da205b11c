import Foundation
import Testing
import Vault

/// A source that gives some bytes and then breaks.
private struct BrokenSource: Sealable {
    struct Break: Error {}

    consuming func write(to sink: (Span<UInt8>) throws -> Void) throws {
        try sink(noise(200_000).span)
        throw Break()
    }
}

/// A source that alters what has already been written of the file it is sealed into.
private struct LyingDisk: Sealable {
    let folder: URL
    let offset: Int

    consuming func write(to sink: (Span<UInt8>) throws -> Void) throws {
        // More than is sealed at once, so that some of it is on the disk.
        for _ in 0..<4 { try sink(noise(300_000).span) }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.filePath) {
            let file = try FileHandle(forUpdating: folder.appending(component: name))
            try file.seek(toOffset: UInt64(offset))
            let byte = try #require(try file.read(upToCount: 1)?.first)
            try file.seek(toOffset: UInt64(offset))
            try file.write(contentsOf: [byte ^ 1])
            try file.close()
        }
    }
}

/// A source that hands out its bytes in pieces of a given size, once.
private struct Pieces: Sealable, ~Copyable {
    let bytes: [UInt8]
    let size: Int

    consuming func write(to sink: (Span<UInt8>) throws -> Void) throws {
        for start in stride(from: 0, to: bytes.count, by: size) {
            try sink(bytes.span.extracting(start..<min(start + size, bytes.count)))
        }
    }
}

@Suite struct `Sealing into the vault` {
    @Test func `says what was sealed, and gives it back`() throws {
        let setting = try Setting()
        let plain = noise(150_000)
        let sealed = try setting.seal(plain, as: "2026/01/01/c-1.age")
        let file = setting.folder.url.appending(path: "vault/2026/01/01/c-1.age")
        #expect(sealed.path == "2026/01/01/c-1.age")
        #expect(sealed.plainSize == 150_000)
        #expect(try sealed.plainSHA256 == SHA256.hash(plain.span))
        #expect(try sealed.sealedSize == file.bytes.count)
        #expect(try sealed.sealedSHA256 == SHA256.hash(fileAt: file))
        #expect(try sealed.recipients == setting.ring.recipients(of: [.compliance]).map(\.description))
        #expect(try setting.open("2026/01/01/c-1.age") == plain)
        #expect(setting.vaultFiles == ["vault/2026/01/01/c-1.age", "vault/headers/2026/01/01/c-1.age"])
        #expect(try FileManager.default.attributesOfItem(atPath: file.filePath)[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: [7, 1000, 65_535, 65_536, 65_537, 400_000])
    func `does not depend on the pieces that a source comes in`(size: Int) throws {
        let setting = try Setting()
        let plain = noise(300_000)
        let pieces = Pieces(bytes: plain, size: size)
        let sealed = try setting.vault.seal(pieces, as: "a.age", to: try setting.ring.recipients(of: [.qa]))
        #expect(try sealed.plainSHA256 == SHA256.hash(plain.span))
        #expect(try setting.open(as: .qa) == plain)
    }

    @Test func `of a file gives the file, and leaves it where it is`() throws {
        let setting = try Setting()
        let source = setting.folder.url.appending(component: "source.wav")
        try source.write(noise(70_000))
        let recipients = try setting.ring.recipients(of: [.compliance])
        _ = try setting.vault.seal(SealableFile(source), as: "a.age", to: recipients)
        #expect(try setting.open() == source.bytes)
    }

    /// The second folder may lie on another file system, where a file cannot have a second name.
    @Test(arguments: [FileManager.default.temporaryDirectory, URL(filePath: "/dev/shm")])
    func `takes over what another vault sealed, and keeps it when that one is gone`(_ place: URL) throws {
        let setting = try Setting()
        let folder = place.appending(component: "worker-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let worker = Vault(root: folder)
        let plain = noise(200_000)
        let recipients = try setting.ring.recipients(of: [.compliance])
        let sealed = try worker.seal(SealableBytes(plain), as: "c-1.age", to: recipients)
        for _ in 0..<2 {
            let adopted = try setting.vault.adopt(
                "c-1.age",
                from: worker,
                plainSHA256: sealed.plainSHA256,
                plainSize: sealed.plainSize,
                recipients: recipients
            )
            #expect(adopted == sealed)
        }
        try FileManager.default.removeItem(at: folder)
        #expect(try setting.open("c-1.age") == plain)
        #expect(setting.vaultFiles == ["vault/c-1.age", "vault/headers/c-1.age"])
    }

    @Test func `leaves nothing behind when the source breaks`() throws {
        let setting = try Setting()
        let recipients = try setting.ring.recipients(of: [.compliance])
        #expect(throws: BrokenSource.Break.self) {
            _ = try setting.vault.seal(BrokenSource(), as: "a.age", to: recipients)
        }
        #expect(setting.vaultFiles == [])
    }

    @Test(arguments: [0, 100, 150, 300, 70_000])
    func `notices a disk that does not keep what was written`(offset: Int) throws {
        let setting = try Setting()
        let recipients = try setting.ring.recipients(of: [.compliance])
        let source = LyingDisk(folder: setting.folder.url.appending(component: "vault"), offset: offset)
        #expect(throws: VaultError.readBackDiffers(file: "a.age")) {
            _ = try setting.vault.seal(source, as: "a.age", to: recipients)
        }
        #expect(setting.vaultFiles == [])
    }

    @Test func `replaces a file only when asked`() throws {
        let setting = try Setting()
        _ = try setting.seal(noise(10))
        #expect(throws: VaultError.alreadyExists(file: "a.age")) { _ = try setting.seal(noise(20)) }
        #expect(try setting.open() == noise(10))
        _ = try setting.seal(noise(20), replacing: true)
        #expect(try setting.open() == noise(20))
        #expect(setting.vaultFiles == ["vault/a.age", "vault/headers/a.age"])
    }

    @Test func `is to somebody`() throws {
        let setting = try Setting()
        #expect(throws: VaultError.noRecipients) {
            _ = try setting.vault.seal(SealableBytes(noise(1)), as: "a.age", to: [])
        }
        #expect(setting.vaultFiles == [])
    }

    @Test(arguments: ["", "/a", "../a", "a/../../b", "a//b", ".hidden", "a/.b", "a\n", "a.partial", "a/", "headers/a"])
    func `refuses a path that could leave the vault or hide in it`(path: String) throws {
        let setting = try Setting()
        #expect(throws: VaultError.unsafePath) { _ = try setting.seal(noise(1), as: path) }
    }

    @Test func `sweeps what a killed process left, and not what a living one writes`() throws {
        let setting = try Setting()
        _ = try setting.seal(noise(10))
        let vault = setting.folder.url.appending(component: "vault")
        try vault.appending(component: "b.age.00aa.partial").write(noise(5))
        let living = try AtomicFile(at: vault.appending(component: "c.age"))
        try living.write(noise(5).span)
        #expect(try setting.vault.sweepTemporaries() == 1)
        try living.commit()
        #expect(setting.vaultFiles == ["vault/a.age", "vault/c.age", "vault/headers/a.age"])
    }

    @Test func `ends with destruction, after which nothing opens`() throws {
        let setting = try Setting()
        _ = try setting.seal(noise(100_000))
        let vault = setting.folder.url.appending(path: "vault")
        // A second name for the same header on the disk, and a backup of the payload.
        let other = vault.appending(path: "headers/other.age")
        try FileManager.default.linkItem(at: vault.appending(path: "headers/a.age"), to: other)
        try FileManager.default.copyItem(at: vault.appending(path: "a.age"), to: vault.appending(path: "other.age"))
        try setting.vault.destroy("a.age")
        #expect(try !setting.vault.contains("a.age"))
        #expect(throws: VaultError.notFound(file: "a.age")) { _ = try setting.open() }
        #expect(throws: VaultError.header(line: 1, .cut)) { _ = try setting.open("other.age") }
        #expect(try !other.bytes.isEmpty && other.bytes.allSatisfy { $0 == 0 })
    }
}
