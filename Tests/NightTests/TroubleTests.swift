import Archive
import Calls
import Foundation
import Night
import Testing
import Vault

/// A day, before its night and after one that nothing disturbed.
private struct QuietDay: Sendable {
    let before: TestSite
    let after: Snapshot

    static let shared = Result { try QuietDay() }

    init() throws {
        before = try TestSite()
        try before.drop(SampleDay.files())
        let site = try TestSite(copyOf: before)
        guard try site.command("run").status == 0 else { throw CocoaError(.executableLoad) }
        after = try Snapshot(site)
    }
}

@Suite(.enabled(if: SmallDisk.isPossible, "skipped: only root can mount a disk of its own"), .serialized)
struct `A disk` {
    @Test(arguments: [0, 8, 40, 120, 300, 700, 1500, 3000])
    func `that is full stops the night with its reason, and the next night finishes it`(kilobytes: Int) throws {
        let day = try QuietDay.shared.get()
        let site = try TestSite(copyOf: day.before)
        let disk = try SmallDisk(over: site.workspace.home, megabytes: 64)
        var refusals = 0
        try disk.filled(leaving: kilobytes << 10) {
            for _ in 0..<2 {
                let result = try site.command("run")
                if result.status == 0 { continue }
                refusals += 1
                #expect(result.status == 74, "\(result.errors)")
                let reasons = ["No space left on device", "look whether the disk is full"]
                #expect(reasons.contains(where: result.errors.contains), "\(result.errors)")
                #expect(result.errors.contains("aftercall: hint: "), "\(result.errors)")
            }
        }
        if kilobytes < 300 { #expect(refusals == 2) }
        #expect(try site.auditReport().fault == nil)
        let finished = try site.command("run")
        #expect(finished.status == 0, "\(finished.errors)")
        let changes = try Snapshot(site).differences(from: day.after)
        #expect(changes == [])
        #expect(try site.damagedCopies() == [])
        #expect(site.files(under: site.workspace.inbox) == [])
        #expect(try site.auditReport().fault == nil)
    }

    @Test(arguments: ["", "vault", "audit"])
    func `that cannot be written stops the night with its reason, and keeps what is there`(place: String) throws {
        let day = try QuietDay.shared.get()
        let site = try TestSite(copyOf: day.before)
        let disk = try SmallDisk(over: site.workspace.home.appending(path: place), megabytes: 64)
        let inbox = site.files(under: site.workspace.inbox)
        try disk.readOnly {
            let result = try site.command("run")
            #expect(result.status == 74 || result.status == 73, "\(result.errors)")
            #expect(result.errors.contains("aftercall: hint: "), "\(result.errors)")
            #expect(site.files(under: site.workspace.inbox) == inbox)
            #expect(try site.command("calls").status == 0)
            #expect(try site.command("audit", "verify").status == 0)
        }
        let finished = try site.command("run")
        #expect(finished.status == 0, "\(finished.errors)")
        // Listing the workspace's files ends where another disk begins.
        let changes = try Snapshot(site).differences(from: day.after).filter { !$0.hasPrefix("file \(place)/") }
        #expect(changes == [])
        #expect(try site.damagedCopies() == [])
        #expect(try site.auditReport().fault == nil)
    }
}

@Suite struct `Many files of one content` {
    @Test func `are sealed to one place, one after the other`() async throws {
        let site = try TestSite()
        let files = (0..<24).flatMap { number in
            [
                DroppedFile("call-\(number).wav", SpokenWAV(milliseconds: 500 + number, [(0, 100, 300)]).file()),
                DroppedFile("call-\(number).vtt", text: "WEBVTT\n"),
            ]
        }
        try site.drop(files)
        let summary = try await site.run(jobs: 8)
        #expect(summary.committed == 24)
        let sources = try Site(site.workspace, isReadOnly: true).archive.sources()
        #expect(sources.map(\.name) == ["call-0.vtt"])
        #expect(site.files(under: site.workspace.inbox) == [])
    }
}

@Suite struct `A key that is lost` {
    private func night() throws -> TestSite {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        #expect(try site.command("run").status == 0)
        return site
    }

