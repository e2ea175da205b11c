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
            let recipients = try [other, key].flatMap { try KeyRing.recipients(in: $0.appendingPathExtension("pub")) }
            try Sealing.encrypt(SealableBytes(plain), to: recipients) { bytes += $0.array }
            try file.write(bytes)
        }

        func open() throws -> [UInt8] {
            var bytes: [UInt8] = []
            try Sealing.decrypt(fileAt: file, with: try KeyRing.identity(in: key)) { bytes += $0.array }
            return bytes
        }

        func recover() throws -> [UInt8]? { try recovered(file, with: key, in: folder.url) }
    }

    /// What the script makes of a file that knows openssl alone.
    private static func recovered(_ file: URL, with key: URL, in folder: URL) throws -> [UInt8]? {
        let output = folder.appending(component: "recovered")
        try? FileManager.default.removeItem(at: output)
        let script = repository.appending(path: "scripts/recover-sm.sh").filePath
        let result = try Tool(path: "/bin/bash").run([script, key.filePath, file.filePath, output.filePath])
        return result.status == 0 ? try output.bytes : nil
    }

    /// More than is sealed at once, too.
    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000, 17 * 65_536])
    func `opens for us and for openssl alone`(length: Int) throws {
        let sealed = try Sealed()
        try sealed.seal(noise(length))
        #expect(try sealed.open() == noise(length))
        #expect(try sealed.recover() == noise(length))
        #expect(try sealed.file.bytes.starts(with: "aftercall-sm/v1\n-> SM2 ".utf8))
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

    @Test func `is not for recipients of age as well`() throws {
        let age = try Setting()
        let sm = try Setting(.sm)
        let both = try age.ring.recipients(of: [.qa]) + sm.ring.recipients(of: [.qa])
        #expect(throws: VaultError.mixedProfiles) {
            try Sealing.encrypt(SealableBytes(noise(1)), to: both) { _ in }
        }
        _ = try sm.seal(noise(10))
        let identity = try sm.ring.identity(of: .compliance)
        #expect(throws: VaultError.mixedProfiles) {
            _ = try sm.vault.rewrap("a.age", to: age.ring.recipients(of: [.qa]), by: identity)
        }
    }

    @Test func `lets a changed header of the vault be opened by the new key and by no other`() throws {
        let setting = try Setting(.sm)
        _ = try setting.seal(noise(150_000))
        let payload = try setting.vault.sealedHash(of: "a.age")
        let identity = try setting.ring.identity(of: .compliance)
        #expect(try setting.vault.rewrap("a.age", to: setting.ring.recipients(of: [.qa, .escrow]), by: identity))
        #expect(try setting.vault.sealedHash(of: "a.age") == payload)
        #expect(try setting.open(as: .qa) == noise(150_000))
        #expect(throws: VaultError.noMatchingIdentity) { _ = try setting.open() }
        let whole = setting.folder.url.appending(component: "whole")
        try whole.write(try setting.whole())
        for (role, opens) in [(Role.escrow, true), (.compliance, false)] {
            let key = setting.ring.identityFile(of: role)
            #expect(try (Self.recovered(whole, with: key, in: setting.folder.url) != nil) == opens)
        }
    }

    @Test func `seals a file that grows, which another process finishes`() throws {
        let setting = try Setting(.sm)
        let file = setting.folder.url.appending(component: "call.wav.age")
        let shelf = try #require(KeyShelf(setting.folder.url.appending(component: "shelf")))
        let lengths = Array(repeating: 37, count: 2000) + [70_000, 1]
        let plain = noise(lengths.reduce(0, +))
        func opened() throws -> (bytes: [UInt8], isWhole: Bool) {
            var bytes: [UInt8] = []
            let identity = try setting.ring.identity(of: .night)
            let isWhole = try Sealing.decrypt(growingAt: file, with: identity) { bytes += $0.array }
            return (bytes, isWhole)
        }
        do {
            var growing = try GrowingFile(creating: file, to: setting.ring.recipients(of: [.night]), shelf: shelf)
            var end = 0
            for (index, length) in lengths.enumerated() {
                end += length
                try growing.append(Array(plain[end - length..<end]).span, position: end)
                guard index % 400 == 0 || index >= 2000 else { continue }
                #expect(try opened() == (Array(plain[..<end]), false))
                #expect(try GrowingFile.position(at: file) == end)
            }
        }
        // No two pieces under one key stream: equal ones would show.
        let bytes = Data(try file.bytes)
        #expect(
            stride(from: 0, to: plain.count - 16, by: 997).allSatisfy { start in
                bytes.firstRange(of: Data(plain[start..<start + 16])) == nil
            }
        )
        var found = try GrowingFile(unfinished: file, shelf: shelf)
        let content = try #require(try found?.close())
        #expect(content.sha256 == (try SHA256.hash(plain.span)))
        try found?.finish()
        #expect(try opened() == (plain, true))
        #expect(try Self.recovered(file, with: setting.ring.identityFile(of: .night), in: setting.folder.url) == plain)
    }

    @Test func `has identities that openssl reads, sealed to a passphrase as well`() throws {
        let setting = try Setting(.sm)
        let key = setting.ring.identityFile(of: .qa)
        let recipient = try #require(try setting.ring.recipients(of: [.qa]).first)
        #expect(Recipient(recipient.description) == recipient)
        #expect(Recipient(recipient.description + "=") == nil)
        #expect(Recipient(recipient.description.replacing("sm2:MF", with: "sm2:MG")) == nil)
        let lines = String(
            decoding: try Tool.openssl.run(["pkey", "-in", key.filePath, "-pubout"]).output,
            as: UTF8.self
        )
        let body = lines.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        #expect(recipient.description == "sm2:\(body)")

        let sealed = setting.folder.url.appending(component: "qa.pem")
        try setting.ring.export(.qa, toPassphrase: Array("correct horse".utf8).span, at: sealed)
        #expect(try sealed.bytes.starts(with: "-----BEGIN ENCRYPTED PRIVATE KEY-----".utf8))
        let opened = try Tool.openssl.run([
            "pkey", "-in", sealed.filePath, "-passin", "pass:correct horse", "-pubout",
        ])
        #expect(String(decoding: opened.output, as: UTF8.self) == lines)
        let source = IdentitySource.file(sealed)
        #expect(try source.identity { _ in Array("correct horse".utf8) }.recipients == [recipient])
        #expect(throws: VaultError.identity(source: "qa.pem", .wrongPassphrase)) {
            _ = try source.identity { _ in Array("wrong".utf8) }.recipients
        }
        #expect(throws: VaultError.identity(source: "qa.pem", .needsPassphrase)) {
            _ = try source.identity().recipients
        }
    }

    @Test func `has keys beside those of age, and an identity may be of both`() throws {
        let age = try Setting()
        let sm = age.ring.of(.sm)
        let made = try sm.generateMissing(at: .now)
        #expect(made.count == 10 && made.allSatisfy { $0.contains(".sm2.") })
        #expect(try sm.generateMissing(at: .now) == [])
        let text = try age.ring.identityFile(of: .qa).bytes + sm.identityFile(of: .qa).bytes
        let both = try Identity(text: text.span)
        #expect(try both.recipients == age.ring.recipients(of: [.qa]) + sm.recipients(of: [.qa]))
        for ring in [age.ring, sm] {
            let path = "\(ring.profile.rawValue).age"
            _ = try age.vault.seal(SealableBytes(noise(9)), as: path, to: ring.recipients(of: [.qa]))
            var bytes: [UInt8] = []
            try age.vault.open(path, with: both) { bytes += $0.array }
            #expect(bytes == noise(9))
            #expect(try age.vault.profile(of: path) == ring.profile)
        }
    }
}
