import CDR
import Calls
import Foundation
import Testbench
import Testing

/// `fixtures/cdr/queue_log`, counted by hand in its README.
@Suite struct `A queue's log` {
    static func log() throws -> CDRFile {
        let data = try Data(contentsOf: root.appending(path: "fixtures/cdr/queue_log"))
        return CDRFile(name: "queue_log", sha256: "qq", bytes: Array(data))
    }

    static func summary(_ call: Call) -> String {
        func seconds(_ time: Milliseconds?) -> String { time.map { "\($0.count / 1000)" } ?? "-" }
        return [
            call.id.description, call.outcome.rawValue, call.queue ?? "-", call.agent ?? "-", seconds(call.wait),
            seconds(call.handle.talk), seconds(call.handle.acw), call.hungUpBy?.rawValue ?? "-", "\(call.transfers)",
        ].joined(separator: " ")
    }

    static let expected = [
        "ast-1772412999.1 answered sales 301 12 88 30 customer 0",
        "ast-1772413200.3 answered sales 302 30 60 - agent 0",
        "ast-1772413300.6 abandoned sales - 3 - - customer 0",
        "ast-1772413400.7 answered support 303 45 100 - - 1",
        "ast-1772413600.10 flowedOut support - 20 - - - 0",
        "ast-1772413700.11 flowedOut support - 0 - - - 0",
        "ast-1772413800.12 answered support 304 2 - - - 0",
        "ast-1772413900.14 open support - - - - - 0",
        "ast-1772414050.15 answered sales 302 45 0 - customer 0",
        "ast-1772414200.17 abandoned sales - 100 - - customer 0",
    ]

    @Test func `is the calls that were counted by hand`() throws {
        let reading = try Self.log().read(CDRSettings())
        #expect(reading.format == .queueLog)
        #expect(reading.rejections.map(\.line) == [27])
        let assembly = assemble(reading.records, settings: CDRSettings())
        #expect(assembly.calls.map(Self.summary) == Self.expected)
        #expect(
            assembly.shifts == [
                AgentShift(agent: "301", start: UTCTime(seconds: 1_772_412_000), end: nil),
                AgentShift(
                    agent: "302",
                    start: UTCTime(seconds: 1_772_412_000),
                    end: UTCTime(seconds: 1_772_415_000)
                ),
            ]
        )
    }

    @Test func `leaves open what a restart cut off`() throws {
        let calls = assemble(try Self.log().read(CDRSettings()).records, settings: CDRSettings()).calls
        let restart = UTCTime(seconds: 1_772_414_000)
        #expect(calls.filter { $0.end == restart }.map(\.id.description) == ["ast-1772413800.12", "ast-1772413900.14"])
    }

    @Test func `tells the rings that nobody took in milliseconds`() throws {
        let calls = assemble(try Self.log().read(CDRSettings()).records, settings: CDRSettings()).calls
        let entered = UTCTime(seconds: 1_772_413_200)
        let answered = entered + Milliseconds(30_000)
        #expect(
            calls[1].legs == [
                Leg(kind: .queue, name: "sales", start: entered, answered: answered, end: answered),
                Leg(kind: .agent, name: "301", start: entered, end: entered + Milliseconds(15_000)),
                Leg(
                    kind: .agent,
                    name: "302",
                    start: answered,
                    answered: answered,
                    end: entered + Milliseconds(90_000)
                ),
            ]
        )
    }

    @Test(arguments: 0..<20) func `comes out the same in whatever order its lines come`(seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let text = String(decoding: try Self.log().bytes(0..<Self.log().size), as: UTF8.self)
        let lines = text.split(separator: "\n").shuffled(using: &generator)
        let shuffled = CDRFile(name: "q", sha256: "qq", bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
        var reader = CallReader([shuffled], settings: CDRSettings(), mostOpenRows: 1 + seed)
        var calls: [Call] = []
        try reader.forEachCall { calls.append($0) }
        calls.sort { ($0.start, $0.id) < ($1.start, $1.id) }
        #expect(calls.map(Self.summary) == Self.expected)
    }

    /// The CDR names the customer's channel otherwise than the call, as where the call began at a Local channel.
    @Test func `gives a call of the CDRs its wait, its talk and who hung up`() throws {
        let row = Row(
            lastapp: "Queue",
            lastdata: "sales,t,,,60",
            uniqueid: "1772413200.1",
            linkedid: "1772413200.0"
        )
        var records = try file(row.text).read(CDRSettings()).records
        let log = """
            1772413203|1772413200.1|sales|NONE|ENTERQUEUE||13900000001|1
            1772413212|1772413200.1|sales|PJSIP/301|CONNECT|9|1772413204.2|4
            1772413229|1772413200.1|sales|PJSIP/301|COMPLETEAGENT|9|17|1

            """
        records += try file(log, named: "queue_log", hash: "11").read(CDRSettings()).records
        let calls = assemble(records, settings: CDRSettings()).calls
        #expect(calls.map(Self.summary) == ["ast-1772413200.0 answered sales 301 9 17 - agent 0"])
        #expect(calls[0].start == UTCTime(seconds: 1_772_413_200))
        #expect(calls[0].sources.map(\.file) == ["00", "11", "11", "11"])
    }
}
