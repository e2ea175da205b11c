import Calls
import Foundation

/// A conversation of Genesys Cloud, as its analytics give it in detail; one JSON object a conversation.
///
/// Metrics are in milliseconds and are absent where nothing happened: who handled a conversation without holding held for 0 ms. Names
/// of participants are persons' and are left out; an agent is known by the user id. Unknown fields are passed over.
struct GenesysRecord: Decodable, ContactRecord {
    static let keys = JSONDecoder.KeyDecodingStrategy.useDefaultKeys

    struct Participant: Decodable {
        var purpose: String?
        var participantName: String?
        var userId: String?
        var sessions: [Session]?
    }

    struct Session: Decodable {
        var mediaType: String?
        var ani: String?
        var dnis: String?
        var segments: [Segment]?
        var metrics: [Metric]?
    }

    struct Segment: Decodable {
        var segmentType: String?
        var segmentStart: String?
        var segmentEnd: String?
    }

    struct Metric: Decodable {
        var name: String
        var value: Double
    }

    var conversationId: String
    var conversationStart: String
    var conversationEnd: String?
    var originatingDirection: String?
    var participants: [Participant]

    func row(_ source: SourceLine, _ settings: CDRSettings) throws(RowFault) -> ContactRow? {
        let start = try conversationStart.instant("conversationStart")
        let end = try time(conversationEnd, "conversationEnd")
        let handlers = participants.filter { $0.purpose == "agent" && !$0.segments("interact").isEmpty }
        var row = ContactRow(
            source: source,
            idPrefix: "gen-",
            call: conversationId,
            start: start,
            outcome: outcome(isAnswered: !handlers.isEmpty, hasEnd: end != nil)
        )
        row.end = end
        row.direction = originatingDirection.flatMap(Direction.init(rawValue:))
        row.channel = channel
        row.queue = all("acd").last?.participantName
        row.queued = try all("acd").first?.first.map { (stamp) throws(RowFault) in
            try stamp.instant("segmentStart")
        }
        row.agent = handlers.last?.userId
        row.transfers = max(0, handlers.count - 1)
        row.wait = try wait()
        let customer = participants.first { $0.purpose == "customer" || $0.purpose == "external" }?.sessions?.first
        let (number, dialled) =
            row.direction == .outbound ? (customer?.dnis, customer?.ani) : (customer?.ani, customer?.dnis)
        row.customer = number.map { Party(role: .customer, number: Self.plain($0)) }
        row.dialled = dialled.map(Self.plain)
        guard let answer = handlers.compactMap({ $0.segments("interact").compactMap(\.segmentStart).min() }).min()
        else {
            return row
        }
        row.answered = try answer.instant("segmentStart")
        row.handle = HandleTime(
            talk: try sum("tTalkComplete", of: handlers),
            hold: try sum("tHeldComplete", of: handlers),
            acw: try sum("tAcw", of: handlers)
        )
        return row
    }

    private func all(_ purpose: String) -> [Participant] { participants.filter { $0.purpose == purpose } }

    private func outcome(isAnswered: Bool, hasEnd: Bool) -> Outcome {
        if isAnswered { return .answered }
        guard hasEnd else { return .open }
        let queues = all("acd")
        guard !queues.isEmpty else { return originatingDirection == "outbound" ? .noAnswer : .contained }
        return queues.contains { $0.has("tFlowOut") } ? .flowedOut : .abandoned
    }

    private var channel: ContactChannel {
        switch participants.lazy.compactMap({ $0.sessions?.first?.mediaType }).first {
        case "chat", "message": .chat
        case "email": .email
        default: .voice
        }
    }

    /// In the first queue, until an agent took over or the customer gave up.
    private func wait() throws(RowFault) -> Milliseconds? {
        guard let queue = all("acd").first else { return nil }
        for name in ["tAnswered", "tAbandon", "tAcd", "tFlowOut"] where queue.has(name) {
            return try sum(name, of: [queue])
        }
        return nil
    }

    /// Nil where none of them has a measure of the conversation.
    private func sum(_ name: String, of participants: [Participant]) throws(RowFault) -> Milliseconds? {
        guard participants.contains(where: { $0.has("tHandle") || $0.has(name) }) else { return nil }
        let metrics = participants.flatMap { $0.sessions ?? [] }.flatMap { $0.metrics ?? [] }
        let whole = metrics.reduce(0) { $0 + ($1.name == name ? $1.value : 0) }
        guard (0...31 * 86_400_000).contains(whole) else { throw .notALength("metrics.\(name)", "milliseconds") }
        return Milliseconds(Int(whole.rounded()))
    }

    private func time(_ text: String?, _ field: String) throws(RowFault) -> UTCTime? {
        guard let text else { return nil }
        return try text.instant(field)
    }

    /// Without the scheme of a URI.
    private static func plain(_ address: String) -> String {
        address.hasPrefix("tel:") ? String(address.dropFirst(4)) : address
    }
}

extension GenesysRecord.Participant {
    fileprivate func segments(_ type: String) -> [GenesysRecord.Segment] {
        (sessions ?? []).flatMap { $0.segments ?? [] }.filter { $0.segmentType == type }
    }

    fileprivate func has(_ metric: String) -> Bool {
        sessions?.contains { $0.metrics?.contains { $0.name == metric } ?? false } ?? false
    }

    /// When the participant came in.
    fileprivate var first: String? { (sessions ?? []).flatMap { $0.segments ?? [] }.compactMap(\.segmentStart).min() }
}
