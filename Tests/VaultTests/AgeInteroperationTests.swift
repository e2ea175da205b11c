import Foundation
import Testing
import Vault

/// Every boundary of a chunk, of a batch of chunks, and their neighbours.
private let lengths: [Int] = {
    let boundaries = [1, 2, 3, 15, 16, 17, 32].map { $0 * 65_536 }
    return [0, 1, 200_000] + boundaries + boundaries.map { $0 - 1 } + boundaries.map { $0 + 1 }
}()

@Suite(.enabled(if: Tool.age.isInstalled && Tool.ageKeygen.isInstalled, "skipped: age is not installed"))
struct `Stock age` {
    @Test(arguments: lengths)
    func `opens header and payload one after the other, for each of several recipients`(length: Int) throws {
        let setting = try Setting()
        let plain = noise(length)
        let roles: [Role] = [.compliance, .qa, .escrow]
        let recipients = try setting.ring.recipients(of: roles)
        _ = try setting.vault.seal(SealableBytes(plain), as: "a.age", to: recipients)
        let sealed = setting.folder.url.appending(path: "whole.age")
        try sealed.write(try setting.whole())
        for role in roles {
            let identity = setting.ring.identityFile(of: role).filePath
            let opened = try Tool.age.run(["-d", "-i", identity, sealed.filePath])
            #expect(opened.status == 0)
            #expect(opened.output == plain)
        }
        let auditor = setting.ring.identityFile(of: .auditor).filePath
        #expect(try Tool.age.run(["-d", "-i", auditor, sealed.filePath]).status == 1)
    }

    @Test(arguments: lengths, [false, true])
    func `writes what we open, bare and armored`(length: Int, armored: Bool) throws {
        let folder = try TemporaryFolder()
        let plain = noise(length)
        let ring = try KeyRing.filled(in: folder.url)
        let source = folder.url.appending(component: "plain")
        try source.write(plain)
        let target = folder.url.appending(component: "sealed.age")
        let recipients = try ring.recipients(of: [.qa, .compliance]).flatMap { ["-r", $0.description] }
        let form = armored ? ["-a"] : []
        #expect(try Tool.age.run(form + recipients + ["-o", target.filePath, source.filePath]).status == 0)
        for role in [Role.qa, .compliance] {
            var opened: [UInt8] = []
            try Sealing.decrypt(fileAt: target, with: try ring.identity(of: role)) { opened += $0.array }
            #expect(opened == plain)
        }
    }

    @Test(arguments: lengths + [47, 48, 49, 96])
    func `opens our armor`(length: Int) throws {
        let folder = try TemporaryFolder()
        let plain = noise(length)
        let ring = try KeyRing.filled(in: folder.url)
        var armor = ArmorWriter()
        var text: [UInt8] = []
        try Sealing.encrypt(SealableBytes(plain), to: try ring.recipients(of: [.qa])) { bytes in
            try armor.write(bytes) { text += $0.array }
        }
        try armor.finish { text += $0.array }
        let sealed = folder.url.appending(component: "sealed.age")
        try sealed.write(text)
        let opened = try Tool.age.run(["-d", "-i", ring.identityFile(of: .qa).filePath, sealed.filePath])
        #expect(opened.status == 0)
        #expect(opened.output == plain)
    }

    @Test func `reads our recipients files and makes identities that we read`() throws {
        let folder = try TemporaryFolder()
        let ring = try KeyRing.filled(in: folder.url)
        let identity = folder.url.appending(component: "stock.identity")
        #expect(try Tool.ageKeygen.run(["-o", identity.filePath]).status == 0)
        let stock = try KeyRing.identity(in: identity).recipients.map(\.description)
        let printed = try Tool.ageKeygen.run(["-y", identity.filePath]).output
        #expect(stock == [String(decoding: printed.dropLast(), as: UTF8.self)])

        let source = folder.url.appending(component: "plain")
        try source.write(noise(100))
        let target = folder.url.appending(component: "sealed.age")
        let recipients = ring.recipientsFile(of: .auditor).filePath
        #expect(try Tool.age.run(["-R", recipients, "-o", target.filePath, source.filePath]).status == 0)
        var opened: [UInt8] = []
        try Sealing.decrypt(fileAt: target, with: try ring.identity(of: .auditor)) { opened += $0.array }
        #expect(opened == noise(100))
    }
}

@Suite(.enabled(if: Tool.age.isInstalled && Tool.sshKeygen.isInstalled, "skipped: age or ssh-keygen is not installed"))
struct `An SSH key` {
    @Test(arguments: [0, 1, 70_000])
    func `of Ed25519 opens with stock age what is sealed to it`(length: Int) throws {
        let folder = try TemporaryFolder()
        let key = folder.url.appending(component: "id")
        let made = try Tool.sshKeygen.run(["-q", "-t", "ed25519", "-N", "", "-C", "somebody's key", "-f", key.filePath])
        #expect(made.status == 0)
        let line = try String(contentsOf: folder.url.appending(component: "id.pub"), encoding: .utf8)
        let recipient = try #require(Recipient(String(line.dropLast())))
        #expect(Recipient(recipient.description) == recipient)
        #expect(line.hasPrefix(recipient.description + " "))
        let ring = try KeyRing.filled(in: folder.url)
        let sealed = folder.url.appending(component: "sealed.age")
        var bytes: [UInt8] = []
        let everybody = [recipient] + (try ring.recipients(of: [.qa]))
        try Sealing.encrypt(SealableBytes(noise(length)), to: everybody) { bytes += $0.array }
        try sealed.write(bytes)
        for identity in [key, ring.identityFile(of: .qa)] {
            let opened = try Tool.age.run(["-d", "-i", identity.filePath, sealed.filePath])
            #expect(opened.status == 0)
            #expect(opened.output == noise(length))
        }
    }

    @Test(arguments: [
        "ssh-ed25519", "ssh-ed25519 AAAA",
        "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIHJlYWxseSBubyBrZXkgYXQgYWxsLCBidXQgMzIgYnl0",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHJlYWxseSBubyBrZXkgYXQgYWxsLCBidXQgMzIgYnl0ZXMgYW5k",
    ])
    func `of another form is none`(text: String) {
        #expect(Recipient(text) == nil)
    }
}
