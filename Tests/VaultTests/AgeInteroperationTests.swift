import Foundation
import Testing
import Vault

private let lengths = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]

@Suite(.enabled(if: Tool.age.isInstalled && Tool.ageKeygen.isInstalled, "skipped: age is not installed"))
struct `Stock age` {
    @Test(arguments: lengths)
    func `opens what we seal, for each of several recipients`(length: Int) throws {
        let folder = try TemporaryFolder()
        let plain = noise(length)
        let ring = try KeyRing.filled(in: folder.url)
        let vault = Vault(root: folder.url.appending(component: "vault"))
        let roles: [Role] = [.compliance, .qa, .escrow]
        _ = try vault.seal(SealableBytes(plain), as: "a.age", to: try ring.recipients(of: roles))
        let sealed = folder.url.appending(path: "vault/a.age").filePath
        for role in roles {
            let opened = try Tool.age.run(["-d", "-i", ring.identityFile(of: role).filePath, sealed])
            #expect(opened.status == 0)
            #expect(opened.output == plain)
        }
        #expect(try Tool.age.run(["-d", "-i", ring.identityFile(of: .auditor).filePath, sealed]).status == 1)
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
