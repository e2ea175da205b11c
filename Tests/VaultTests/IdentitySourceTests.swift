import Foundation
import Testing
import Vault

@Suite struct `An identity` {
    @Test func `exported to a passphrase opens with it, with stock age's format, and not with another`() throws {
        let setting = try Setting()
        let file = setting.folder.url.appending(component: "exported.age")
        try setting.ring.export(.qa, toPassphrase: Array("correct horse".utf8).span, at: file)
        let source = IdentitySource.file(file)
        let identity = try source.identity { _ in Array("correct horse".utf8) }
        #expect(try identity.recipients == setting.ring.recipients(of: [.qa]))
        #expect(throws: VaultError.identity(source: "exported.age", .needsPassphrase)) {
            _ = try source.identity().recipients
        }
        #expect(throws: VaultError.identity(source: "exported.age", .wrongPassphrase)) {
            _ = try source.identity { _ in Array("battery staple".utf8) }.recipients
        }
        #expect(try file.bytes.starts(with: Array("age-encryption.org/v1\n-> scrypt ".utf8)))
    }

    @Test(arguments: ["env:", "credential:", "command:", "command: "])
    func `from nowhere is refused`(text: String) {
        #expect(IdentitySource(text) == nil)
    }

    @Test func `comes from a command without a shell in between`() throws {
        let setting = try Setting()
        let path = setting.ring.identityFile(of: .qa).filePath
        let source = try #require(IdentitySource("command:cat \(path)"))
        #expect(try source.identity().recipients == setting.ring.recipients(of: [.qa]))
        let shell = try #require(IdentitySource("command:cat \(path); true"))
        #expect(throws: VaultError.identity(source: "command:cat", .commandFailed)) {
            _ = try shell.identity().recipients
        }
        let endless = try #require(IdentitySource("command:yes"))
        #expect(throws: VaultError.self) { _ = try endless.identity().recipients }
    }

    @Test func `others may read is refused`() throws {
        let setting = try Setting()
        let file = setting.ring.identityFile(of: .qa)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.filePath)
        #expect(throws: VaultError.exposed(file: "qa.identity", mode: 0o644)) {
            _ = try IdentitySource.file(file).identity().recipients
        }
    }
}
