import Foundation
import Night
import Testing
import Vault

/// What else may happen to a night at two o'clock.
@Suite(.serialized) struct `A night in chaos` {
    private static func begin(_ site: TestSite, _ arguments: [String] = []) throws -> Child {
        let environment = ["TERM": "dumb", "AFTERCALL_HOME": site.workspace.home.path]
        return try Child(Program.url, ["run", "--jobs", "1"] + arguments, in: site.folder, environment: environment)
    }

    /// Returns once the first call is in the vault.
    private static func waitForACall(_ site: TestSite, _ night: Child) {
        while night.process.isRunning, site.files(under: site.workspace.vault).isEmpty { usleep(5000) }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `that is asked to stop commits what it has at hand, says so, and goes on another time`(signal: Int32) throws {
        let quiet = try LongNight.shared.get()
        let site = try quiet.site()
        let night = try Self.begin(site)
        Self.waitForACall(site, night)
        kill(night.process.processIdentifier, signal)
        let stopped = try night.wait()
        #expect(stopped.status == 75, "\(stopped.errors)")
        let said = try #require(stopped.errors.firstMatch(of: /stopped as asked, with ([0-9]+) of ([0-9]+) calls done/))
        let (done, total) = (try #require(Int(said.1)), try #require(Int(said.2)))
        #expect(done < total)
        // What was at hand is committed; a recording that is none, and no switch's, is no call.
        let calls = try Snapshot(site).calls.count
        #expect((done - 1...done).contains(calls))
        #expect(site.files().filter { $0.hasSuffix(AtomicFile.partialSuffix) } == [])
        #expect([0, 3].contains(try site.command("run").status))
        try quiet.expectSame(site)
    }

    @Test func `a second run at the same time gives way`() throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        let lock = try WorkspaceLock(site.workspace)
        let refused = try site.command("run")
        #expect(refused.status == 75)
        #expect(refused.errors.contains("aftercall: hint: "))
        #expect(try Snapshot(site).calls == [])
        #expect(site.files(under: site.workspace.inbox).count == 10)
        _ = consume lock
        #expect(try site.command("run").status == 0)
    }

    @Test(.enabled(if: SmallDisk.isPossible, "skipped: only root can mount"))
    func `whose inbox vanishes says so, loses nothing, and goes on when it is back`() throws {
        let quiet = try LongNight.shared.get()
        let site = try quiet.site()
        let (inbox, share) = (site.workspace.inbox, site.folder.appending(path: "share"))
        try FileManager.default.moveItem(at: inbox, to: share)
        try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
        try Self.command("mount", "--bind", share.path, inbox.path)
        let night = try Self.begin(site)
        Self.waitForACall(site, night)
        try Self.command("umount", "--lazy", inbox.path)
        let cut = try night.wait()
        #expect(cut.status != 0, "\(cut.errors)")
        #expect(cut.errors.contains("aftercall: "))

        let left = try FileManager.default.contentsOfDirectory(atPath: share.path).count
        #expect(left > 0)
        try FileManager.default.removeItem(at: inbox)
        try FileManager.default.moveItem(at: share, to: inbox)
        let finished = try site.command("run")
        #expect([0, 3].contains(finished.status), "\(finished.errors)")
        try quiet.expectSame(site)
    }

    private static func command(_ words: String...) throws {
        let env = URL(filePath: "/usr/bin/env")
        let child = try Child(env, words, in: FileManager.default.temporaryDirectory, environment: [:])
        guard try child.wait().status == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
