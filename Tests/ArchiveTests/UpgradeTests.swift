import Archive
import Calls
import Foundation
import Testing

/// `fixtures/archive/version-1.sql` is the dump of an archive that release 0.1's first schema wrote.
@Suite struct `Archive of version 1` {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.url.appending(path: "archive.sqlite").path
        let dump = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "fixtures/archive/version-1.sql").path
        try run(
            python: "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())",
            dump
        )
    }

    @Test func `keeps every call, and draws the figures of those that were heard`() throws {
        let archive = try Archive(path: path)
        let outcomes = try archive.outcomes()
        #expect(outcomes.count == 27)
        #expect(outcomes.allSatisfy { $0.facts.channel == .voice && $0.facts.campaign == nil })
        #expect(outcomes.count { $0.measures != nil } == 1)
        for outcome in outcomes {
            let figures = CallFigures(of: outcome)
            func stored(_ column: String) throws -> Int? {
                try archive.number("SELECT \(column) FROM fact WHERE call = '\(outcome.facts.id)'").map { Int($0) }
            }
            #expect(try stored("connected") == figures.connected?.count)
            #expect(try stored("dead_air") == figures.deadAir?.count)
            #expect(try stored("talk_overs") == figures.talkOverCount)
            #expect(try stored("words") == (figures.hasWords ? 1 : 0))
            #expect(try stored("recorded") == (figures.hasRecording ? 1 : 0))
            #expect(try stored("ivr") == figures.ivr?.count)
        }
        #expect(try archive.integrityProblems() == [])
    }

    @Test func `tells those apart who can open a file`() throws {
        let counts = try Archive(path: path).allFiles().map { ($0.kind, $0.recipients.count) }
        #expect(counts.count == 2)
        #expect(counts.allSatisfy { $1 == ($0 == .masked ? 3 : 2) })
    }

    @Test func `has all its days to sum, once`() throws {
        let archive = try Archive(path: path)
        let definition = RollupDefinition(
            counters: [.init(name: "calls", sql: "1")],
            timeZone: "UTC",
            repeatWithin: Milliseconds(86_400_000)
        )
        let all = UTCTime(milliseconds: 0)..<UTCTime(seconds: 4_000_000_000)
        #expect(try !archive.hasRollups(definition, in: all))
        try archive.refreshRollups(definition) { time in
            let start = UTCTime(milliseconds: time.milliseconds - time.milliseconds % 86_400_000)
            return start..<start + Milliseconds(86_400_000)
        }
        #expect(try archive.hasRollups(definition, in: all))
        var calls = 0
        try archive.forEachSum(.slots, definition, in: all) { calls += $0.numbers[2] }
        #expect(calls == 27)
        #expect(try Archive(path: path, isReadOnly: true).hasRollups(definition, in: all))
    }

    @Test func `is not touched by a release older than the one that brought it up to date`() throws {
        _ = try Archive(path: path)
        // What a release to come has done to it.
        try run(
            python: "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); "
                + "db.execute(\"INSERT INTO grdb_migrations VALUES ('to come')\"); db.commit()"
        )
        let before = try Data(contentsOf: URL(filePath: path))
        for isReadOnly in [false, true] {
            #expect(throws: ArchiveError.newerSchema) { try Archive(path: path, isReadOnly: isReadOnly) }
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    private func run(python script: String, _ arguments: String...) throws {
        let child = Process()
        child.executableURL = URL(filePath: "/usr/bin/python3")
        child.arguments = ["-c", script, path] + arguments
        try child.run()
        child.waitUntilExit()
        try #require(child.terminationStatus == 0)
    }
}
