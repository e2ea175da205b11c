import Foundation
import Testing
import Vault

private let allFiles = [
    "keys/audit-signing.pub", "keys/auditor.recipients", "keys/compliance.recipients", "keys/escrow.recipients",
    "keys/night.recipients", "keys/qa.recipients", "secrets/audit-signing.key", "secrets/auditor.identity",
    "secrets/compliance.identity", "secrets/escrow.identity", "secrets/night.identity", "secrets/pseudonym.key",
    "secrets/qa.identity",
]

private func mode(of url: URL) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: url.filePath)[.posixPermissions] as? Int
}

@Suite struct `Key ring` {
    @Test func `makes every key once, the secrets for their owner only`() throws {
        let folder = try TemporaryFolder()
        let ring = try KeyRing.filled(in: folder.url)
        #expect(folder.files == allFiles)
        for file in allFiles where file.hasPrefix("secrets/") {
            #expect(try mode(of: folder.url.appending(path: file)) == 0o600)
        }
        #expect(try mode(of: ring.secrets) == 0o700)
        let before = try allFiles.map { try folder.url.appending(path: $0).bytes }
        #expect(try ring.generateMissing(at: .now) == [])
        #expect(try allFiles.map { try folder.url.appending(path: $0).bytes } == before)
    }

    @Test func `makes recipients for an identity that a killed run left without`() throws {
        let folder = try TemporaryFolder()
        let ring = try KeyRing.filled(in: folder.url)
        let before = try ring.recipients(of: [.qa])
        try FileManager.default.removeItem(at: ring.recipientsFile(of: .qa))
        #expect(try ring.generateMissing(at: .now) == ["qa.recipients"])
        #expect(try ring.recipients(of: [.qa]) == before)
    }

    @Test func `leaves a role alone whose identity lives elsewhere`() throws {
        let folder = try TemporaryFolder()
        let ring = try KeyRing.filled(in: folder.url)
        try FileManager.default.removeItem(at: ring.identityFile(of: .escrow))
        #expect(try ring.generateMissing(at: .now) == [])
        #expect(throws: VaultError.notFound(file: "escrow.identity")) { _ = try ring.identity(of: .escrow).recipients }
    }

    @Test func `writes an identity as age-keygen does`() throws {
        let folder = try TemporaryFolder()
        let ring = try KeyRing.filled(in: folder.url)
        let lines = String(decoding: try ring.identityFile(of: .qa).bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0] == "# created: 2026-01-01T00:00:00Z")
        #expect(try lines[1] == "# public key: \(ring.recipients(of: [.qa])[0])")
        #expect(lines[2].hasPrefix("AGE-SECRET-KEY-1") && lines[2].count == 74)
    }

    @Test func `counts a recipient of two roles once`() throws {
        let folder = try TemporaryFolder()
        let ring = try KeyRing.filled(in: folder.url)
        let both = try ring.recipients(of: [.qa, .compliance])
        try ring.recipientsFile(of: .qa).write(
            Array("# both\r\n\r\n\(both[1])\r\n\(both[0])".utf8)
        )
        #expect(try ring.recipients(of: [.qa, .compliance]) == both.reversed())
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644])
    func `refuses a secret that others may read`(mode: Int) throws {
        let folder = try TemporaryFolder()
        let ring = try KeyRing.filled(in: folder.url)
        for url in [ring.identityFile(of: .qa), ring.pseudonymKeyFile, ring.signingKeyFile] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.filePath)
        }
        #expect(throws: VaultError.exposed(file: "qa.identity", mode: mode)) {
            _ = try ring.identity(of: .qa).recipients
        }
        #expect(throws: VaultError.exposed(file: "pseudonym.key", mode: mode)) { _ = try ring.pseudonymiser() }
        #expect(throws: VaultError.exposed(file: "audit-signing.key", mode: mode)) {
            _ = try ring.signingKey().verificationKey
        }
    }
}

/// Text that is not the key file it should be.
private struct Refusal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var line: Int
}

private let recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
private let identity = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"

