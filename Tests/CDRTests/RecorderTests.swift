import CDR
import Calls
import Foundation
import Testing

@Suite struct `The recorder's CDR` {
    /// A call of 90 s with a customer and an agent, 20 s of it on hold.
    static func cdr(_ id: String = "rec-1", switchCall: String? = nil) throws -> RecorderCDR {
        RecorderCDR(
            call: try #require(CallID(id)),
            switchCallID: switchCall,
            sipCallID: "\(id)@10.0.0.1",
            queue: "vip",
            start: try utc("2026-03-02T01:00:00Z"),
            answered: try utc("2026-03-02T01:00:01Z"),
            end: try utc("2026-03-02T01:01:31Z"),
            hungUpBy: .agent,
            completeness: .complete,
            recording: "\(id).wav",
            sha256: String(repeating: "a", count: 64),
            bytes: 1000,
            duration: Milliseconds(90_000),
            channels: [
                .init(role: .customer, number: "13900000001", name: "Li Lei", codec: "PCMA"),
                .init(
                    role: .agent,
                    number: "301",
                    name: "Han Meimei",
                    codec: "PCMA",
                    gaps: [TimeSpan(start: Milliseconds(5), end: Milliseconds(25))]
                ),
            ],
            holds: [
                TimeSpan(start: Milliseconds(10_000), end: Milliseconds(25_000)),
                TimeSpan(start: Milliseconds(20_000), end: Milliseconds(30_000)),
            ],
            pauses: [TimeSpan(start: Milliseconds(40_000), end: Milliseconds(50_000))]
        )
    }

    static func bytes(_ cdr: RecorderCDR) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return Array(try encoder.encode(cdr))
    }

    static func file(_ cdr: RecorderCDR) throws -> CDRFile {
        CDRFile(name: "x.cdr.json", sha256: "bb", bytes: try bytes(cdr))
    }

    @Test func `comes back from its JSON as it was`() throws {
        let cdr = try Self.cdr(switchCall: "1772413200.1")
        let reading = try Self.file(cdr).read(CDRSettings())
        #expect(reading.format == .recorder)
        #expect(reading.records.recorded == [RecordedCall(source: SourceLine(file: "bb", line: 1), cdr: cdr)])
    }

    @Test func `is a call by itself where no switch knows the call`() throws {
        let cdr = try Self.cdr(switchCall: "1772413200.1")
        let records = try Self.file(cdr).read(CDRSettings()).records
        #expect(
            assemble(records, settings: CDRSettings()).calls.map(\.unkeyed) == [
                Call(
                    id: cdr.call,
                    start: cdr.start,
                    answered: cdr.answered,
                    end: cdr.end,
                    direction: .inbound,
                    outcome: .answered,
                    customer: Party(role: .customer, number: "13900000001", name: "Li Lei"),
                    queue: "vip",
                    agent: "301",
                    handle: HandleTime(talk: Milliseconds(70_000), hold: Milliseconds(20_000)),
                    hungUpBy: .agent,
                    recording: RecordingReference(
                        fileName: "rec-1.wav",
                        sha256: cdr.sha256,
                        start: cdr.answered,
                        channels: [.customer, .agent],
                        pauses: cdr.pauses,
                        holds: cdr.holds,
                        gaps: [1: [TimeSpan(start: Milliseconds(5), end: Milliseconds(25))]]
                    ),
                    legs: [Leg(kind: .agent, name: "301", start: cdr.start, answered: cdr.answered, end: cdr.end)],
                    sources: [SourceLine(file: "bb", line: 1)]
                )
            ]
        )
    }

    @Test func `of a call that never began to record is no answered call`() throws {
        var cdr = try Self.cdr()
        cdr.answered = nil
        cdr.recording = nil
        cdr.completeness = .failed
        let calls = assemble(try Self.file(cdr).read(CDRSettings()).records, settings: CDRSettings()).calls
        #expect(calls.map(\.outcome) == [.failed])
        #expect(calls.map(\.handle) == [HandleTime()])
        #expect(calls.map(\.recording) == [nil])
        #expect(calls.map(\.legs) == [[]])
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (String) -> String
        var error: CDRError
    }

    static let bad = [
        Bad(
            testDescription: "another version",
            change: { $0.replacing("\"version\" : 1", with: "\"version\" : 2") },
            error: .recorderVersion(2)
        ),
        Bad(testDescription: "cut in the middle", change: { String($0.prefix($0.count - 20)) }, error: .recorderSyntax),
        Bad(
            testDescription: "no end",
            change: { $0.replacing("\"end\" : 1772413291000", with: "\"fin\" : 1") },
            error: .recorderField("end")
        ),
        Bad(
            testDescription: "a word for a time",
            change: { $0.replacing("1772413291000", with: "\"late\"") },
            error: .recorderField("end")
        ),
        Bad(
            testDescription: "ended before it began",
            change: { $0.replacing("1772413291000", with: "1") },
            error: .recorderField("end")
        ),
        Bad(
            testDescription: "a role nobody has",
            change: { $0.replacing("\"agent\",\n", with: "\"boss\",\n") },
            error: .recorderField("hungUpBy")
        ),
        Bad(
            testDescription: "a path for a file name",
            change: { $0.replacing("rec-1.wav", with: "../x.wav") },
            error: .recorderField("recording")
        ),
        Bad(
            testDescription: "an id that is no file name",
            change: { $0.replacing("\"rec-1\"", with: "\"../x\"") },
            error: .recorderField("call")
        ),
        Bad(
            testDescription: "half a hash",
            change: { $0.replacing("aaaa", with: "aa") },
            error: .recorderField("sha256")
        ),
        Bad(
            testDescription: "a duration of years",
            change: { $0.replacing(": 90000", with: ": 90000000000000") },
            error: .recorderField("duration")
        ),
    ]

    @Test(arguments: bad) func `is refused with the name of the field that is wrong`(_ example: Bad) throws {
        let text = String(decoding: try Self.bytes(try Self.cdr()), as: UTF8.self)
        let changed = example.change(text)
        #expect(changed != text)
        #expect(throws: example.error) {
            try CDRFile(name: "x", sha256: "bb", bytes: Array(changed.utf8)).read(CDRSettings())
        }
    }
}

