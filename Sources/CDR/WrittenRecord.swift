import Calls
import Foundation

/// A chat or an e-mail: one JSON object a contact, with what was written.
///
///     {"contact": "c-1", "channel": "chat", "start": "2026-03-02T09:00:00+08:00", "end": "…", "queue": "web",
///      "agent": "7", "customer": {"number": "…", "name": "…"}, "csat": 5, "language": "zh",
///      "messages": [{"time": "…", "from": "customer", "text": "…"}, …]}
///
/// `contact`, `channel` and `start` are required; times are ISO 8601 with an offset, lengths seconds. Unknown fields are passed
/// over. Who answered when, and with what outcome, is told by the messages where no field says so.
struct WrittenRecord: Decodable, ContactRecord {
    static let keys = JSONDecoder.KeyDecodingStrategy.useDefaultKeys
    static let mostMessages = 10_000

    struct Customer: Decodable {
        var number: String?
        var name: String?
    }

    struct Message: Decodable {
        var time: String
        var from: String
        var text: String
    }

    var contact: String
    var channel: String
    var start: String
    var answered: String?
    var end: String?
    var direction: String?
    var outcome: String?
    var customer: Customer?
    var dialled: String?
    var queue: String?
    var campaign: String?
    var agent: String?
    var wait: Double?
    var talk: Double?
    var hold: Double?
    var acw: Double?
    var hungUpBy: String?
    var transfers: Int?
    var csat: Int?
    var nps: Int?
    var ces: Int?
    var language: String?
    var messages: [Message]?

    func row(_ source: SourceLine, _ settings: CDRSettings) throws(RowFault) -> ContactRow? {
        guard !contact.isEmpty else { throw .empty("contact") }
        let start = try start.instant("start")
        let written = try conversation()
        let answered = try time(answered, "answered") ?? written?.answered
        let end = try time(end, "end")
        try checkOrder(start, answered, end)
        let told = try word(outcome, "outcome", Outcome.self)
        let outcome = told ?? Self.outcome(answered: answered, end: end, hasQueue: queue != nil)
        var row = ContactRow(source: source, idPrefix: "txt-", call: contact, start: start, outcome: outcome)
        guard let channel = try word(channel, "channel", ContactChannel.self), channel != .voice else {
            throw .notOneOf("channel", "chat, email")
        }
        row.channel = channel
        row.written = written
        row.end = end
        row.direction = try word(direction, "direction", Direction.self)
        row.dialled = dialled
        (row.queue, row.campaign, row.agent) = (queue, campaign, agent)
        row.hungUpBy = try word(hungUpBy, "hungUpBy", PartyRole.self)
        row.transfers = min(max(0, transfers ?? 0), 1000)
        row.survey = try survey()
        if customer?.number != nil || customer?.name != nil {
            row.customer = Party(role: .customer, number: customer?.number, name: customer?.name)
        }
        row.handle = HandleTime(
            talk: try length(talk, "talk"),
            hold: try length(hold, "hold"),
            acw: try length(acw, "acw")
        )
        row.wait = try length(wait, "wait")
        if outcome == .answered {
            row.answered = answered
            row.wait = row.wait ?? answered.map { max(.zero, $0 - start) }
        }
        return row
    }

    private static func outcome(answered: UTCTime?, end: UTCTime?, hasQueue: Bool) -> Outcome {
        if answered != nil { return .answered }
        guard end != nil else { return .open }
        return hasQueue ? .abandoned : .contained
    }

    private func conversation() throws(RowFault) -> Conversation? {
        guard let messages, !messages.isEmpty else { return nil }
        guard messages.count <= Self.mostMessages else { throw .field("messages") }
        var read: [Conversation.Message] = []
        for message in messages {
            let role = try word(message.from, "messages.from", PartyRole.self) ?? .other
            read.append(.init(time: try message.time.instant("messages.time"), role: role, text: message.text))
        }
        // Two messages of one instant stay in the order in which they came.
        let order = read.indices.sorted { (read[$0].time, $0) < (read[$1].time, $1) }
        return Conversation(language: language, messages: order.map { read[$0] })
    }

    private func checkOrder(_ start: UTCTime, _ answered: UTCTime?, _ end: UTCTime?) throws(RowFault) {
        let second = Milliseconds(1000)
        if let answered, answered + second < start { throw .before("answered", "start") }
        if let end, end + second < max(start, answered ?? start) {
            throw .before("end", answered == nil ? "start" : "answered")
        }
    }

    private func survey() throws(RowFault) -> Survey? {
        for (name, answer, scale) in [("csat", csat, 1...5), ("nps", nps, 0...10), ("ces", ces, 1...7)] {
            if let answer, !scale.contains(answer) { throw .notOnScale(name, scale) }
        }
        return Survey(csat: csat, nps: nps, ces: ces)
    }

    private func time(_ text: String?, _ field: String) throws(RowFault) -> UTCTime? {
        guard let text else { return nil }
        return try text.instant(field)
    }

    private func length(_ seconds: Double?, _ field: String) throws(RowFault) -> Milliseconds? {
        guard let seconds else { return nil }
        guard (0...31 * 86_400).contains(seconds) else { throw .notALength(field, "seconds") }
        return Milliseconds(seconds: seconds)
    }

    private func word<Value: RawRepresentable<String> & CaseIterable>(
        _ text: String?,
        _ field: String,
        _ type: Value.Type
    ) throws(RowFault) -> Value? {
        guard let text else { return nil }
        guard let value = Value(rawValue: text) else {
            throw .notOneOf(field, Value.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return value
    }
}
