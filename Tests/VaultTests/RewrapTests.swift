import Foundation
import Testing
import Vault

@Suite(.enabled(if: Tool.age.isInstalled, "skipped: age is not installed"))
struct `A changed key` {
    /// Whether stock age opens header and payload with the identity of `role`.
    private func opens(_ setting: borrowing Setting, as role: Role) throws -> Bool {
        let whole = setting.folder.url.appending(component: "whole.age")
        try whole.write(try setting.whole())
        let identity = setting.ring.identityFile(of: role).filePath
        let result = try Tool.age.run(["-d", "-i", identity, whole.filePath])
        return result.status == 0 && result.output == noise(150_000)
    }

    @Test func `opens with stock age, the old one no more, and the payload is as it was`() throws {
        let setting = try Setting()
        _ = try setting.seal(noise(150_000))
        let payload = try setting.vault.sealedHash(of: "a.age")
        #expect(try opens(setting, as: .compliance))
        let recipients = try setting.ring.recipients(of: [.qa, .escrow])
        let compliance = try setting.ring.identity(of: .compliance)
        #expect(try setting.vault.rewrap("a.age", to: recipients, by: compliance))
        #expect(try opens(setting, as: .qa))
        #expect(try opens(setting, as: .escrow))
        #expect(try !opens(setting, as: .compliance))
        #expect(try setting.vault.sealedHash(of: "a.age") == payload)
        #expect(try setting.open(as: .qa) == noise(150_000))
        #expect(throws: VaultError.noMatchingIdentity) { _ = try setting.open() }
        #expect(try !setting.vault.rewrap("a.age", to: recipients, by: compliance))
    }

    @Test func `overwrites the old header where it lay`() throws {
        let setting = try Setting()
        _ = try setting.seal(noise(10))
        let header = setting.folder.url.appending(path: "vault/headers/a.age")
        let other = setting.folder.url.appending(component: "other")
        try FileManager.default.linkItem(at: header, to: other)
        let qa = try setting.ring.recipients(of: [.qa])
        #expect(try setting.vault.rewrap("a.age", to: qa, by: try setting.ring.identity(of: .compliance)))
        #expect(try other.bytes.allSatisfy { $0 == 0 })
    }

    @Test(arguments: [1, 2])
    func `of a file of its own is written in place where the length allows`(recipients: Int) throws {
        let setting = try Setting()
        let file = setting.folder.url.appending(component: "file.age")
        let source = setting.folder.url.appending(component: "plain")
        try source.write(noise(150_000))
        _ = try Sealing.encrypt(fileAt: source, to: try setting.ring.recipients(of: [.compliance]), at: file)
        let inode = try FileManager.default.attributesOfItem(atPath: file.filePath)[.systemFileNumber] as? Int
        let roles: [Role] = recipients == 1 ? [.qa] : [.qa, .escrow]
        let compliance = try setting.ring.identity(of: .compliance)
        let to = try setting.ring.recipients(of: roles)
        #expect(try Sealing.rewrap(fileAt: file, to: to, by: compliance) == (recipients == 1))
        let after = try FileManager.default.attributesOfItem(atPath: file.filePath)[.systemFileNumber] as? Int
        #expect((inode == after) == (recipients == 1))
        for role in roles {
            let opened = try Tool.age.run(["-d", "-i", setting.ring.identityFile(of: role).filePath, file.filePath])
            #expect(opened.output == noise(150_000))
        }
        let old = try Tool.age.run(["-d", "-i", setting.ring.identityFile(of: .compliance).filePath, file.filePath])
        #expect(old.status == 1)
        #expect(setting.folder.files.filter { $0.hasSuffix(".old-header") } == [])
    }

    @Test func `in place that was cut off is taken back by the next`() throws {
        let setting = try Setting()
        let file = setting.folder.url.appending(component: "file.age")
        let source = setting.folder.url.appending(component: "plain")
        try source.write(noise(100))
        _ = try Sealing.encrypt(fileAt: source, to: try setting.ring.recipients(of: [.compliance]), at: file)
        let whole = try file.bytes
        let length = whole.count - 16 - 100 - 16
        try setting.folder.url.appending(component: "file.age.old-header").write(Array(whole[..<length]))
        try file.write(whole[..<60] + [UInt8](repeating: 0, count: 40) + whole[100...])
        let qa = try setting.ring.recipients(of: [.qa])
        #expect(try Sealing.rewrap(fileAt: file, to: qa, by: try setting.ring.identity(of: .compliance)))
        var opened: [UInt8] = []
        try Sealing.decrypt(fileAt: file, with: try setting.ring.identity(of: .qa)) { opened += $0.array }
        #expect(opened == noise(100))
    }
}

@Suite struct `A mirror of a vault` {
    @Test func `opens as the vault does, follows keys and destruction, and copies payloads once`() throws {
        let setting = try Setting()
        for name in ["a.age", "b/c.age", "d.age"] { _ = try setting.seal(noise(70_000), as: name) }
        let mirror = Vault(root: setting.folder.url.appending(component: "mirror"))
        #expect(try setting.vault.mirror(to: mirror).copied == 3)
        let again = try setting.vault.mirror(to: mirror)
        #expect((again.copied, again.unchanged) == (0, 3))

        let qa = try setting.ring.recipients(of: [.qa])
        _ = try setting.vault.rewrap("b/c.age", to: qa, by: try setting.ring.identity(of: .compliance))
        try setting.vault.destroy("d.age")
        _ = try setting.seal(noise(5), as: "a.age", replacing: true)
        let last = try setting.vault.mirror(to: mirror)
        #expect((last.copied, last.rewrapped, last.shredded, last.unchanged) == (1, 1, 1, 0))
        #expect(try mirror.paths() == ["a.age", "b/c.age"])
        var opened: [UInt8] = []
        try mirror.open("b/c.age", with: try setting.ring.identity(of: .qa)) { opened += $0.array }
        #expect(opened == noise(70_000))
        #expect(setting.folder.files.filter { $0.contains("mirror") && $0.contains("d.age") } == [])
    }
}
