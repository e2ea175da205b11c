import CDR
import Calls
import Testing

/// A line of `cel_custom` in its stock order; times are seconds after 2026-03-02T01:00:00Z.
private func line(
    _ event: String,
    _ at: Double,
    _ channel: String,
    leg: Int,
    to: String = "8000",
    app: String = "",
    data: String = "",
    extra: String = ""
) -> String {
    let fields = [
        event,
        "\(1_772_413_200 + Int(at)).\(Int((at * 1000).rounded()) % 1000 + 1000)".replacing(
            ".1",
            with: ".",
            maxReplacements: 1
        ),
        leg == 1 ? "Li Lei" : "", leg == 1 ? "13900000001" : "", "", "", "", to, "in", channel, app, data,
        "DOCUMENTATION",
        "", "1772413200.\(leg)", "1772413200.1", "", "", "", extra.replacing("\"", with: "\"\""),
    ]
    return fields.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
}

@Suite struct `Asterisk's channel event log` {
    static let trunk = "PJSIP/trunk-00000001"
    static let agent = "PJSIP/301-00000002"
    static let other = "PJSIP/302-00000003"

    static func end(_ at: Double, by source: String) -> [String] {
        [
            line(
                "HANGUP",
                at,
                trunk,
                leg: 1,
                extra: #"{"hangupcause":16,"hangupsource":"\#(source)","dialstatus":"ANSWER"}"#
            ),
            line("CHAN_END", at, trunk, leg: 1), line("LINKEDID_END", at, trunk, leg: 1),
        ]
    }

    static let queued = [
        line("CHAN_START", 0, trunk, leg: 1), line("ANSWER", 0.1, trunk, leg: 1),
        line("APP_START", 2, trunk, leg: 1, app: "Queue", data: "sales,t,,,60"),
        line("CHAN_START", 3, agent, leg: 2),
    ]
    static let talk =
        queued + [
            line("ANSWER", 9.25, agent, leg: 2),
            line("BRIDGE_ENTER", 9.25, agent, leg: 2, extra: #"{"bridge_id":"b1"}"#),
            line("BRIDGE_ENTER", 9.5, trunk, leg: 1, app: "Queue", extra: #"{"bridge_id":"b1"}"#),
        ]

    static func read(_ lines: [String]) throws -> Call {
        let reading = try file(lines.joined(), named: "cel.csv").read(CDRSettings())
        #expect(reading.format.name == "Asterisk CEL")
        #expect(reading.rejected == 0)
        let calls = assemble(reading.records, settings: CDRSettings()).calls
        #expect(calls.count == 1)
        return try #require(calls.first)
    }

    @Test func `times wait and talk to the millisecond, and tells who hung up`() throws {
        let lines = Self.talk + [line("BRIDGE_EXIT", 69.75, Self.trunk, leg: 1, extra: #"{"bridge_id":"b1"}"#)]
        let call = try Self.read(lines + Self.end(70, by: Self.agent))
        #expect(summary(call) == "inbound answered queue sales agent 301 wait 7 talk 60 transfers 0")
        #expect(call.wait == Milliseconds(7500))
        #expect(call.handle.talk == Milliseconds(60_250))
        #expect(call.hungUpBy == .agent)
        #expect(call.customer == Party(role: .customer, number: "13900000001", name: "Li Lei"))
        #expect(call.dialled == "8000")
    }

    @Test func `follows a blind transfer to the second bridge`() throws {
        let transfer = [
            line(
                "BLINDTRANSFER",
                30,
                Self.agent,
                leg: 2,
                extra: #"{"extension":"302","context":"in","bridge_id":"b1"}"#
            ),
            line("BRIDGE_EXIT", 30, Self.trunk, leg: 1, extra: #"{"bridge_id":"b1"}"#),
            line("BRIDGE_EXIT", 30, Self.agent, leg: 2, extra: #"{"bridge_id":"b1"}"#),
            line("BRIDGE_ENTER", 35, Self.other, leg: 3, extra: #"{"bridge_id":"b2"}"#),
            line("BRIDGE_ENTER", 35, Self.trunk, leg: 1, extra: #"{"bridge_id":"b2"}"#),
            line("BRIDGE_EXIT", 55, Self.trunk, leg: 1, extra: #"{"bridge_id":"b2"}"#),
        ]
        let call = try Self.read(Self.talk + transfer + Self.end(55, by: Self.trunk))
        #expect(summary(call) == "inbound answered queue sales agent 302 wait 7 talk 40 transfers 1")
        #expect(call.hungUpBy == .customer)
    }

    /// The agent's phone is behind a Local channel that does not go away.
    @Test func `looks through Local channels`() throws {
        let lines =
            Self.queued + [
                line("BRIDGE_ENTER", 10, "Local/301@in-00000001;1", leg: 4, extra: #"{"bridge_id":"b1"}"#),
                line("BRIDGE_ENTER", 10, Self.trunk, leg: 1, extra: #"{"bridge_id":"b1"}"#),
                line("BRIDGE_ENTER", 12, "Local/301@in-00000001;2", leg: 5, extra: #"{"bridge_id":"b2"}"#),
                line("BRIDGE_ENTER", 12, Self.agent, leg: 2, extra: #"{"bridge_id":"b2"}"#),
                line("BRIDGE_EXIT", 42, Self.agent, leg: 2, extra: #"{"bridge_id":"b2"}"#),
            ]
        let call = try Self.read(lines + Self.end(43, by: Self.trunk))
        #expect(summary(call) == "inbound answered queue sales agent 301 wait 10 talk 30 transfers 0")
    }

    @Test func `knows who gave up, and what has no end`() throws {
        let left = try Self.read(Self.queued + Self.end(32, by: Self.trunk))
        #expect(summary(left) == "inbound abandoned queue sales agent - wait 30 talk - transfers 0")
        #expect(try Self.read(Self.queued).outcome == .open)
        let open = try Self.read(Self.talk)
        #expect(open.outcome == .answered)
        #expect(open.end == nil && open.handle.talk == nil)
    }

    @Test func `tells a CDR who hung up`() throws {
        var records = try file(Row().text).read(CDRSettings()).records
        let lines = Self.talk + Self.end(30, by: Self.trunk)
        records += try file(lines.joined(), hash: "11").read(CDRSettings()).records
        let calls = assemble(records, settings: CDRSettings()).calls
        #expect(calls.map(summary) == ["inbound answered queue - agent 301 wait 10 talk 20 transfers 0"])
        #expect(calls[0].hungUpBy == .customer)
    }
}
