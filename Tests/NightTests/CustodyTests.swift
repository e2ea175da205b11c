import Archive
import Calls
import Foundation
import Night
import Testbench
import Testing
import Vault

@Suite struct `Destruction` {
    /// A site where everything is due, and how long applying takes.
    private struct Due: Sendable {
        let before: TestSite
        let after: Snapshot
        let length: Duration

        static func make() async throws -> Due {
            let before = try TestSite()
            try before.drop(SampleDay.files())
            try await before.run()
            let policy = "rules:\n  - id: a-day\n    destroy: 1d\n    basis: test\n"
            try Data(policy.utf8).write(to: before.workspace.retentionPolicy)
            let site = try TestSite(copyOf: before)
            let hash = try site.planHash()
            let start = ContinuousClock.now
            let result = try site.command("retain", "apply", "--plan", hash)
            guard result.status == 0 else { throw CocoaError(.executableLoad) }
            return Due(before: before, after: try Snapshot(site), length: start.duration(to: .now))
        }
    }

    @Test func `that was cut off anywhere is finished by the next apply`() async throws {
        let due = try await Due.make()
        var random = SplitMix64(seed: 1)
        for part in 1...10 {
            let site = try TestSite(copyOf: due.before)
            let hash = try site.planHash()
            let share = (Double(part) - Double.random(in: 0..<1, using: &random)) / 10
            let environment = ["TERM": "dumb", "AFTERCALL_HOME": site.workspace.home.path]
            _ = try Program.run(
                ["retain", "apply", "--plan", hash],
                in: site.folder,
                environment: environment,
                killedAfter: due.length * share
            )
            let result = try site.command("retain", "apply", "--plan", try site.planHash())
            #expect(result.status == 0, "\(result.errors)")
            let changes = try Snapshot(site).differences(from: due.after)
            #expect(changes == [], "killed after \(share)")
            #expect(try site.auditReport().fault == nil)
            #expect(try site.acts(.destroyed).values.allSatisfy { $0 == 1 })
        }
    }

    @Test func `needs a second person where the settings say so`() async throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        try await site.run()
        let policy = "rules:\n  - id: a-day\n    destroy: 1d\n    basis: test\n"
        try Data(policy.utf8).write(to: site.workspace.retentionPolicy)
        try site.replace(in: site.workspace.settings, "retention:\n", with: "retention:\n  approvals: 2\n")
        let hash = try site.planHash()
        let refused = try site.command("retain", "apply", "--plan", hash)
        #expect(refused.status == 77)
        #expect(refused.errors.contains("needs the approval of 2 people"))
        // The same person twice is one person.
        #expect(try site.command("retain", "approve", "--plan", hash).status == 0)
        #expect(try site.command("retain", "apply", "--plan", hash).status == 77)
        let archive = try Site(site.workspace).archive
        try archive.approve(hash, by: "somebody-else", at: UTCTime(seconds: 1_780_000_000), events: [])
        #expect(try site.command("retain", "apply", "--plan", hash).status == 0)
        #expect(try Snapshot(site).calls == [])
        let approvers = try archive.disposals().map(\.actor)
        #expect(approvers.allSatisfy { $0.contains("somebody-else, ") || $0.contains(", somebody-else") })
    }
}

extension TestSite {
    fileprivate func planHash() throws -> String {
        let site = try Site(workspace, isReadOnly: true)
        return try Site.hash(of: site.retentionPlan())
    }

    /// Restores a backup beside this site, with this site's secrets.
    fileprivate func restored(from backup: URL, as name: String) throws -> (Workspace, Program.Result) {
        let home = folder.appending(path: name, directoryHint: .isDirectory)
        let result = try Program.run(
            [
                "restore", backup.path, "--home", home.path, "--verify", "--identity",
                folder.appending(path: "data-secrets/escrow.identity").path,
            ],
            in: folder
        )
        return (Workspace(home: home), result)
    }
}

@Suite struct `A backup` {
    @Test func `restores to what was backed up, follows destruction, and holds nothing in the clear`() async throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        try await site.run()
        let backup = site.folder.appending(path: "backup", directoryHint: .isDirectory)
        #expect(try site.command("backup", backup.path).status == 0)
        for path in site.files(under: backup) {
            let bytes = try Data(contentsOf: backup.appending(path: path))
            for canary in SampleDay.canaries + ["ast-1740963600.3", "RIFF"] {
                #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(path) holds \(canary)")
            }
        }
        let (workspace, result) = try site.restored(from: backup, as: "restored")
        #expect(result.status == 0, "\(result.errors)")
        let source = try Site(site.workspace, isReadOnly: true)
        let copy = try Site(workspace, isReadOnly: true)
        #expect(try copy.archive.outcomes() == source.archive.outcomes())
        #expect(try copy.archive.allFiles() == source.archive.allFiles())
        #expect(try copy.audit.verify(with: copy.keys.verificationKey()).fault == nil)
        #expect(try copy.vault.paths() == source.vault.paths())

