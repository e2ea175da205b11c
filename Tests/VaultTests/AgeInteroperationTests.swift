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
            try Age.decrypt(fileAt: target, with: try ring.identity(of: role)) { opened += $0.array }
            #expect(opened == plain)
        }
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
        try Age.decrypt(fileAt: target, with: try ring.identity(of: .auditor)) { opened += $0.array }
        #expect(opened == noise(100))
    }
}
