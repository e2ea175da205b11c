import CDR
import Calls
import Foundation
import Testing

@Suite struct `Mapped CSV` {
    static func mapping(
        columns: [CDRMapping.Field: String],
        format: String = "yyyy-MM-dd HH:mm:ss",
        delimiter: Character = ",",
        unit: CDRMapping.DurationUnit = .seconds,
        outcomes: [String: Outcome] = ["ANSWERED": .answered, "ABANDONED": .abandoned],
        directions: [String: Direction] = [:]
    ) throws -> CDRMapping {
        let timeFormat = try #require(TimeFormat(format))
        let timeZone = try zone("Asia/Shanghai")
        let mapping = CDRMapping(
            name: "acd",
            idPrefix: "acd-",
            columns: columns,
            delimiter: delimiter.asciiValue ?? 0,
            timeFormat: timeFormat,
            timeZone: timeZone,
            durationUnit: unit,
            outcomes: outcomes,
            directions: directions
        )
        return try #require(mapping)
    }

    static let full: [CDRMapping.Field: String] = [
        .call: "Call ID", .start: "Begin", .answered: "Answer", .end: "End", .talk: "Talk", .hold: "Hold", .acw: "Wrap",
        .wait: "Wait", .direction: "Dir", .outcome: "Result", .customerNumber: "Caller", .customerName: "Name",
        .dialled: "Called", .queue: "Skill", .agent: "Agent", .recording: "File", .csat: "Sat", .nps: "Rec",
    ]

    static let header =
        "Sat,Rec,call id,Begin,Answer,End,Talk,Hold,Wrap,Wait,Dir,Result,Caller,Name,Called,Skill,Agent,File,Other\n"

