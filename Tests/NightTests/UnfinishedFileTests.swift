import Calls
import Foundation
import Night
import Testing

@Suite struct `A file that is not finished` {
    private let site: TestSite

    init() throws { site = try TestSite() }

    private func drop(_ name: String) throws -> URL {
        try site.drop([DroppedFile("\(name).wav", SampleDay.monoSound)])
        return site.workspace.inbox.appending(path: "\(name).wav")
    }

    @Test func `whose CDR the recorder still has waits for it`() async throws {
        let recording = try drop("20250303T010200Z-0badcafe")
        let spooled = site.workspace.spool.appending(path: "20250303T010200Z-0badcafe.cdr.json")
        try Data("{}".utf8).write(to: spooled)
        let summary = try await site.run()
        #expect(summary.changedNothing)
        #expect(FileManager.default.fileExists(atPath: recording.path))
        try FileManager.default.removeItem(at: spooled)
        #expect(try await site.run().committed == 1)
    }

    @Test(arguments: [".hidden.wav", "call.wav.part", "call.partial", "call.tmp"])
    func `and says so by its name is left alone`(name: String) async throws {
        try site.drop([DroppedFile(name, SampleDay.monoSound)])
        #expect(try await site.run().changedNothing)
        #expect(FileManager.default.fileExists(atPath: site.workspace.inbox.appending(path: name).path))
    }

    /// The recogniser is what writes to the recording here, so that it happens between the listening and the sealing.
    @Test func `and grows while it is worked on waits for the next run`() async throws {
        let recording = try drop("growing")
        let settings = """

            speech:
              engine: command
              command: [/bin/sh, -c, "printf x >> '\(recording.path)'; echo '{\\"words\\": []}'"]

            """
        let before = try Data(contentsOf: site.workspace.settings)
        try (before + Data(settings.utf8)).write(to: site.workspace.settings)
        let summary = try await site.run()
        #expect(summary.committed == 0)
        #expect(summary.mishaps.map(\.subject) == ["growing.wav"])
        #expect(summary.mishaps.map(\.problem) == ["it changed while it was read, and waits for the next run"])
        #expect(!site.files(under: site.workspace.vault).contains { $0.hasSuffix(".age") })
        try before.write(to: site.workspace.settings)
        #expect(try await site.run().committed == 1)
        #expect(!FileManager.default.fileExists(atPath: recording.path))
    }

    @Test(.enabled(if: getuid() != 0, "skipped: root may read everything"))
    func `or may not be read is named and stays, and the rest goes on`() async throws {
        _ = try drop("good")
        let closed = try drop("closed")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed.path)
        let summary = try await site.run()
        #expect(summary.committed == 1)
        #expect(summary.mishaps.map(\.subject).contains("closed.wav"))
        #expect(FileManager.default.fileExists(atPath: closed.path))
    }

    @Test func `or whose name is not UTF-8 is named and stays, and the rest goes on`() async throws {
        _ = try drop("good")
        let folder = site.workspace.inbox.path.utf8.map { CChar(bitPattern: $0) }
        let name: [CChar] =
            "/".utf8.map { CChar(bitPattern: $0) } + [0xC4, 0xE3, 0xBA, 0xC3].map(CChar.init(bitPattern:))
        let path = folder + name + ".wav".utf8.map { CChar(bitPattern: $0) } + [0]
        let file = unsafe open(path, O_CREAT | O_WRONLY, 0o600)
        #expect(file >= 0)
        close(file)
        let summary = try await site.run()
        #expect(summary.committed == 1)
        #expect(summary.mishaps.contains { $0.problem == "its name is not UTF-8, so it stays in the inbox" })
        #expect(unsafe access(path, F_OK) == 0)
    }
}