        let policy = "rules:\n  - id: a-day\n    destroy: 1d\n    basis: test\n"
        try Data(policy.utf8).write(to: site.workspace.retentionPolicy)
        #expect(try site.command("retain", "apply", "--plan", site.planHash()).status == 0)
        #expect(try site.command("backup", backup.path).status == 0)
        #expect(site.files(under: backup).filter { $0.contains("ast-1740963600.3") } == [])
        let (_, second) = try site.restored(from: backup, as: "second")
        #expect(second.status == 0, "\(second.errors)")
    }

    @Test func `holds what the recorder has written by then of a call`() throws {
        let site = try TestSite()
        let growing = site.workspace.home.appending(path: "spool/20250303T010012Z-0000000a.wav")
        let sound = SpokenWAV(milliseconds: 2000, [(0, 300, 1500)]).file()
        try Data(sound).write(to: growing)
        let backup = site.folder.appending(path: "backup", directoryHint: .isDirectory)
        #expect(try site.command("backup", backup.path).status == 0)
        let sealed = backup.appending(path: "state/spool/\(growing.lastPathComponent).age")
        #expect(try Data(contentsOf: sealed).range(of: Data(sound.suffix(64))) == nil)
        let (workspace, result) = try site.restored(from: backup, as: "restored")
        #expect(result.status == 0, "\(result.errors)")
        let restored = workspace.home.appending(path: "spool/\(growing.lastPathComponent)")
        #expect([UInt8](try Data(contentsOf: restored)) == sound)
    }

    @Test func `that was altered is refused`() async throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        try await site.run()
        let backup = site.folder.appending(path: "backup", directoryHint: .isDirectory)
        #expect(try site.command("backup", backup.path).status == 0)
        let payload = try #require(site.files(under: backup).first { $0.hasPrefix("vault/2025") })
        var bytes = [UInt8](try Data(contentsOf: backup.appending(path: payload)))
        bytes[bytes.count - 1] ^= 1
        try Data(bytes).write(to: backup.appending(path: payload))
        #expect(try site.restored(from: backup, as: "restored").1.status == 4)
    }

    @Test func `taken under a running night restores to a workspace in which everything opens`() throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        let backup = site.folder.appending(path: "backup", directoryHint: .isDirectory)
        let environment = ["TERM": "dumb", "AFTERCALL_HOME": site.workspace.home.path]
        let night = try Child(Program.url, ["run"], in: site.folder, environment: environment)
        var backups = 0
        while backups == 0 || (night.process.isRunning && backups < 3) {
            #expect(try site.command("backup", backup.path).status == 0)
            backups += 1
            let (workspace, result) = try site.restored(from: backup, as: "restored-\(backups)")
            #expect(result.status == 0, "\(result.errors)")
            // What the night had not done yet, it does in the restored workspace.
            if backups == 1 {
                let after = try Program.run(
                    ["run"],
                    in: site.folder,
                    environment: ["AFTERCALL_HOME": workspace.home.path]
                )
                #expect([0, 3].contains(after.status), "\(after.errors)")
            }
        }
        #expect(try night.wait().status == 0)
    }
}

@Suite struct `Rotating a role's key` {
    @Test func `writes all headers anew, and is finished when it was cut off`() async throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        try await site.run()
        let before = try Snapshot(site)
        let secrets = site.folder.appending(path: "data-secrets")
        let old = secrets.appending(path: "old.identity")
        try FileManager.default.copyItem(at: secrets.appending(path: "compliance.identity"), to: old)
        let payloads = try site.sealedHashes().filter { !$0.key.hasPrefix("headers/") }

        let environment = ["TERM": "dumb", "AFTERCALL_HOME": site.workspace.home.path]
        let start = ContinuousClock.now
        let first = try site.command("keys", "rotate", "compliance")
        #expect(first.status == 0, "\(first.errors)")
        let length = start.duration(to: .now)
        for part in 1...4 {
            _ = try Program.run(
                ["keys", "rotate", "compliance"],
                in: site.folder,
                environment: environment,
                killedAfter: length * (Double(part) / 5)
            )
            let finished = try site.command("keys", "rotate", "compliance")
            #expect(finished.status == 0, "\(finished.errors)")
        }
        #expect(try site.damagedCopies() == [])
        #expect(try site.sealedHashes().filter { !$0.key.hasPrefix("headers/") } == payloads)
        let oldOpened = try site.command(
            "open",
            SampleDay.english,
            "--original",
            "--identity",
            old.path,
            "--output",
            "x"
        )
        #expect(oldOpened.status == 77)
        let now = try Site(site.workspace, isReadOnly: true)
        let recipient = try #require(try now.keys.recipients(of: [.compliance]).first).description
        #expect(try now.archive.allFiles().allSatisfy { $0.recipients.contains(recipient) })
        #expect(try Snapshot(site).calls == before.calls)
        #expect(try site.auditReport().fault == nil)
    }

    @Test func `seals to a colleague's SSH key as well, and tells them apart`() async throws {
        let site = try TestSite()
        let ssh = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA20hqNkYHHJApkSowymmEAerzwB0xCqo/nU8EYfxhCq"
        let qa = try #require(try Site(site.workspace).keys.recipients(of: [.qa]).first).description
        try Data("\(qa)\n\(ssh)\n".utf8).write(to: site.workspace.keys.appending(path: "qa.recipients"))
        try site.drop(SampleDay.files())
        try await site.run()
        let files = try Site(site.workspace, isReadOnly: true).archive.allFiles()
        #expect(files.contains { $0.kind == .masked })
        for file in files {
            #expect(file.recipients.contains(ssh) == (file.kind == .masked))
            #expect(file.recipients.allSatisfy { Recipient($0) != nil })
        }
    }

    @Test func `revokes somebody for good, but never the last of a role`() async throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        try await site.run()
        let qa = try #require(try Site(site.workspace).keys.recipients(of: [.qa]).first).description
        #expect(try site.command("keys", "revoke", qa).status == 78)
        let colleague = try Identity.generate()
        let file = site.workspace.keys.appending(path: "qa.recipients")
        let both = try #require(try colleague.recipients.first).description + "\n" + qa + "\n"
        try Data(both.utf8).write(to: file)
        #expect(try site.command("keys", "revoke", qa).status == 0)
        #expect(try site.command("open", SampleDay.english, "--output", "x.wav").status == 77)
        #expect(try site.command("keys", "list").text.contains(qa) == false)
    }
}