    @Test func `gives every field`() throws {
        let text =
            Self.header
            + "5,9,k/1,2026-03-02 09:00:00,2026-03-02 09:00:10,2026-03-02 09:01:40,80,10,5,10,in,ANSWERED,13900000001,"
            + "Li Lei,02155550100,sales,A7,D:\\rec\\k1.wav,x\n"
        let settings = CDRSettings(
            timeZone: nil,
            mappings: [try Self.mapping(columns: Self.full, directions: ["in": .inbound, "out": .outbound])]
        )
        let reading = try file(text).read(settings)
        #expect(reading.rejections == [])
        #expect(reading.format.name == "CSV by the mapping 'acd'")
        let start = try utc("2026-03-02T01:00:00Z")
        let answered = try utc("2026-03-02T01:00:10Z")
        let end = try utc("2026-03-02T01:01:40Z")
        #expect(
            assemble(reading.records, settings: settings).calls.map(\.unkeyed) == [
                Call(
                    id: CallID(prefix: "acd-", key: "k/1"),
                    start: start,
                    answered: answered,
                    end: end,
                    direction: .inbound,
                    outcome: .answered,
                    customer: Party(role: .customer, number: "13900000001", name: "Li Lei"),
                    dialled: "02155550100",
                    queue: "sales",
                    agent: "A7",
                    wait: Milliseconds(10_000),
                    handle: HandleTime(
                        talk: Milliseconds(80_000),
                        hold: Milliseconds(10_000),
                        acw: Milliseconds(5000)
                    ),
                    survey: Survey(csat: 5, nps: 9),
                    recording: RecordingReference(fileName: "k1.wav"),
                    legs: [
                        Leg(kind: .queue, name: "sales", start: start, answered: answered, end: answered),
                        Leg(kind: .agent, name: "A7", start: start, answered: answered, end: end),
                    ],
                    sources: [SourceLine(file: "00", line: 2)]
                )
            ]
        )
    }

    @Test func `tells outcome, wait and talk from the times where no column does`() throws {
        let columns: [CDRMapping.Field: String] = [
            .call: "id", .start: "begin", .answered: "answer", .duration: "length", .queue: "queue", .agent: "agent",
        ]
        let text =
            "id;begin;answer;length;queue;agent\n"
            + "1;1772413200;1772413210.5;60;sales;7\n"
            + "2;1772413300;;25;sales;\n"
            + "3;1772413400;;25;;7\n"
        let settings = CDRSettings(mappings: [try Self.mapping(columns: columns, format: "epoch", delimiter: ";")])
        let calls = assemble(try file(text).read(settings).records, settings: settings).calls
        #expect(
            calls.map(summary) == [
                "inbound answered queue sales agent 7 wait 10 talk 49 transfers 0",
                "inbound abandoned queue sales agent - wait - talk - transfers 0",
                "inbound noAnswer queue - agent 7 wait - talk - transfers 0",
            ]
        )
        #expect(calls.map(\.wait) == [Milliseconds(10_500), nil, nil])
    }

    @Test func `adds up the parts of a call that several rows tell`() throws {
        let columns: [CDRMapping.Field: String] = [
            .call: "id", .start: "begin", .wait: "wait", .talk: "talk", .hold: "hold", .outcome: "result",
            .queue: "queue",
            .agent: "agent",
        ]
        let text =
            "id,begin,wait,talk,hold,result,queue,agent\n"
            + "k,2026-03-02 09:02:00,00:05,01:00,,ANSWERED,support,8\n"
            + "k,2026-03-02 09:00:00,00:10,00:01:30,00:20,ANSWERED,sales,7\n"
        let settings = CDRSettings(mappings: [try Self.mapping(columns: columns, unit: .clock)])
        let calls = assemble(try file(text).read(settings).records, settings: settings).calls
        #expect(calls.map(summary) == ["inbound answered queue support agent 8 wait 10 talk 150 transfers 1"])
        #expect(calls.map(\.handle.hold) == [nil])
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var row: String
        var reason: String
        var testDescription: String { reason }
    }

    static let bad = [
        Bad(row: "k,2026-03-02 09:00:00,,1", reason: "4 columns, expected 5"),
        Bad(row: ",2026-03-02 09:00:00,,1,ANSWERED", reason: "column 'id' is empty"),
        Bad(row: "k,,,1,ANSWERED", reason: "column 'begin' is empty"),
        Bad(
            row: "k,2026-02-30 09:00:00,,1,ANSWERED",
            reason: "column 'begin' is no time of the form yyyy-MM-dd HH:mm:ss"
        ),
        Bad(row: "k,2026-03-02 09:00,,1,ANSWERED", reason: "column 'begin' is no time of the form yyyy-MM-dd HH:mm:ss"),
        Bad(
            row: "k,2026-03-02 09:00:10,2026-03-02 09:00:00,1,ANSWERED",
            reason: "column 'answer' lies more than 1 s before 'begin'"
        ),
        Bad(row: "k,2026-03-02 09:00:00,,-1,ANSWERED", reason: "column 'talk' is no number of seconds"),
        Bad(row: "k,2026-03-02 09:00:00,,9999999,ANSWERED", reason: "column 'talk' is no number of seconds"),
        Bad(
            row: "k,2026-03-02 09:00:00,,1,SOLVED",
            reason: "column 'result' is none of the words that the mapping 'acd' lists"
        ),
    ]

    @Test(arguments: bad) func `rejects what it cannot take at its word`(_ example: Bad) throws {
        let columns: [CDRMapping.Field: String] = [
            .call: "id", .start: "begin", .answered: "answer", .talk: "talk", .outcome: "result",
        ]
        let settings = CDRSettings(mappings: [try Self.mapping(columns: columns)])
        let text = "id,begin,answer,talk,result\n\(example.row)\nk,2026-03-02 09:00:00,,1,ANSWERED\n"
        let reading = try file(text).read(settings)
        #expect(reading.rejections.map(\.reason) == [example.reason])
        #expect(reading.rejections.map(\.line) == [2])
        #expect(reading.records.contacts.map(\.source.line) == [3])
    }

    @Test func `needs a call id and a start`() throws {
        let format = try #require(TimeFormat("epoch"))
        #expect(
            CDRMapping(name: "x", idPrefix: "x-", columns: [.call: "id"], timeFormat: format, timeZone: .gmt) == nil
        )
    }

    @Test func `is taken only where every column is there`() throws {
        let mappings = [try Self.mapping(columns: [.call: "id", .start: "begin", .queue: "queue"])]
        #expect(CDRFormat.sniff(Array("id,begin\n".utf8), mappings: mappings) == nil)
        #expect(CDRFormat.sniff(Array("QUEUE, Begin ,x,id\n".utf8), mappings: mappings) == .mapped(mappings[0]))
    }
}

