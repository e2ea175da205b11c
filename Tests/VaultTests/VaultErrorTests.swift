import Foundation
import Testing
import Vault

@Suite struct `Vault error` {
    @Test func `says what is wrong and how to mend it`() {
        let exposed = VaultError.exposed(file: "qa.identity", mode: 0o644)
        #expect(exposed.description == "qa.identity: others may read it (permissions 644)")
        #expect(exposed.mend == "chmod 600 qa.identity")
        let full = VaultError.system(call: "write", file: "a.age", code: ENOSPC)
        #expect(full.description == "a.age: write: No space left on device")
        #expect(full.mend == "make room on the disk and run again; nothing was lost")
    }

    @Test func `does not say the name of a file that came from outside`() throws {
        let folder = try TemporaryFolder()
        let vault = Vault(root: folder.url.appending(component: "vault"))
        let recipients = try Identity.generate().recipients
        let missing = folder.url.appending(component: "13800138000.wav")
        #expect(throws: VaultError.notFound(file: "source")) {
            _ = try vault.seal(SealableFile(missing), as: "a.age", to: recipients)
        }
        #expect(throws: VaultError.notFound(file: "file")) { _ = try SHA256.hash(fileAt: missing) }
        #expect(folder.files == [])
    }

    @Test func `on a folder that cannot be written leaves nothing`() throws {
        let folder = try TemporaryFolder()
        try folder.url.appending(component: "vault").write([])
        let vault = Vault(root: folder.url.appending(component: "vault"))
        let recipients = try Identity.generate().recipients
        #expect(throws: VaultError.system(call: "mkdir", file: "2026", code: ENOTDIR)) {
            _ = try vault.seal(SealableBytes([1]), as: "2026/a.age", to: recipients)
        }
    }
}