@Suite struct `Key file` {
    @Test func `of the age specification's test key is read`() throws {
        // The vectors' identity and what stock age-keygen -y says of it.
        let text = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
        let recipients = try Identity(text: Array(text.utf8).span).recipients
        #expect(recipients.map(\.description) == ["age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef"])
    }

    @Test(arguments: [
        Refusal(testDescription: "empty", text: "", line: 1),
        Refusal(testDescription: "only comments", text: "# nothing\n\n", line: 1),
        Refusal(testDescription: "checksum", text: "# c\n\(recipient.dropLast())q", line: 2),
        Refusal(testDescription: "upper case", text: recipient.uppercased(), line: 1),
        Refusal(testDescription: "mixed case", text: "A" + recipient.dropFirst(), line: 1),
        Refusal(testDescription: "an identity", text: identity, line: 1),
        Refusal(testDescription: "a space behind", text: recipient + " ", line: 1),
        Refusal(testDescription: "half a key", text: "\(recipient)\n\(recipient.prefix(30))\n", line: 2),
    ])
    private func `that holds no recipients is refused`(_ refusal: Refusal) throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(component: "qa.recipients")
        try url.write(Array(refusal.text.utf8))
        #expect(throws: VaultError.keyFile(file: "qa.recipients", line: refusal.line, expected: "age1…")) {
            _ = try KeyRing.recipients(in: url)
        }
    }

    @Test(arguments: [
        Refusal(testDescription: "empty", text: "", line: 1),
        Refusal(testDescription: "a recipient", text: "# c\n\(recipient)", line: 2),
        Refusal(testDescription: "checksum", text: "\(identity.dropLast())Q", line: 1),
    ])
    private func `that holds no identity is refused`(_ refusal: Refusal) {
        #expect(throws: VaultError.keyFile(file: "identity", line: refusal.line, expected: "AGE-SECRET-KEY-1…")) {
            _ = try Identity(text: Array(refusal.text.utf8).span).recipients
        }
    }
}

@Suite struct `Pseudonym` {
    @Test func `is HMAC-SHA-256 as another implementation computes it`() throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(component: "pseudonym.key")
        try url.write(Array((String(repeating: "0b", count: 32) + "\n").utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.filePath)
        // Python: base64.b32encode(hmac.digest(b"\x0b" * 32, b"phone\0+8613800138000", "sha256")[:10])
        #expect(
            try Pseudonymiser(contentsOf: url).token(for: "+8613800138000", purpose: "phone") == "P-IRURQPI2WBSIQWHY"
        )
    }

    @Test func `joins equal values of one purpose under one key, and nothing else`() throws {
        let folder = try TemporaryFolder()
        let ring = try KeyRing.filled(in: folder.url)
        let pseudonymiser = try ring.pseudonymiser()
        let token = try pseudonymiser.token(for: "+442079460000", purpose: "phone")
        #expect(token.wholeMatch(of: /P-[A-Z2-7]{16}/) != nil)
        #expect(try ring.pseudonymiser().token(for: "+442079460000", purpose: "phone") == token)
        #expect(try pseudonymiser.token(for: "+442079460001", purpose: "phone") != token)
        #expect(try pseudonymiser.token(for: "+442079460000", purpose: "card") != token)
        try FileManager.default.removeItem(at: ring.pseudonymKeyFile)
        #expect(try ring.generateMissing(at: .now) == ["pseudonym.key"])
        #expect(try ring.pseudonymiser().token(for: "+442079460000", purpose: "phone") != token)
    }

    @Test(arguments: ["", "00", String(repeating: "0B", count: 32), String(repeating: "0b", count: 33)])
    func `key of another form is refused`(text: String) throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(component: "k")
        try AtomicFile.write(Array(text.utf8).span, to: url)
        let expected = VaultError.keyFile(file: "k", line: 1, expected: "64 lower-case hexadecimal digits")
        #expect(throws: expected) { _ = try Pseudonymiser(contentsOf: url) }
    }
}
