import Foundation
import Testing
import Vault

@Suite(.enabled(if: Tool.openssl.isInstalled, "skipped: openssl is not installed"))
struct `SM profile` {
    /// A file sealed to a new SM2 key that openssl made.
    private struct Sealed: ~Copyable {
        let folder: TemporaryFolder
        var key: URL { folder.url.appending(component: "sm2.pem") }
        var file: URL { folder.url.appending(component: "sealed") }

        init() throws { folder = try TemporaryFolder() }

        func seal(_ plain: [UInt8]) throws {
            let other = folder.url.appending(component: "other.pem")
            for key in [key, other] {
                #expect(try Tool.openssl.run(["genpkey", "-algorithm", "SM2", "-out", key.filePath]).status == 0)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key.filePath)
                let out = key.appendingPathExtension("pub")
                _ = try Tool.openssl.run(["pkey", "-in", key.filePath, "-pubout", "-out", out.filePath])
            }
            var bytes: [UInt8] = []
            let recipients = [other, key].map { $0.appendingPathExtension("pub") }
            try SMFile.encrypt(SealableBytes(plain), to: recipients) { bytes += $0.array }
            try file.write(bytes)
        }

        func open() throws -> [UInt8] {
            var bytes: [UInt8] = []
            let identity = try SM2Key(privateKeyIn: key)
            try SMFile.decrypt(fileAt: file, with: identity) { bytes += $0.array }
            return bytes
        }

        /// What the script makes of it that knows openssl alone.
        func recover() throws -> [UInt8]? {
            let output = folder.url.appending(component: "recovered")
            try? FileManager.default.removeItem(at: output)
            let script = repository.appending(path: "scripts/recover-sm.sh").filePath
            let result = try Tool(path: "/bin/bash").run([script, key.filePath, file.filePath, output.filePath])
            return result.status == 0 ? try output.bytes : nil
        }
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
    func `opens for us and for openssl alone`(length: Int) throws {
        let sealed = try Sealed()
        try sealed.seal(noise(length))
        #expect(try sealed.open() == noise(length))
        #expect(try sealed.recover() == noise(length))
        #expect(try SMFile.isOne(at: sealed.file))
    }

    @Test func `is refused, by the script as well, when it was altered, cut, extended or reordered`() throws {
        let sealed = try Sealed()
        try sealed.seal(noise(140_000))
        let whole = try sealed.file.bytes
        let start = whole.count - 140_000 - 3 * 32
        let chunk = 65_536 + 32
        var swapped = whole
        swapped.replaceSubrange(
            start..<start + 2 * chunk,
            with: whole[(start + chunk)..<(start + 2 * chunk)] + whole[start..<start + chunk]
        )
        var damaged = [swapped, Array(whole[..<(start + 2 * chunk)]), Array(whole.dropLast()), whole + [0]]
        for index in [20, start - 40, start - 1, start, start + chunk - 1, whole.count - 1] {
            var bytes = whole
            bytes[index] ^= 1
            damaged.append(bytes)
        }
        for bytes in damaged {
            try sealed.file.write(bytes)
            #expect(throws: VaultError.self) { _ = try sealed.open() }
            #expect(try sealed.recover() == nil)
        }
        #expect(sealed.folder.files.filter { $0.hasPrefix("recovered") } == [])
    }

    @Test func `is not opened by another key`() throws {
        let sealed = try Sealed()
        try sealed.seal(noise(10))
        #expect(try Tool.openssl.run(["genpkey", "-algorithm", "SM2", "-out", sealed.key.filePath]).status == 0)
        #expect(throws: VaultError.noMatchingIdentity) { _ = try sealed.open() }
        #expect(try sealed.recover() == nil)
    }
}
