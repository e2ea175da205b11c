import Calls
import Foundation
import Night
import Testing

/// A night whose work on calls is done before it by 'map', in two tasks, as clusters do it.
@Suite struct `Results of map` {
    private let alone: TestSite
    private let site: TestSite
    private let calls: URL
    private let results: URL

    init() throws {
        site = try TestSite()
        try site.drop(SampleDay.files())
        try site.drop([DroppedFile("lonely.wav", [UInt8](repeating: 7, count: 400))])
        alone = try TestSite(copyOf: site)
        calls = site.folder.appending(path: "calls.jsonl")
        results = site.folder.appending(path: "out", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: results, withIntermediateDirectories: true)
        try Data(try site.command("run", "--plan").output).write(to: calls)
    }

    private func lines() throws -> [Substring] { try String(contentsOf: calls, encoding: .utf8).split(separator: "\n") }

    /// Has a task work on some of the lines.
    private func map(_ lines: some Collection<Substring>, as task: String) throws {
        let piece = site.folder.appending(path: "calls.\(task)")
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: piece)
        let done = try Program.run(
            ["map", "--home", site.workspace.home.path, "--sealed", results.path],
            in: site.folder,
            input: piece
        )
        #expect(done.status == 0)
        try Data(done.output).write(to: results.appending(path: "results-\(task).jsonl"))
    }

    private func merge(_ options: String...) throws -> Program.Result {
        try site.command(["merge", results.path] + options)
    }

    private func expectTheNightOfOneMachine() async throws {
        try await alone.run()
        let changes = try Snapshot(site).differences(from: Snapshot(alone))
        #expect(changes == [])
    }

    @Test func `make the archive that a night on one machine makes, and again nothing`() async throws {
        try map(try lines().prefix(3), as: "00")
        try map(try lines().dropFirst(3), as: "01")
        let merged = try merge("--calls", calls.path)
        #expect(merged.status == 3)
        #expect(merged.errors.contains("lonely.wav"))
        try await expectTheNightOfOneMachine()
        let again = try Snapshot(site)
        _ = try merge("--calls", calls.path)
        #expect(try Snapshot(site) == again)
        #expect(try await site.run().changedNothing)
    }

    @Test func `that leave calls out are refused where the calls are named`() async throws {
        let before = site.files()
        try map(try lines().prefix(3), as: "00")
        let refused = try merge("--calls", calls.path)
        #expect(refused.status == 65)
        #expect(refused.errors.contains("there are 3 results for \(try lines().count) calls"))
        #expect(site.files(under: site.workspace.inbox) == alone.files(under: alone.workspace.inbox))
        #expect(site.files(under: site.workspace.vault) == [])
        #expect(Set(site.files()).subtracting(before).allSatisfy { $0.hasPrefix("archive.sqlite") })
    }

    @Test func `that leave calls out leave them to the next night where the calls are not named`() async throws {
        try map(try lines().prefix(3), as: "00")
        _ = try merge()
        #expect(try Snapshot(site).calls.count < SampleDay.ids.count)
        try await site.run()
        try await expectTheNightOfOneMachine()
    }

    @Test func `from before a call's transcript came leave that call to the next night`() async throws {
        let words = site.workspace.inbox.appending(path: "20250303T010012Z-00000001.vtt")
        let content = try Data(contentsOf: words)
        try FileManager.default.removeItem(at: words)
        try Data(try site.command("run", "--plan").output).write(to: calls)
        try map(try lines(), as: "00")
        try content.write(to: words)
        _ = try merge("--calls", calls.path)
        #expect(try site.outcome(SampleDay.english) == nil)
        try await site.run()
        try await expectTheNightOfOneMachine()
    }

    @Test func `of recordings from elsewhere enter the archive`() async throws {
        let other = try TestSite()
        let recording = other.folder.appending(path: "elsewhere.wav")
        try Data(SpokenWAV(milliseconds: 4000, [(0, 300, 3500)]).file()).write(to: recording)
        try map([Substring(recording.path)], as: "00")
        #expect(try merge().status == 0)
        #expect(try Snapshot(site).calls.count == 1)
        #expect(site.files(under: site.workspace.inbox) == alone.files(under: alone.workspace.inbox))
        #expect(try site.damagedCopies() == [])
    }
}
