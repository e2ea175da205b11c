import CDR
import Calls
import Testing

@Suite struct `Calls from Asterisk rows` {
    static func calls(_ rows: [Row], _ settings: CDRSettings = CDRSettings()) throws -> [Call] {
        let reading = try file(rows.map(\.text).joined()).read(settings)
        #expect(reading.rejections == [])
        return assemble(reading.records, settings: settings).calls
    }

    struct Way: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var row: Row
        var direction: Direction
        var customer: String?
        var dialled: String?
        var settings = CDRSettings()
    }

    static let ways = [
        Way(
            testDescription: "from outside to a service number",
            row: Row(),
            direction: .inbound,
            customer: "13900000001",
            dialled: "02155550100"
        ),
        Way(
            testDescription: "from outside, written with signs",
            row: Row(src: "+86 139-0000"),
            direction: .inbound,
            customer: "+86 139-0000",
            dialled: "02155550100"
        ),
        Way(
            testDescription: "from a hidden number to a dial plan step",
            row: Row(src: "Anonymous", dst: "s"),
            direction: .inbound,
            customer: "Anonymous"
        ),
        Way(
            testDescription: "from an extension to outside",
            row: Row(src: "301", dst: "13900000001", channel: "PJSIP/301-1", dstchannel: "PJSIP/trunk-2"),
            direction: .outbound,
            customer: "13900000001"
        ),
        Way(
            testDescription: "from an extension that shows the centre's number",
            row: Row(src: "02155550100", dst: "13900000001", channel: "PJSIP/301-1", dstchannel: "PJSIP/trunk-2"),
            direction: .outbound,
            customer: "13900000001"
        ),
        Way(
            testDescription: "from a softphone that shows the centre's number",
            row: Row(src: "02155550100", dst: "13900000001", channel: "PJSIP/mei-1", dstchannel: "PJSIP/trunk-2"),
            direction: .outbound,
            customer: "13900000001",
            settings: CDRSettings(serviceNumbers: ["02155550100"])
        ),
        Way(
            testDescription: "to a service number of an extension's length",
            row: Row(src: "301", dst: "95588", channel: "PJSIP/301-1"),
            direction: .inbound,
            customer: "301",
            dialled: "95588",
            settings: CDRSettings(serviceNumbers: ["95588"])
        ),
        Way(
            testDescription: "between extensions",
            row: Row(src: "301", dst: "302", channel: "PJSIP/301-1"),
            direction: .internal,
            dialled: "302"
        ),
        Way(
            testDescription: "from an extension of six digits",
            row: Row(src: "800301", channel: "PJSIP/800301-1"),
            direction: .outbound,
            customer: "02155550100",
            settings: CDRSettings(longestExtension: 6)
        ),
    ]

    @Test(arguments: ways) func `go the way that the numbers' lengths tell`(_ example: Way) throws {
        let call = try #require(try Self.calls([example.row], example.settings).first)
        #expect(call.direction == example.direction)
        #expect(call.customer?.number == example.customer)
        #expect(call.dialled == example.dialled)
    }

    struct Agent: Sendable, CustomTestStringConvertible {
        var channel: String
        var agent: String?
        var testDescription: String { channel }
    }

    static let agents = [
        Agent(channel: "SIP/301-00000004", agent: "301"),
        Agent(channel: "PJSIP/301-0000002a", agent: "301"),
        Agent(channel: "Local/301@from-queue-00000001;1", agent: "301"),
        Agent(channel: "IAX2/bob-smith-3", agent: "bob-smith"),
        Agent(channel: "DAHDI/1-1", agent: "1"),
        Agent(channel: "Local/13900000001@mobile-00000001;1", agent: nil),
        Agent(channel: "odd", agent: "odd"),
        Agent(channel: "SIP/", agent: nil),
    ]

    @Test(arguments: agents) func `name the agent by the channel, but never by a telephone number`(
        _ example: Agent
    ) throws {
        #expect(try Self.calls([Row(dstchannel: example.channel)]).map(\.agent) == [example.agent])
        #expect(try Self.calls([Row(dstchannel: example.channel)]).map(\.outcome) == [.answered])
    }

    struct Ending: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var rows: [Row]
        var summary: String
        var settings = CDRSettings()
    }

    private static func tail(_ lastapp: String, queue: String = "") -> Row {
        Row(
            dstchannel: "",
            lastapp: lastapp,
            lastdata: queue,
            start: "2026-03-02 09:00:30",
            answer: "2026-03-02 09:00:30",
            end: "2026-03-02 09:00:30",
            duration: "0",
            billsec: "0",
            sequence: "2"
        )
    }

    private static let missed = Row(
        lastapp: "Queue",
        lastdata: "sales",
        answer: "",
        billsec: "0",
        disposition: "NO ANSWER"
    )

    static let endings = [
        Ending(
            testDescription: "hung up in the queue",
            rows: [missed],
            summary: "inbound abandoned queue sales agent - wait 30 talk - transfers 0"
        ),
        Ending(
            testDescription: "let go by the queue and hung up on",
            rows: [missed, tail("Hangup")],
            summary: "inbound flowedOut queue sales agent - wait 30 talk - transfers 0"
        ),
        Ending(
            testDescription: "on to another queue and hung up there",
            rows: [missed, tail("Queue", queue: "support,t")],
            summary: "inbound abandoned queue support agent - wait 30 talk - transfers 0"
        ),
        Ending(
            testDescription: "one phone busy, one not answered",
            rows: [
                Row(answer: "", billsec: "0", disposition: "BUSY"),
                Row(dstchannel: "PJSIP/302-3", answer: "", billsec: "0", disposition: "NO ANSWER", sequence: "2"),
            ],
            summary: "inbound noAnswer queue - agent - wait - talk - transfers 0"
        ),
        Ending(
            testDescription: "one phone busy, one unreachable",
            rows: [
                Row(answer: "", billsec: "0", disposition: "BUSY"),
                Row(dstchannel: "PJSIP/302-3", answer: "", billsec: "0", disposition: "FAILED", sequence: "2"),
            ],
            summary: "inbound busy queue - agent - wait - talk - transfers 0"
        ),
        Ending(
            testDescription: "answered by a switch that always answers first",
            rows: [Row()],
            summary: "inbound answered queue - agent 301 wait - talk - transfers 0",
            settings: CDRSettings(answersFirst: true)
        ),
        Ending(
            testDescription: "an agent brings in another and leaves first",
            rows: [
                Row(),
                Row(
                    dstchannel: "PJSIP/305-3",
                    start: "2026-03-02 09:00:20",
                    answer: "2026-03-02 09:00:20",
                    end: "2026-03-02 09:01:00",
                    duration: "40",
                    billsec: "40",
                    sequence: "2"
                ),
            ],
            summary: "inbound answered queue - agent 305 wait 10 talk 50 transfers 1"
        ),
        Ending(
            testDescription: "Local channels that lead to each other",
            rows: [
                Row(dstchannel: "Local/a@x-1;1"),
                Row(channel: "Local/a@x-1;2", dstchannel: "Local/b@x-2;1", uniqueid: "1772413200.2", sequence: "2"),
                Row(channel: "Local/b@x-2;2", dstchannel: "Local/a@x-1;1", uniqueid: "1772413200.3", sequence: "3"),
            ],
            summary: "inbound answered queue - agent a wait 10 talk 20 transfers 0"
        ),
    ]

    @Test(arguments: endings) func `end as the rows tell`(_ example: Ending) throws {
        #expect(try Self.calls(example.rows, example.settings).map(summary) == [example.summary])
    }

    @Test func `keep a name that another call's channel bears as well`() throws {
        // The second call's channel is named like the first call, and the first by id would be the second.
        let own = Row(uniqueid: "1772413200.5", linkedid: "1772413200.5")
        let other = Row(channel: "PJSIP/trunk-9", uniqueid: "1772413200.5", linkedid: "1772413200.1", sequence: "2")
        var records = try file(other.text + own.text).read(CDRSettings()).records
        records += try file("call,csat\n1772413200.5,4\n").read(CDRSettings()).records
        let calls = assemble(records, settings: CDRSettings()).calls
        #expect(calls.map(\.id.description) == ["ast-1772413200.1", "ast-1772413200.5"])
        #expect(calls.map(\.survey?.csat) == [nil, 4])
    }
}
