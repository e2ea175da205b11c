import Archive
import Calls
import Foundation
import Night
import Testing
import Vault

@Suite struct `A workspace of the SM profile` {
    private static let policy = "rules:\n  - id: a-day\n    queue: sales\n    destroy: 1d\n    basis: test\n"

    /// Header and payload of a call's original, one after the other, in a file.
    private func whole(_ id: String, of site: TestSite) throws -> URL {
        let archive = try Site(site.workspace, isReadOnly: true).archive
        let files = try archive.files(of: try #require(CallID(id)))
        let path = try #require(files.first { $0.kind == .original }?.path)
        let url = site.folder.appending(path: "whole")
        try Data(try site.bytes("vault/headers/\(path)") + site.bytes("vault/\(path)")).write(to: url)
        return url
    }

    /// What the script that knows openssl alone makes of it; nil where it refuses.
    private func recovered(_ file: URL, with key: URL, in folder: URL) throws -> [UInt8]? {
        let script = repository.appending(path: "scripts/recover-sm.sh").path
        let output = folder.appending(path: "recovered")
        try? FileManager.default.removeItem(at: output)
        let bash = URL(filePath: "/bin/bash")
        let result = try Child(bash, [script, key.path, file.path, output.path], in: folder, environment: [:]).wait()
        return result.status == 0 ? [UInt8](try Data(contentsOf: output)) : nil
    }

    private func versions(_ site: TestSite) throws -> Set<String> {
        let headers = site.files(under: site.workspace.vault.appending(path: Vault.headersFolder))
        return Set(
            try headers.map { path in
                let bytes = try site.bytes("vault/\(Vault.headersFolder)/\(path)")
                return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
            }
        )
    }

    @Test func `seals, opens, rotates, backs up, restores and destroys as any other, and openssl alone recovers it`()
        async throws
    {
        let site = try TestSite(.sm)
        try site.drop(SampleDay.files())
        #expect(try await site.run().mishaps == [])
        #expect(try versions(site) == ["aftercall-sm/v1"])
        #expect(try site.damagedCopies() == [])
        let secrets = site.folder.appending(path: "data-secrets")
        let compliance = secrets.appending(path: "compliance.sm2.identity")
        let original = try whole(SampleDay.english, of: site)
        #expect(try recovered(original, with: compliance, in: site.folder) == SampleDay.englishSound)

        let part = try site.command("open", SampleDay.english, "--original", "--from", "0:02", "--to", "3.5")
        #expect(part.status == 0, "\(part.errors)")
        // Two channels of 16 bits at 8 kHz.
        let start = SampleDay.englishSound.count - 10 * 32_000
        let isWanted = part.output.suffix(48_000).elementsEqual(SampleDay.englishSound[start..<start + 48_000])
        #expect(isWanted)

        let old = secrets.appending(path: "old.identity")
        try FileManager.default.copyItem(at: compliance, to: old)
        let rotated = try site.command("keys", "rotate", "compliance")
        #expect(rotated.status == 0 && rotated.text.contains("New key: sm2:"), "\(rotated.errors)")
        let open = ["open", SampleDay.english, "--original", "--output"]
        #expect(try site.command(open + ["a.wav", "--identity", old.path]).status == 77)
        #expect(try site.command(open + ["b.wav"]).status == 0)
        let rewrapped = try whole(SampleDay.english, of: site)
        #expect(try recovered(rewrapped, with: compliance, in: site.folder) == SampleDay.englishSound)
        #expect(try recovered(rewrapped, with: old, in: site.folder) == nil)

        let doctor = try site.command("doctor")
        #expect(doctor.text.contains("by SM2, SM4 and SM3"))
        #expect(try site.command("export", "--output", "package").status == 0)
        try checkBackup(of: site)
    }

    private func checkBackup(of site: TestSite) throws {
        let backup = site.folder.appending(path: "backup", directoryHint: .isDirectory)
        #expect(try site.command("backup", backup.path).status == 0)
        let escrow = site.folder.appending(path: "data-secrets/escrow.sm2.identity").path
        let copy = site.folder.appending(path: "copy").path
        let restored = try site.command(["restore", backup.path, "--home", copy, "--verify", "--identity", escrow])
        #expect(restored.status == 0, "\(restored.errors)")

        try Data(Self.policy.utf8).write(to: site.workspace.retentionPolicy)
        let reader = try Site(site.workspace, isReadOnly: true)
        let plan = try Site.hash(of: reader.retentionPlan())
        let gone = try site.command("retain", "apply", "--plan", plan)
        #expect(gone.status == 0, "\(gone.errors)")
        #expect(try site.command("open", SampleDay.english, "--output", "no.wav").status == 66)
        #expect(try site.command("backup", backup.path).status == 0)
        #expect(site.files(under: backup).filter { $0.contains(SampleDay.english) } == [])
        #expect(try site.damagedCopies() == [])
        #expect(try site.auditReport().fault == nil)
    }

    @Test func `may have been one of age: each file opens by its own profile's keys`() async throws {
        let site = try TestSite()
        let files = try SampleDay.files()
        let isLate = { (file: DroppedFile) in file.name.hasPrefix("hotline") || file.name.hasPrefix(SampleDay.mono) }
        try site.drop(files.filter { !isLate($0) })
        try await site.run()
        let settings = try String(contentsOf: site.workspace.settings, encoding: .utf8)
        try Data((settings + "seal:\n  profile: sm\n").utf8).write(to: site.workspace.settings)
        try site.drop(files.filter(isLate))
        let refused = try site.command("run")
        #expect(refused.status != 0)
        #expect(try site.command("keys", "generate").text.contains("compliance.sm2.identity"))
        try await site.run()
        #expect(try versions(site) == ["age-encryption.org/v1", "aftercall-sm/v1"])
        func opens(_ id: String) throws -> Bool {
            let file = "\(UUID().uuidString).wav"
            return try site.command("open", id, "--original", "--output", file).status == 0
        }
        #expect(try opens(SampleDay.english) && opens(SampleDay.mono))
        let before = try site.sealedHashes()
        #expect(try site.command("keys", "rotate", "compliance", "--profile", "age").status == 0)
        #expect(try opens(SampleDay.english) && opens(SampleDay.mono))
        let changed = try site.sealedHashes().filter { before[$0.key] != $0.value }.keys
        #expect(!changed.isEmpty && changed.allSatisfy { $0.hasPrefix("headers/") && !$0.contains(SampleDay.mono) })
        #expect(try site.damagedCopies() == [])
    }
}
