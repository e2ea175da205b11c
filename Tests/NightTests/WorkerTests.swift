import Calls
import Foundation
import Night
import Testing

/// The recogniser is what goes wrong here, since it is a program of one's choice and its parent is the worker.
@Suite struct `A recording that` {
    private let site: TestSite

    init() throws {
        site = try TestSite()
        // Calls with a transcript need no recogniser; the mono one has none.
        try site.drop(SampleDay.files())
    }

    private func recognise(with script: String) throws {
        let settings = "\nspeech:\n  engine: command\n  command: [/bin/sh, -c, \"\(script)\"]\n"
        let before = try Data(contentsOf: site.workspace.settings)
        try (before + Data(settings.utf8)).write(to: site.workspace.settings)
    }

    private func expectOthersDone(but problem: String, _ summary: RunSummary) throws {
        #expect(summary.committed == SampleDay.ids.count)
        #expect(try Snapshot(site).calls.map(\.facts.id.description).sorted() == SampleDay.ids.sorted())
        #expect(summary.mishaps.map(\.problem) == [problem])
        #expect(!summary.mishaps.contains { $0.subject.contains("13711112222") })
        #expect(try site.outcome(SampleDay.english)?.measures != nil)
        #expect(try site.outcome(SampleDay.chinese)?.transcript != nil)
        let call = try #require(try site.outcome(SampleDay.mono))
        #expect(call.measures == nil)
        #expect(call.recording == nil)
        #expect(site.files(under: site.workspace.inbox) == [])
        #expect(site.files(under: site.workspace.quarantine).contains { $0.hasSuffix(".age") })
        #expect(!FileManager.default.fileExists(atPath: site.workspace.work.path))
    }

    @Test func `crashes the program is sealed into quarantine and the rest goes on`() async throws {
        try recognise(with: "kill -KILL $PPID")
        let summary = try await site.run()
        try expectOthersDone(but: "the program crashed on it (signal 9)", summary)
        #expect(try await site.run().changedNothing)
    }

    @Test func `takes for ever is given up after a while`() async throws {
        try recognise(with: "while kill -0 $PPID; do sleep 0.1; done")
        let options = RunOptions(jobs: 2, program: Program.url, timeLimit: .seconds(20))
        let summary = try await Night.run(Site(site.workspace), options)
        try expectOthersDone(but: "the work on it took longer than 20 s", summary)
    }

    @Test func `crashes the program once is worked on again`() async throws {
        let mark = site.folder.appending(path: "crashed").path
        try recognise(
            with: "test -e '\(mark)' && echo '{\\\"words\\\": []}' && exit; touch '\(mark)'; kill -KILL $PPID"
        )
        let summary = try await site.run()
        #expect(summary.mishaps == [])
        #expect(try site.outcome(SampleDay.mono)?.measures != nil)
    }

    @Test func `crashes the program and has no CDR is no call`() async throws {
        let other = try TestSite()
        try other.drop([DroppedFile("lonely.wav", SampleDay.monoSound)])
        let settings = "\nspeech:\n  engine: command\n  command: [/bin/sh, -c, \"kill -KILL $PPID\"]\n"
        let before = try Data(contentsOf: other.workspace.settings)
        try (before + Data(settings.utf8)).write(to: other.workspace.settings)
        let summary = try await other.run()
        #expect(summary.committed == 0)
        #expect(summary.mishaps.map(\.subject) == ["lonely.wav"])
        #expect(other.files(under: other.workspace.quarantine).contains { $0.hasSuffix(".age") })
    }
}

@Suite struct `Workers` {
    @Test func `that cannot start stop the night, and nothing is taken for bad`() async throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        let options = RunOptions(jobs: 2, program: URL(filePath: "/bin/false"))
        await #expect(throws: NightError.workerFails(status: 1)) { try await Night.run(Site(site.workspace), options) }
        #expect(site.files(under: site.workspace.inbox).count == 10)
        #expect(site.files(under: site.workspace.quarantine) == [])
        // What needs no worker may have been done.
        _ = try await site.run()
        #expect(try Snapshot(site).calls.map(\.facts.id.description).sorted() == SampleDay.ids.sorted())
    }

    @Test func `end with a night that is killed`() throws {
        let site = try TestSite()
        try site.drop([DroppedFile("long.wav", SampleDay.monoSound)])
        let mark = site.folder.appending(path: "heard").path
        let script = "touch '\(mark)'; while kill -0 $PPID; do sleep 0.1; done"
        let settings = "\nspeech:\n  engine: command\n  command: [/bin/sh, -c, \"\(script)\"]\n"
        let before = try Data(contentsOf: site.workspace.settings)
        try (before + Data(settings.utf8)).write(to: site.workspace.settings)
        let environment = ["TERM": "dumb", "AFTERCALL_HOME": site.workspace.home.path]
        let night = try Child(Program.url, ["run"], in: site.folder, environment: environment)
        while !FileManager.default.fileExists(atPath: mark), night.process.isRunning { usleep(10_000) }
        #expect(!workers(of: site).isEmpty)
        kill(night.process.processIdentifier, SIGKILL)
        _ = try night.wait()
        // Each ends by itself as soon as it hears of it; without that, the recogniser keeps it for ever.
        for _ in 0..<500 where !workers(of: site).isEmpty { usleep(10_000) }
        #expect(workers(of: site).isEmpty)
    }

    /// Running processes that were told of this workspace.
    private func workers(of site: TestSite) -> [String] {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.filter { $0.allSatisfy(\.isNumber) }.filter { id in
            let arguments = try? Data(contentsOf: URL(filePath: "/proc/\(id)/cmdline"))
            return arguments.map { String(decoding: $0, as: UTF8.self) }?.contains(
                "map\0--worker\0--home\0\(site.workspace.home.path)"
            ) ?? false
        }
    }
}