@Suite struct `Joining recordings to calls` {
    private static func records(_ cdrs: RecorderCDR..., rows: Row...) throws -> CDRRecords {
        var records = try file(rows.map(\.text).joined()).read(CDRSettings()).records
        for cdr in cdrs { records += try `The recorder's CDR`.file(cdr).read(CDRSettings()).records }
        return records
    }

    static let names = ["1772413200.1", "1772413200.2"]

    @Test(arguments: names) func `goes by the call's name or its channel's`(_ name: String) throws {
        let cdr = try `The recorder's CDR`.cdr(switchCall: name)
        var local = Row(src: "301", channel: "PJSIP/301-00000002", dstchannel: "PJSIP/305-00000003")
        local.uniqueid = "1772413200.2"
        local.sequence = "2"
        let queued = Row(lastapp: "Queue", lastdata: "sales,t")
        let records = try Self.records(cdr, rows: queued, local)
        let calls = assemble(records, settings: CDRSettings()).calls
        let call = try #require(calls.first)
        #expect(calls.count == 1)
        #expect(call.id.description == "ast-1772413200.1")
        #expect(summary(call) == "inbound answered queue sales agent 301 wait 10 talk 70 transfers 0")
        #expect(call.handle == HandleTime(talk: Milliseconds(70_000), hold: Milliseconds(20_000)))
        #expect(call.customer == Party(role: .customer, number: "13900000001", name: "Li Lei"))
        #expect(call.hungUpBy == .agent)
        #expect(call.recording?.fileName == "rec-1.wav")
        #expect(
            call.sources == [
                SourceLine(file: "00", line: 1), SourceLine(file: "00", line: 2), SourceLine(file: "bb", line: 1),
            ]
        )
    }

    @Test func `leaves the outcome to the switch`() throws {
        let cdr = try `The recorder's CDR`.cdr(switchCall: "1772413200.1")
        let row = Row(lastapp: "Queue", lastdata: "sales", answer: "", billsec: "0", disposition: "NO ANSWER")
        let calls = assemble(try Self.records(cdr, rows: row), settings: CDRSettings()).calls
        #expect(calls.map(summary) == ["inbound abandoned queue sales agent 301 wait 30 talk - transfers 0"])
        #expect(calls.map { $0.recording?.fileName } == ["rec-1.wav"])
    }

    @Test func `takes the longest of several and loses none`() throws {
        let long = try `The recorder's CDR`.cdr("rec-2", switchCall: "1772413200.1")
        var short = try `The recorder's CDR`.cdr("rec-1", switchCall: "1772413200.1")
        short.duration = Milliseconds(5000)
        let expected = assemble(try Self.records(short, long, rows: Row()), settings: CDRSettings())
        #expect(expected.calls.map(\.id.description) == ["ast-1772413200.1", "rec-1"])
        #expect(expected.calls.map { $0.recording?.fileName } == ["rec-2.wav", "rec-1.wav"])
        #expect(
            assemble(try Self.records(long, short, long, rows: Row(), Row()), settings: CDRSettings()).calls.map(\.id)
                == expected.calls.map(\.id)
        )
    }

    /// Ids and, where a call is another recording of one, that one's id, in order.
    private static func marks(_ cdrs: RecorderCDR..., rows: Row...) throws -> [String] {
        var records = rows.isEmpty ? CDRRecords() : try file(rows.map(\.text).joined()).read(CDRSettings()).records
        for cdr in cdrs { records += try `The recorder's CDR`.file(cdr).read(CDRSettings()).records }
        return assemble(records, settings: CDRSettings()).calls
            .map { "\($0.id)" + ($0.duplicateOf.map { " of \($0)" } ?? "") }.sorted()
    }

    @Test func `says which call is another recording of which`() throws {
        func cdr(_ id: String, of first: String? = nil, switchCall: String? = nil) throws -> RecorderCDR {
            var cdr = try `The recorder's CDR`.cdr(id, switchCall: switchCall)
            cdr.duplicateOf = first.flatMap { CallID($0) }
            return cdr
        }
        let row = Row(lastapp: "Queue", lastdata: "sales,t")
        let name = "1772413200.1"
        // Of a session that no switch speaks of.
        #expect(try Self.marks(cdr("a"), cdr("b", of: "a"), cdr("c", of: "b")) == ["a", "b of a", "c of a"])
        // The first came on another night, or is lost.
        #expect(try Self.marks(cdr("b", of: "a")) == ["b of a"])
        // The first, or the other, joins the switch's call.
        #expect(
            try Self.marks(cdr("a", switchCall: name), cdr("b", of: "a"), rows: row) == [
                "ast-\(name)", "b of ast-\(name)",
            ]
        )
        #expect(
            try Self.marks(cdr("a"), cdr("b", of: "a", switchCall: name), rows: row) == [
                "a of ast-\(name)", "ast-\(name)",
            ]
        )
        // Two that name one call and do not speak of each other.
        #expect(
            try Self.marks(cdr("a", switchCall: name), cdr("b", switchCall: name), rows: row)
                == ["ast-\(name)", "b of ast-\(name)"]
        )
        // The same where no switch speaks of it, and where ids sort before the switch's.
        #expect(
            try Self.marks(cdr("a", switchCall: name), cdr("b", switchCall: name), cdr("c", switchCall: name))
                == ["a", "b of a", "c of a"]
        )
        #expect(
            try Self.marks(
                cdr("1", switchCall: name),
                cdr("2", switchCall: name),
                cdr("3", switchCall: name),
                rows: row
            )
                == ["2 of ast-\(name)", "3 of ast-\(name)", "ast-\(name)"]
        )
        // Marks in a circle are none.
        #expect(try Self.marks(cdr("a", of: "b"), cdr("b", of: "a")) == ["a", "b"])
    }
}
