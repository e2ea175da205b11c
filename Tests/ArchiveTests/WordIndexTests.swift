import Archive
import Calls
import Foundation
import Testing
import Vault

@Suite struct `Word index` {
    private func archive(_ calls: [(id: String, turns: [String])]) throws -> (Archive, URL) {
        let url = FileManager.default.temporaryDirectory.appending(path: "words-\(UUID().uuidString).sqlite")
        let archive = try Archive(path: url.path)
        let run = try archive.beginRun(at: 1)
        for (number, call) in calls.enumerated() {
            var outcome = try sampleOutcome(call.id, start: 1_795_377_224_000 + number * 1000)
            outcome.transcript?.turns = call.turns.map { text in
                Turn(role: .agent, channel: 1, words: text.split(separator: " ").map { Word(String($0), span(0, 100)) })
            }
            try archive.commit([CallEntry(outcome)], run: run)
        }
        return (archive, url)
    }

    @Test(arguments: [
        (["cancel"], ["a.1", "a.2"]), (["CANCEL my contract"], ["a.1"]), (["my cancel"], []),
        (["cancel", "refund"], ["a.2"]), (["投诉"], ["a.3"]), (["投訴"], ["a.3"]), (["诉投"], []), (["?!"], []),
        (["contract please"], []), (["dont"], ["a.2"]), (["'; DROP TABLE words; --"], []),
    ])
    func `finds calls in which every term is said`(terms: [String], calls: [String]) throws {
        let (archive, url) = try archive([
            ("a.1", ["I want to cancel my contract.", "Please wait."]),
            ("a.2", ["Don't cancel it", "a refund will do"]), ("a.3", ["我要投诉你们"]),
        ])
        defer { try? FileManager.default.removeItem(at: url) }
        let found = try archive.search(terms, in: CallQuery(), limit: 10)
        #expect(Set(found.map(\.call.description)) == Set(calls))
    }

    @Test func `forgets a call that is destroyed`() throws {
        let (archive, url) = try archive([("a.1", ["an uncommonword"]), ("a.2", ["another word"])])
        defer { try? FileManager.default.removeItem(at: url) }
        let id = try #require(CallID("a.1"))
        let disposal = Disposal(
            call: id,
            at: UTCTime(milliseconds: 5),
            actor: "x",
            rules: [],
            planSHA256: String(repeating: "a", count: 64),
            objects: []
        )
        try archive.destroy(disposal, report: "2026-11-22", events: [])
        #expect(try archive.search(["uncommonword"], in: CallQuery(), limit: 10) == [])
        try archive.compactWordIndex()
        try archive.checkpoint()
        let bytes = try Data(contentsOf: url)
        #expect(bytes.range(of: Data("uncommonword".utf8)) == nil)
        #expect(try archive.search(["word"], in: CallQuery(), limit: 10).count == 1)
    }

    @Test func `keeps a review when its call is committed again`() throws {
        let (archive, url) = try archive([("a.1", ["hello"])])
        defer { try? FileManager.default.removeItem(at: url) }
        let id = try #require(CallID("a.1"))
        let review = Review(call: id, reason: "sample", note: "fine", updated: UTCTime(milliseconds: 9))
        try archive.set(review, events: [])
        let run = try archive.beginRun(at: 2)
        try archive.commit([CallEntry(try sampleOutcome("a.1"))], run: run)
        #expect(try archive.reviews() == [review])
        #expect(throws: ArchiveError.noSuchCall) {
            try archive.set(
                Review(call: try #require(CallID("a.9")), reason: "sample", updated: UTCTime(milliseconds: 9)),
                events: []
            )
        }
    }
}