    @Test func `opens nothing, and says where it should be; escrow's opens all`() throws {
        let site = try night()
        let secrets = site.folder.appending(path: "data-secrets")
        try FileManager.default.removeItem(at: secrets.appending(path: "compliance.identity"))
        let refused = try site.command("open", SampleDay.english, "--original", "--output", "x.wav")
        #expect(refused.status == 66, "\(refused.errors)")
        #expect(refused.errors.contains("compliance.identity"))
        #expect(refused.errors.contains("aftercall: hint: "))
        #expect(!FileManager.default.fileExists(atPath: site.folder.appending(path: "x.wav").path))
        let escrow = secrets.appending(path: "escrow.identity").path
        let opened = try site.command(
            "open",
            SampleDay.english,
            "--original",
            "--identity",
            escrow,
            "--output",
            "x.wav"
        )
        #expect(opened.status == 0, "\(opened.errors)")
        // The role gets a key again, by escrow's.
        let rotated = try site.command("keys", "rotate", "compliance", "--identity", escrow)
        #expect(rotated.status == 0, "\(rotated.errors)")
        #expect(try site.command("open", SampleDay.english, "--original", "--output", "y.wav").status == 0)
        #expect(try site.command("audit", "verify").status == 0)
    }

    @Test(arguments: ["pseudonym.key", "audit-signing.key"])
    func `without which nothing can be entered stops the night before it loses anything`(name: String) throws {
        let day = try QuietDay.shared.get()
        let site = try TestSite(copyOf: day.before)
        let key = site.folder.appending(path: "data-secrets/\(name)")
        let kept = try Data(contentsOf: key)
        try FileManager.default.removeItem(at: key)
        let result = try site.command("run")
        #expect(result.status != 0)
        #expect(result.errors.contains(name), "\(result.errors)")
        try kept.write(to: key)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key.path)
        #expect(try site.command("run").status == 0)
        let changes = try Snapshot(site).differences(from: day.after)
        #expect(changes == [])
        #expect(try site.auditReport().fault == nil)
    }
}

@Suite struct `A clock that was set back` {
    @Test func `leaves the log in order and the night complete`() throws {
        let day = try QuietDay.shared.get()
        let site = try TestSite(copyOf: day.before)
        let tomorrow = Clock.now.milliseconds + 40 * 86_400_000
        do {
            // What the machine did while its clock was forty days ahead.
            let ahead = try Site(site.workspace)
            try ahead.audit.append([AuditEntry(.exported, "by another clock", by: "test", at: tomorrow)])
            _ = try ahead.audit.checkpoint(signedBy: ahead.keys.signingKey(), at: tomorrow)
        }
        #expect(try site.command("run").status == 0)
        let changes = try Snapshot(site).differences(from: day.after)
        #expect(changes == [])
        let report = try site.auditReport()
        #expect(report.fault == nil)
        #expect(report.unsigned == 0)
        #expect(report.segments == report.segments.sorted())
        #expect(try site.command("open", SampleDay.english, "--output", "x.wav").status == 0)
        #expect(try site.command("audit", "verify").status == 0)
    }
}

@Suite struct `Many processes at once` {
    @Test func `enter each act once, and the log verifies`() throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        #expect(try site.command("run").status == 0)
        let environment = ["TERM": "dumb", "AFTERCALL_HOME": site.workspace.home.path]
        let openings = try (0..<6).map { number in
            try Child(
                Program.url,
                ["open", SampleDay.english, "--output", "\(number).wav"],
                in: site.folder,
                environment: environment
            )
        }
        let holds = try (0..<4).map { number in
            try Child(
                Program.url,
                ["hold", "add", "--matter", "case \(number)", "--reason", "test", "--call", SampleDay.english],
                in: site.folder,
                environment: environment
            )
        }
        let backup = try Child(Program.url, ["backup", "copy"], in: site.folder, environment: environment)
        for child in openings + holds + [backup] {
            let result = try child.wait()
            // Who finds the workspace taken says so and has done nothing.
            #expect(result.status == 0 || result.status == 75, "\(result.errors)")
        }
        #expect(try site.acts(.opened)[SampleDay.english] == 6)
        #expect(try site.auditReport().fault == nil)
        #expect(try site.command("run").status == 0)
        #expect(try site.auditReport().fault == nil)
    }
}
