import CDR
import Calls
import Foundation
import Testbench
import Testing

/// `fixtures/cdr/Master.csv`, counted by hand in its README.
@Suite struct `The fixture's day` {
    static func reading(_ settings: CDRSettings = CDRSettings()) throws -> CDRReading {
        let data = try Data(contentsOf: root.appending(path: "fixtures/cdr/Master.csv"))
        return try CDRFile(name: "Master.csv", sha256: "aa", bytes: Array(data)).read(settings)
    }

    @Test func `is 40 good rows and two bad ones`() throws {
        let reading = try Self.reading()
        #expect(reading.records.asterisk.count == 40)
        #expect(reading.rejections.map(\.line) == [11, 43])
        #expect(
            reading.rejections.map(\.reason) == [
                "20 columns, expected 21", "column 'billsec' is no number of whole seconds",
            ]
        )
        #expect(reading.lossy == 1)
        #expect(reading.zoneOffset == 8 * 3600)
        #expect(reading.format.name == "Asterisk CDR (cdr_csv, 21 columns)")
    }

    @Test func `is 26 calls`() throws {
        let calls = assemble(try Self.reading().records, settings: CDRSettings()).calls
        #expect(
            calls.map(summary) == [
                "inbound answered queue sales agent 301 wait 12 talk 88 transfers 0",
                "inbound answered queue sales agent 302 wait 25 talk 120 transfers 0",
                "inbound abandoned queue sales agent - wait 40 talk - transfers 0",
                "inbound answered queue support agent 303 wait 15 talk 60 transfers 0",
                "inbound abandoned queue support agent - wait 30 talk - transfers 0",
                "inbound flowedOut queue support agent - wait 60 talk - transfers 0",
                "inbound contained queue - agent - wait - talk - transfers 0",
                "inbound noAnswer queue - agent - wait - talk - transfers 0",
                "inbound busy queue - agent - wait - talk - transfers 0",
                "inbound failed queue - agent - wait - talk - transfers 0",
                "inbound answered queue sales agent 305 wait 10 talk 80 transfers 1",
                "inbound answered queue sales agent 305 wait 5 talk 140 transfers 1",
                "inbound answered queue sales agent 305 wait 10 talk 110 transfers 0",
                "outbound answered queue - agent 301 wait - talk 45 transfers 0",
                "outbound busy queue - agent 301 wait - talk - transfers 0",
                "outbound noAnswer queue - agent 301 wait - talk - transfers 0",
                "internal answered queue - agent 302 wait 4 talk 30 transfers 0",
                "inbound answered queue support agent 302 wait - talk - transfers 0",
                "inbound answered queue sales agent 304 wait 18 talk 60 transfers 0",
                "inbound answered queue sales agent 304 wait 3 talk 30 transfers 0",
                "inbound noAnswer queue - agent - wait - talk - transfers 0",
                "inbound answered queue sales agent 302 wait 2 talk 10 transfers 0",
                "inbound answered queue sales agent 302 wait 3 talk 20 transfers 0",
                "inbound answered queue sales agent 302 wait 4 talk 30 transfers 0",
                "inbound answered queue sales agent 302 wait 5 talk 40 transfers 0",
                "inbound answered queue sales agent 302 wait 6 talk 50 transfers 0",
            ]
        )
    }

    @Test func `gives its first call whole`() throws {
        let call = assemble(try Self.reading().records, settings: CDRSettings()).calls.first
        let start = try utc("2026-03-02T01:00:00Z")
        let answered = try utc("2026-03-02T01:00:12Z")
        let end = try utc("2026-03-02T01:01:40Z")
        #expect(
            call?.unkeyed
                == Call(
                    id: CallID(prefix: "ast-", key: "1772413200.3"),
                    start: start,
                    answered: answered,
                    end: end,
                    direction: .inbound,
                    outcome: .answered,
                    customer: Party(role: .customer, number: "13900000001", name: "Li Lei"),
                    dialled: "02155550100",
                    queue: "sales",
                    agent: "301",
                    wait: Milliseconds(12_000),
                    handle: HandleTime(talk: Milliseconds(88_000)),
                    legs: [
                        Leg(kind: .queue, name: "sales", start: start, answered: answered, end: answered),
                        Leg(kind: .agent, name: "301", start: start, answered: answered, end: end),
                    ],
                    sources: [SourceLine(file: "aa", line: 1)]
                )
        )
    }

    @Test func `keeps numbers out of what is stored in the clear`() throws {
        for call in assemble(try Self.reading().records, settings: CDRSettings()).calls {
            let facts = CallFacts(of: call, customer: nil)
            #expect(!"\(facts)".contains("139000000"))
        }
    }

    @Test func `is refused where the settings name another zone`() throws {
        #expect(throws: CDRError.zoneDisagrees(line: 1, found: 28_800, configured: 0)) {
            try Self.reading(CDRSettings(timeZone: .gmt))
        }
        let shanghai = CDRSettings(timeZone: try zone("Asia/Shanghai"))
        #expect(try Self.reading(shanghai).records == Self.reading().records)
    }

    @Test(arguments: 0..<20) func `comes out the same in whatever order its rows come`(seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        var records = try Self.reading().records
        let expected = assemble(records, settings: CDRSettings())
        records.asterisk.shuffle(using: &generator)
        #expect(assemble(records, settings: CDRSettings()) == expected)
        records += records
        #expect(assemble(records, settings: CDRSettings()) == expected)
    }
}
