import CDR
import Calls
import Testing

@Suite struct `Asterisk layouts` {
    /// A call that 301 answers after 10 s, in each shape that Asterisk writes.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var format: String
        var call: String?

        init(_ name: String, _ text: String, _ format: String, call: String? = "ast-1772413200.1") {
            testDescription = name
            self.text = text
            self.format = format
            self.call = call
        }
    }

    private static let base =
        "\"\",\"13900000001\",\"02155550100\",\"in\",\"\"\"\"\" <13900000001>\",\"PJSIP/trunk-00000001\","
        + "\"PJSIP/301-00000002\",\"Dial\",\"PJSIP/301\",\"2026-03-02 09:00:00\",\"2026-03-02 09:00:10\","
        + "\"2026-03-02 09:00:30\",30,20,\"ANSWERED\",\"DOCUMENTATION\""
    private static let id = "\"1772413200.1\""
    private static let header =
        "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,"
        + "accountcode,uniqueid,userfield,did,recordingfile,cnum,cnam,linkedid\r\n"

    static let cases = [
        Case("21 columns", "\(base),\(id),\"\",\"\",\(id),7\n", "Asterisk CDR (cdr_csv, 21 columns)"),
        Case("20, no user field", "\(base),\(id),\"\",\(id),7\n", "Asterisk CDR (cdr_csv, 20 columns)"),
        Case("20, no unique id", "\(base),\"x\",\"\",\(id),7\n", "Asterisk CDR (cdr_csv, 20 columns)"),
        Case("19, new columns only", "\(base),\"\",\(id),7\n", "Asterisk CDR (cdr_csv, 19 columns)"),
        Case("18", "\(base),\(id),\"\"\n", "Asterisk CDR (cdr_csv, 18 columns)"),
        Case("17, unique id", "\(base),\(id)\n", "Asterisk CDR (cdr_csv, 17 columns)"),
        Case(
            "17, user field",
            "\(base),\"note\"\n",
            "Asterisk CDR (cdr_csv, 17 columns)",
            call: "ast-row-dde3011fc0273ee4"
        ),
        Case("16", "\(base)\n", "Asterisk CDR (cdr_csv, 16 columns)", call: "ast-row-dde3011fc0273ee4"),
        Case(
            "cdr_custom as shipped",
            "\"\"\"\"\" <13900000001>\",\"13900000001\",\"02155550100\",\"in\",\"PJSIP/trunk-00000001\","
                + "\"PJSIP/301-00000002\",\"Dial\",\"PJSIP/301\",\"2026-03-02 09:00:00\",\"2026-03-02 09:00:10\","
                + "\"2026-03-02 09:00:30\",\"30\",\"20\",\"ANSWERED\",\"DOCUMENTATION\",\"\",\(id),\"\",4\n",
            "Asterisk CDR (cdr_custom, 19 columns)"
        ),
        Case(
            "FreePBX's database, with a header and no answer time",
            header
                + "2026-03-02 09:00:00,\"\"\"\"\" <13900000001>\",13900000001,301,in,PJSIP/trunk-00000001,"
                + "PJSIP/301-00000002,Dial,PJSIP/301,30,20,ANSWERED,3,,\(id),,02155550100,"
                + "2026/03/02/in-301-20260302.wav,13900000001,,\(id)\r\n",
            "Asterisk CDR (header, 21 columns)"
        ),
    ]

    @Test(arguments: cases) func `are told apart and read alike`(_ example: Case) throws {
        let settings = CDRSettings(timeZone: try zone("Asia/Shanghai"))
        let reading = try file(example.text).read(settings)
        #expect(reading.rejections == [])
        #expect(reading.format.name == example.format)
        let calls = assemble(reading.records, settings: settings).calls
        let call = try #require(calls.first)
        #expect(calls.count == 1)
        #expect(call.id.description == example.call)
        #expect(summary(call) == "inbound answered queue - agent 301 wait 10 talk 20 transfers 0")
        #expect(call.start == (try utc("2026-03-02T01:00:00Z")))
        #expect(call.end == (try utc("2026-03-02T01:00:30Z")))
        #expect(call.dialled == "02155550100")
        #expect(call.customer == Party(role: .customer, number: "13900000001"))
    }

    @Test func `with a recording's name give the recording`() throws {
        let records = try file(Self.cases[9].text).read(CDRSettings()).records
        let call = assemble(records, settings: CDRSettings()).calls.first
        #expect(call?.recording == RecordingReference(fileName: "in-301-20260302.wav"))
    }

    /// The lines of a real installation that a report by rows counts wrongly.
    @Test func `with an answered tail row do not make an unanswered call answered`() throws {
        func row(_ rest: String) -> String {
            "\"\",\"89245555937\",\"211553\",\"stadion-pstn\",\"\"\"89245555937\"\" <89245555937>\",\"SIP/211553-00000003\",\(rest)\n"
        }
        let dial = "\"Dial\",\"SIP/301&SIP/200@stadionpbx,60,t\",\"2024-01-27 15:33:20\",\"2024-01-27 15:33:20\""
        let tail = "\"DOCUMENTATION\",\"1706369600.6\",\"\",\"\",\"1706369600.6\""
        let text =
            row("\"SIP/301-00000004\",\(dial),\"2024-01-27 15:34:20\",60,60,\"NO ANSWER\",\(tail),3")
            + row("\"SIP/stadionpbx-00000005\",\(dial),\"2024-01-27 15:33:50\",30,30,\"NO ANSWER\",\(tail),6")
            + row(
                "\"\",\"Hangup\",\"\",\"2024-01-27 15:34:20\",\"2024-01-27 15:34:20\",\"2024-01-27 15:34:20\",0,0,"
                    + "\"ANSWERED\",\(tail),7"
            )
        let reading = try file(text).read(CDRSettings())
        #expect(reading.rejections == [])
        #expect(reading.zoneOffset == 0)
        let calls = assemble(reading.records, settings: CDRSettings()).calls
        #expect(calls.map(summary) == ["inbound noAnswer queue - agent - wait - talk - transfers 0"])
        #expect(calls.map(\.customer) == [Party(role: .customer, number: "89245555937")])
        #expect(calls.map(\.sources.count) == [3])
    }

    @Test func `of cdr_custom give the offset of their zone`() throws {
        let text =
            "\"\"\"\"\" <client2>\",\"client2\",\"1234\",\"default\",\"PJSIP/client2-00000004\",\"PJSIP/client1-00000005\","
            + "\"Dial\",\"PJSIP/client1\",\"2023-07-26 01:52:11\",\"\",\"2023-07-26 01:52:42\",\"30\",\"0\",\"NO ANSWER\","
            + "\"DOCUMENTATION\",\"\",\"1690325531.5\",\"\",4\n"
        let reading = try file(text).read(CDRSettings())
        #expect(reading.zoneOffset == 10_800)
        #expect(
            assemble(reading.records, settings: CDRSettings()).calls.map(summary)
                == ["internal noAnswer queue - agent - wait - talk - transfers 0"]
        )
    }

    @Test func `give a Local channel's row to the call it belongs to`() throws {
        let text = Row(
            channel: "Local/ch1@TimeDelay-00000000;2",
            lastdata: "SIP/301,15",
            answer: "",
            billsec: "0",
            disposition: "NO ANSWER",
            uniqueid: "1772413200.14",
            linkedid: "1772413200.12"
        ).text
        let calls = assemble(try file(text).read(CDRSettings()).records, settings: CDRSettings()).calls
        #expect(calls.map(\.id.description) == ["ast-1772413200.12"])
    }

    @Test func `are seen behind damaged first lines`() throws {
        let reading = try file("cut,\"off\n2,3\n" + Row().text).read(CDRSettings())
        #expect(reading.format.name == "Asterisk CDR (cdr_csv, 21 columns)")
        #expect(reading.rejections.map(\.line) == [1, 2])
        #expect(reading.records.asterisk.map(\.source.line) == [3])
        let headed = "2,3\n" + Self.header + Row().text
        #expect(try file(headed).read(CDRSettings()).rejections.map(\.line) == [1, 2])
    }

    static let strangers = [
        "", "\n", "hello\n", "{\"turns\":[]}", "<xml/>", "a,b,c\n1,2,3\n", "RIFF\u{0}\u{0}",
        "csat,nps\n5,9\n", "uniqueid,name\n1,2\n", String(repeating: "\"", count: 99),
    ]

    @Test(arguments: strangers) func `are not seen where there are none`(_ text: String) {
        #expect(CDRFormat.sniff(Array(text.utf8)) == nil)
        #expect(throws: text.isEmpty ? CDRError.empty : CDRError.unrecognised) { try file(text).read(CDRSettings()) }
    }
}
