import Foundation
import Testing
import Vault

@Suite(.enabled(if: Tool.openssl.isInstalled, "skipped: openssl is not installed"))
struct `Signing key` {
    @Test func `made by openssl signs as openssl does`() throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(component: "k.pem")
        #expect(try Tool.openssl.run(["genpkey", "-algorithm", "ed25519", "-out", url.filePath]).status == 0)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.filePath)
        let key = try SigningKey(contentsOf: url)
        let message = folder.url.appending(component: "message")
        try message.write(noise(1000))
        // Ed25519 is deterministic: two right signatures are equal.
        let theirs = try Tool.openssl.run([
            "pkeyutl", "-sign", "-rawin", "-inkey", url.filePath, "-in", message.filePath,
        ])
        #expect(try key.sign(noise(1000).span) == theirs.output)
        let pem = try Tool.openssl.run(["pkey", "-in", url.filePath, "-pubout"]).output
        #expect(try Array(key.verificationKey.pem.utf8) == pem)
        #expect(try key.verificationKey.verify(theirs.output.span, of: noise(1000).span))
        #expect(try !key.verificationKey.verify(theirs.output.span, of: noise(999).span))
        let short = Array(theirs.output.dropLast())
        #expect(try !key.verificationKey.verify(short.span, of: noise(1000).span))
    }

    @Test func `that we write is what openssl would write`() throws {
        let folder = try TemporaryFolder()
        let ring = try KeyRing.filled(in: folder.url)
        let rewritten = try Tool.openssl.run(["pkey", "-in", ring.signingKeyFile.filePath]).output
        #expect(try rewritten == ring.signingKeyFile.bytes)
        let publicHalf = try Tool.openssl.run(["pkey", "-in", ring.signingKeyFile.filePath, "-pubout"]).output
        #expect(try publicHalf == ring.verificationKeyFile.bytes)
        #expect(try ring.verificationKey() == ring.signingKey().verificationKey)
    }

    @Test func `of another algorithm is refused`() throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(component: "k.pem")
        #expect(try Tool.openssl.run(["genpkey", "-algorithm", "x25519", "-out", url.filePath]).status == 0)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.filePath)
        #expect(throws: VaultError.keyFile(file: "k.pem", line: 2, expected: "an Ed25519 PRIVATE KEY in PEM")) {
            _ = try SigningKey(contentsOf: url).verificationKey
        }
    }

    @Test func `verifies a checkpoint that openssl verifies too`() throws {
        let folder = try TemporaryFolder()
        let ring = try KeyRing.filled(in: folder.url)
        let log = AuditLog(folder: folder.url.appending(component: "audit"))
        try log.append([AuditEntry(.runStarted, "r-1", by: "night", at: 0)])
        let checkpoint = try log.checkpoint(signedBy: ring.signingKey())
        #expect(try checkpoint.isSigned(by: ring.verificationKey()))
        let text = folder.url.appending(component: "text")
        try text.write(Array(checkpoint.text.utf8))
        let signature = folder.url.appending(component: "signature")
        try signature.write(checkpoint.signature)
        let arguments = [
            "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", ring.verificationKeyFile.filePath, "-sigfile",
            signature.filePath, "-in",
        ]
        #expect(try Tool.openssl.run(arguments + [text.filePath]).status == 0)
        try text.write(Array(checkpoint.text.utf8.dropLast()))
        #expect(try Tool.openssl.run(arguments + [text.filePath]).status == 1)
    }
}
