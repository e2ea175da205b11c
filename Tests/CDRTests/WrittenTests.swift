import CDR
import Calls
import Testing

@Suite struct `Chats and e-mails` {
    static let chat = """
        {"contact": "c-1", "channel": "chat", "start": "2026-03-02T09:00:00+08:00", "end": "2026-03-02T09:10:00+08:00",
         "queue": "web", "agent": "7", "campaign": "spring", "customer": {"number": "li.lei@example.com"}, "acw": 12.5,
         "csat": 5, "language": "zh", "messages": [
          {"time": "2026-03-02T09:01:00+08:00", "from": "agent", "text": "您好，请讲"},
          {"time": "2026-03-02T09:00:00+08:00", "from": "customer", "text": "你好"}]}

        """

    static func calls(_ text: String) throws -> (calls: [Call], rejections: [CDRRejection]) {
        let reading = try file(text).read(CDRSettings())
        #expect(reading.format == .written)
        return (assemble(reading.records, settings: CDRSettings()).calls, reading.rejections)
    }

    @Test func `are calls without sound, answered by the first message of an agent`() throws {
        let call = try #require(try Self.calls(Self.chat).calls.first)
        #expect(call.id.description == "txt-c-1")
        #expect(call.channel == .chat)
        #expect(call.outcome == .answered)
        #expect(call.wait == Milliseconds(60_000))
        #expect(call.handle == HandleTime(acw: Milliseconds(12_500)))
        #expect((call.queue, call.agent, call.campaign) == ("web", "7", "spring"))
        #expect(call.survey == Survey(csat: 5, nps: nil))
        #expect(call.written?.language == "zh")
        #expect(call.written?.messages.map(\.text) == ["你好", "您好，请讲"])
        #expect(call.recording == nil)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var fields: String
        var outcome: Outcome
    }

    static let cases = [
        Case(
            testDescription: "abandoned in a queue",
            fields: #""end": "2026-03-02T01:01:00Z", "queue": "web""#,
            outcome: .abandoned
        ),
        Case(testDescription: "contained by a bot", fields: #""end": "2026-03-02T01:01:00Z""#, outcome: .contained),
        Case(testDescription: "open", fields: #""queue": "web""#, outcome: .open),
        Case(testDescription: "what the source says", fields: #""outcome": "flowedOut""#, outcome: .flowedOut),
    ]

    @Test(arguments: cases) func `without an answer are`(_ one: Case) throws {
        let text = #"{"contact": "1", "channel": "email", "start": "2026-03-02T01:00:00Z", "# + one.fields + "}\n"
        let call = try #require(try Self.calls(text).calls.first)
        #expect(call.outcome == one.outcome)
        #expect(call.channel == .email)
    }

    static let bad = [
        #"{"contact": "1", "channel": "voice", "start": "2026-03-02T01:00:00Z"}"#,
        #"{"contact": "1", "channel": "chat", "start": "2026-03-02"}"#,
        #"{"contact": "", "channel": "chat", "start": "2026-03-02T01:00:00Z"}"#,
        #"{"contact": "1", "channel": "chat", "start": "2026-03-02T01:00:00Z", "end": "2026-03-02T00:00:00Z"}"#,
        #"{"contact": "1", "channel": "chat", "start": "2026-03-02T01:00:00Z", "csat": 6}"#,
        #"{"contact": "1", "channel": "chat", "start": "2026-03-02T01:00:00Z", "talk": -1}"#,
        #"{"contact": "1", "channel": "chat", "start": "2026-03-02T01:00:00Z", "messages": [{"time": "x", "from": "agent", "text": "SECRET"}]}"#,
        #"{"contact": "1", "channel": "chat", "start": "2026-03-02T01:00:00Z", "messages": [{"time": "2026-03-02T01:00:00Z", "from": "SECRET", "text": ""}]}"#,
    ]

    @Test(arguments: bad) func `are refused one by one, and never quoted`(_ line: String) throws {
        let (calls, rejections) = try Self.calls(line + "\n" + Self.chat)
        #expect(calls.map(\.id.description) == ["txt-c-1"])
        #expect(rejections.map(\.line) == [1])
        #expect(!rejections[0].reason.contains("SECRET"))
    }
}

@Suite struct `Conversations of Genesys Cloud` {
    static let answered = """
        {"conversationId": "g-1", "conversationStart": "2026-03-02T01:00:00.000Z", "conversationEnd": "2026-03-02T01:05:00.000Z",
         "originatingDirection": "inbound", "unknown": 1, "participants": [
          {"purpose": "customer", "sessions": [{"mediaType": "voice", "ani": "tel:+8613900000001", "dnis": "tel:+862155550100"}]},
          {"purpose": "ivr", "sessions": [{"segments": [{"segmentType": "ivr", "segmentStart": "2026-03-02T01:00:00.000Z"}]}]},
          {"purpose": "acd", "participantName": "Sales", "sessions": [{
            "segments": [{"segmentType": "interact", "segmentStart": "2026-03-02T01:00:20.000Z"}],
            "metrics": [{"name": "tAcd", "value": 15250}, {"name": "tAnswered", "value": 15250}]}]},
          {"purpose": "agent", "userId": "u-7", "participantName": "Han Meimei", "sessions": [{
            "segments": [{"segmentType": "alert", "segmentStart": "2026-03-02T01:00:30.000Z"},
              {"segmentType": "interact", "segmentStart": "2026-03-02T01:00:35.250Z"}],
            "metrics": [{"name": "tHandle", "value": 264000}, {"name": "tTalkComplete", "value": 240000},
              {"name": "tAcw", "value": 24000}]}]}]}

        """

    @Test func `are calls with their times to the millisecond, and no person's name`() throws {
        let reading = try file(Self.answered).read(CDRSettings())
        #expect(reading.format == .genesys)
        #expect(reading.rejections == [])
        let call = try #require(assemble(reading.records, settings: CDRSettings()).calls.first)
        #expect(call.outcome == .answered)
        #expect(call.wait == Milliseconds(15_250))
        #expect(
            call.handle
                == HandleTime(talk: Milliseconds(240_000), hold: .zero, acw: Milliseconds(24_000))
        )
        #expect((call.queue, call.agent) == ("Sales", "u-7"))
        #expect(call.customer == Party(role: .customer, number: "+8613900000001"))
        #expect(call.legs.map(\.kind) == [.ivr, .queue, .agent])
        #expect(!"\(call)".contains("Meimei"))
    }

    @Test func `are abandoned in the queue, contained before it and open without an end`() throws {
        func outcome(
            _ participants: String,
            end: String = #""conversationEnd": "2026-03-02T01:05:00Z", "#
        ) throws -> Outcome? {
            let text =
                #"{"conversationId": "g", "conversationStart": "2026-03-02T01:00:00Z", "# + end
                + #""originatingDirection": "inbound", "participants": ["# + participants + "]}\n"
            return assemble(try file(text).read(CDRSettings()).records, settings: CDRSettings()).calls.first?.outcome
        }
        let queue = #"{"purpose": "acd", "sessions": [{"metrics": [{"name": "tAbandon", "value": 9000}]}]}"#
        #expect(try outcome(queue) == .abandoned)
        #expect(try outcome(queue.replacing("tAbandon", with: "tFlowOut")) == .flowedOut)
        #expect(try outcome(#"{"purpose": "ivr"}"#) == .contained)
        #expect(try outcome(queue, end: "") == .open)
    }
}
