import CDR
import Calls
import Testing

@Suite struct `The clock of an Asterisk file` {
    /// A row of no length that starts at `stamp`, whose channel was made at `epoch`.
    static func row(_ stamp: String, _ epoch: Int, leg: Int) -> String {
        Row(
            start: stamp,
            answer: "",
            end: stamp,
            duration: "0",
            billsec: "0",
            disposition: "BUSY",
            uniqueid: "\(epoch).\(leg)",
            linkedid: "\(epoch).\(leg)"
        ).text
    }

    /// 2026-03-02T01:00:00Z.
    static let epoch = 1_772_413_200

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var rows: [(String, Int)]
        var zone: String?
        /// Seconds ahead of UTC, nil where a zone is given.
        var offset: Int?
        var error: CDRError?
    }

    static let cases = [
        Case(testDescription: "UTC", rows: [("2026-03-02 01:00:00", epoch)], offset: 0),
        Case(testDescription: "a second late", rows: [("2026-03-02 09:00:01", epoch)], offset: 28_800),
        Case(testDescription: "west", rows: [("2026-03-01 19:00:02", epoch)], offset: -21_600),
        Case(testDescription: "Nepal", rows: [("2026-03-02 06:45:00", epoch)], offset: 20_700),
        Case(
            testDescription: "a first row that comes 20 minutes late",
            rows: [
                ("2026-03-02 09:00:00", epoch), ("2026-03-02 09:20:00", epoch + 7),
                ("2026-03-02 09:02:00", epoch + 120),
            ],
            offset: 28_800
        ),
        Case(
            testDescription: "a clock put back",
            rows: [("2026-03-02 09:00:00", epoch), ("2026-03-02 08:10:00", epoch + 600)],
            error: .zoneChanges(line: 2, from: 28_800, to: 25_200)
        ),
        Case(
            testDescription: "a clock put forward",
            rows: [
                ("2026-03-02 09:00:00", epoch), ("2026-03-02 09:01:00", epoch + 60),
                ("2026-03-02 10:10:00", epoch + 600),
            ],
            error: .zoneChanges(line: 3, from: 28_800, to: 32_400)
        ),
        Case(
            testDescription: "the zone of the settings is another",
            rows: [("2026-03-02 09:00:00", epoch)],
            zone: "Asia/Tokyo",
            error: .zoneDisagrees(line: 1, found: 28_800, configured: 32_400)
        ),
        Case(
            testDescription: "the zone of the settings is 2 h 15 away",
            rows: [("2026-03-02 06:45:00", epoch)],
            zone: "Asia/Shanghai",
            error: .zoneDisagrees(line: 1, found: 20_700, configured: 28_800)
        ),
        Case(
            testDescription: "a zone that changes its clocks",
            rows: [("2026-03-29 01:59:59", 1_774_745_999), ("2026-03-29 03:00:00", 1_774_746_000)],
            zone: "Europe/Berlin"
        ),
        Case(
            testDescription: "the hour that comes twice",
            rows: [("2026-10-25 02:30:00", 1_792_888_200), ("2026-10-25 02:30:00", 1_792_891_800)],
            zone: "Europe/Berlin"
        ),
    ]

    @Test(arguments: cases) func `is told by the unique ids`(_ example: Case) throws {
        let text = example.rows.enumerated().map { Self.row($1.0, $1.1, leg: $0) }.joined()
        let settings = CDRSettings(timeZone: try example.zone.map { try zone($0) })
        if let error = example.error {
            #expect(throws: error) { try file(text).read(settings) }
            return
        }
        let reading = try file(text).read(settings)
        #expect(reading.zoneOffset == example.offset)
        let starts = reading.records.asterisk.map(\.start.milliseconds)
        guard example.zone != nil else { return #expect(abs(starts[0] - Self.epoch * 1000) <= 2000) }
        #expect(starts == example.rows.map { $0.1 * 1000 })
    }

    @Test func `is unknown where neither unique ids nor settings tell`() throws {
        let text = Row(uniqueid: "x", linkedid: "x").text
        let header =
            "accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,duration,billsec,"
            + "disposition,amaflags,uniqueid,userfield,peeraccount,linkedid,sequence\n"
        #expect(throws: CDRError.zoneUnknown) { try file(header + text).read(CDRSettings()) }
        let settings = CDRSettings(timeZone: try zone("Asia/Shanghai"))
        let start = try utc("2026-03-02T01:00:00Z")
        #expect(try file(header + text).read(settings).records.asterisk.map(\.start) == [start])
    }

    @Test func `may change within a call`() throws {
        // Summer time begins at 02:00, 20 s into a call of 30 s.
        let text = Row(
            start: "2026-03-29 01:59:40",
            answer: "2026-03-29 01:59:50",
            end: "2026-03-29 03:00:10",
            uniqueid: "1774745980.1",
            linkedid: "1774745980.1"
        ).text
        let settings = CDRSettings(timeZone: try zone("Europe/Berlin"))
        let row = try #require(try file(text).read(settings).records.asterisk.first)
        #expect(row.start == (try utc("2026-03-29T00:59:40Z")))
        #expect(row.answered == (try utc("2026-03-29T00:59:50Z")))
        #expect(row.end == (try utc("2026-03-29T01:00:10Z")))
    }
}