@Suite struct `Time formats` {
    struct Case: Sendable, CustomTestStringConvertible {
        var format: String
        var text: String
        /// UTC; nil where the text is to be refused.
        var time: String?
        var milliseconds = 0
        var testDescription: String { "\(format): \(text)" }
    }

    static let cases = [
        Case(format: "iso8601", text: "2026-03-02T09:00:00+08:00", time: "2026-03-02T01:00:00Z"),
        Case(format: "iso8601", text: "2026-03-02T01:00:00Z", time: "2026-03-02T01:00:00Z"),
        Case(format: "iso8601", text: "2026-03-01T19:30:00.250-0530", time: "2026-03-02T01:00:00Z", milliseconds: 250),
        Case(format: "iso8601", text: "2026-03-02 09:00:00", time: "2026-03-02T01:00:00Z"),
        Case(format: "iso8601", text: "2026-03-02T09:00:00.", time: nil),
        Case(format: "iso8601", text: "2026-03-02T09:00:00+8", time: nil),
        Case(format: "iso8601", text: "2026-03-02", time: nil),
        Case(format: "epoch", text: "1772413200", time: "2026-03-02T01:00:00Z"),
        Case(format: "epoch", text: "1772413200.5", time: "2026-03-02T01:00:00Z", milliseconds: 500),
        Case(format: "epoch", text: "999999999999999", time: nil),
        Case(format: "epoch", text: "x", time: nil),
        Case(format: "epochMilliseconds", text: "1772413200007", time: "2026-03-02T01:00:00Z", milliseconds: 7),
        Case(format: "dd/MM/yyyy HH:mm:ss", text: "02/03/2026 09:00:00", time: "2026-03-02T01:00:00Z"),
        Case(
            format: "yyyy-MM-dd'T'HH:mm:ss".replacing("'", with: ""),
            text: "2026-03-02T09:00:00",
            time: "2026-03-02T01:00:00Z"
        ),
        Case(
            format: "yyyyMMddHHmmss.SSS",
            text: "20260302090000.123",
            time: "2026-03-02T01:00:00Z",
            milliseconds: 123
        ),
        Case(format: "dd/MM/yyyy HH:mm:ss", text: "03/32/2026 09:00:00", time: nil),
        Case(format: "dd/MM/yyyy HH:mm:ss", text: "02/03/2026 09:00:00 ", time: "2026-03-02T01:00:00Z"),
        Case(format: "dd/MM/yyyy HH:mm:ss", text: "02/03/2026 09:00:00x", time: nil),
    ]

    @Test(arguments: cases) func `read what they describe and nothing else`(_ example: Case) throws {
        let mapping = try `Mapped CSV`.mapping(columns: [.call: "id", .start: "begin"], format: example.format)
        let settings = CDRSettings(mappings: [mapping])
        let reading = try file("id,begin\nk,\(example.text)\n").read(settings)
        let expected = try example.time.map { try utc($0) + Milliseconds(example.milliseconds) }
        #expect(reading.records.contacts.map(\.start) == [expected].compactMap { $0 })
        #expect(reading.rejected == (expected == nil ? 1 : 0))
    }

    @Test(arguments: ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-yyyy-MM-dd HH:mm:ss", "MMM d yyyy HH:mm:ss", ""])
    func `cannot leave out a part or name one that is not known`(_ text: String) {
        #expect(TimeFormat(text) == nil)
    }
}
