import Archive
import Calls
import Foundation
import Testing
import Vault

@Suite struct `Archive file` {
    private let folder: TemporaryFolder
    private let archive: Archive
    private let run: RunID

    init() throws {
        folder = try TemporaryFolder()
        archive = try Archive(path: folder.url.appending(path: "archive.sqlite").path)
        run = try archive.beginRun(at: 1)
    }

    private func sealed(_ text: String, as path: String) throws -> SealedRecording {
        let recipients = try Identity.generate().recipients
        return try Vault(root: folder.url.appending(path: "vault"))
            .seal(SealableBytes(text.utf8), as: path, to: recipients, replacing: true)
    }

    @Test func `gives back exactly what was committed`() throws {
        let outcome = try sampleOutcome()
        let file = try sealed("sound", as: "2026/11/22/a.original.age")
        try archive.commit([CallEntry(outcome, files: [.original: file])], run: run)
        #expect(try archive.outcome(of: outcome.facts.id) == outcome)
        let stored = try #require(try archive.files(of: outcome.facts.id).first)
        #expect(stored.path == "2026/11/22/a.original.age")
        #expect(stored.plainSHA256 == (try SHA256.hash(Array("sound".utf8).span).hex))
        #expect(try archive.call(withRecording: stored.plainSHA256) == outcome.facts.id)
    }

    @Test func `keeps unknown apart from zero`() throws {
        let call = Call(id: try #require(CallID("c")), start: UTCTime(milliseconds: 5), outcome: .abandoned)
        let outcome = CallOutcome(facts: CallFacts(of: call, customer: nil))
        try archive.commit([CallEntry(outcome)], run: run)
        let read = try #require(try archive.outcome(of: call.id))
        #expect(read == outcome)
        #expect(read.facts.handle.hold == nil)
        #expect(read.measures == nil)
    }

    @Test func `keeps no talk-over apart from talk-over that cannot be known`() throws {
        var outcome = try sampleOutcome()
        outcome.measures?.talkOver = []
        outcome.measures?.interruptions = nil
        try archive.commit([CallEntry(outcome)], run: run)
        let measures = try #require(try archive.outcome(of: outcome.facts.id)?.measures)
        #expect(measures.talkOver == [])
        #expect(measures.interruptions == nil)
    }

    @Test func `committing twice is committing once`() throws {
        let outcome = try sampleOutcome()
        for _ in 0..<2 { try archive.commit([CallEntry(outcome)], run: run) }
        #expect(try archive.outcomes() == [outcome])
    }

    @Test func `finds calls by every condition that is given`() throws {
        for (index, id) in ["a", "b", "c"].enumerated() {
            let outcome = try sampleOutcome(id, start: 1000 * index)
            try archive.commit([CallEntry(outcome)], run: run)
        }
        let query = CallQuery(since: UTCTime(seconds: 1), until: UTCTime(seconds: 2), agent: "8001")
        #expect(try archive.facts(query).map(\.id.description) == ["b"])
        #expect(try archive.facts(CallQuery(agent: "9999")).isEmpty)
        #expect(try archive.facts().map(\.id.description) == ["a", "b", "c"])
    }

    @Test func `remembers sources with the rows that were refused`() throws {
        let source = SourceRecord(
            sha256: String(repeating: "c", count: 64),
            name: "x.csv",
            kind: "cdr",
            bytes: 9,
            rows: 2,
            state: .quarantined,
            path: "quarantine/x.age",
            reason: "why",
            mend: "how"
        )
        let row = RejectedRow(source: source.sha256, line: 7, reason: "not a number", mend: "export again")
        try archive.commit(source, rejected: [row], events: [], run: run)
        #expect(try archive.source(source.sha256) == source)
        #expect(try archive.rejectedRows() == [row])
        // Files of one content have one row, whichever of them comes last.
        for name in ["a.csv", "z.csv"] {
            var twin = source
            twin.name = name
            try archive.commit(twin, rejected: [], events: [], run: run)
            #expect(try archive.source(source.sha256)?.name == "a.csv")
        }
        #expect(try archive.source(String(repeating: "d", count: 64)) == nil)
    }

    @Test func `hands out events in order until they are in the log`() throws {
        let events = ["sealed", "analysed"].map { PendingEvent(time: 1, act: $0, object: "c", details: ["k": "v"]) }
        try archive.commit([CallEntry(try sampleOutcome(), events: events)], run: run)
        let pending = try archive.pendingEvents()
        #expect(pending.map(\.act) == ["sealed", "analysed"])
        try archive.removePendingEvents(through: pending[0].id)
        #expect(try archive.pendingEvents().map(\.act) == ["analysed"])
    }

    @Test func `destroys a call, keeps its certificate and names sources nobody needs`() throws {
        let outcome = try sampleOutcome()
        let source = SourceRecord(
            sha256: outcome.facts.sources[0].file,
            name: "x.csv",
            kind: "cdr",
            bytes: 9,
            state: .sealed,
            path: "s.age"
        )
        try archive.commit([CallEntry(outcome)], run: run)
        try archive.commit(source, rejected: [], events: [], run: run)
        let disposal = Disposal(
            call: outcome.facts.id,
            at: UTCTime(milliseconds: 9),
            actor: "officer",
            rules: ["default"],
            planSHA256: String(repeating: "e", count: 64),
            objects: []
        )
        try archive.destroy(disposal, report: "2026-11-22", events: [])
        let rest = try archive.unfinishedDisposals()
        #expect(Set(rest) == [.init(kind: .source, name: source.sha256), .init(kind: .report, name: "2026-11-22")])
        for disposal in rest { try archive.finish(disposal) }
        #expect(try archive.unfinishedDisposals() == [])
        #expect(try archive.outcome(of: outcome.facts.id) == nil)
        #expect(try archive.disposals() == [disposal])
    }

    @Test func `refuses to destroy what is on hold, whatever the plan says`() throws {
        let outcome = try sampleOutcome()
        try archive.commit([CallEntry(outcome)], run: run)
        let hold = try archive.add(
            LegalHold(
                id: 0,
                matter: "Case 7",
                reason: "dispute",
                setBy: "counsel",
                setAt: UTCTime(milliseconds: 1),
                scope: .init(queue: "billing")
            ),
            events: []
        )
        let disposal = Disposal(
            call: outcome.facts.id,
            at: UTCTime(milliseconds: 9),
            actor: "officer",
            rules: [],
            planSHA256: "",
            objects: []
        )
        #expect(throws: ArchiveError.onHold(matter: "Case 7")) {
            try archive.destroy(disposal, report: "2026-11-22", events: [])
        }
        #expect(try archive.outcome(of: outcome.facts.id) == outcome)
        try archive.release(hold: hold.id, by: "counsel", at: UTCTime(milliseconds: 2), events: [])
        #expect(throws: ArchiveError.holdAlreadyReleased) {
            try archive.release(hold: hold.id, by: "counsel", at: UTCTime(milliseconds: 3), events: [])
        }
        try archive.destroy(disposal, report: "2026-11-22", events: [])
        #expect(try archive.facts().isEmpty)
    }

    @Test func `reads back through another connection, and is sound`() throws {
        let outcome = try sampleOutcome()
        try archive.commit([CallEntry(outcome)], run: run)
        let reader = try Archive(path: folder.url.appending(path: "archive.sqlite").path, isReadOnly: true)
        #expect(try reader.outcomes() == [outcome])
        #expect(try reader.integrityProblems().isEmpty)
    }
}
