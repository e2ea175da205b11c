import Calls
import Foundation

/// A contact record of Amazon Connect, which is delivered at least once: of two about a contact the one that was updated later counts.
///
/// Each agent's part is a contact of its own; all of a call name its first. Fields that are not known here are passed over, because
/// Connect adds some over time.
struct ConnectRecord: Decodable, ContactRecord {
    static let keys = JSONDecoder.KeyDecodingStrategy.custom { path in
        let key = path[path.count - 1].stringValue
        return AnyKey(key.prefix(1).lowercased() + key.dropFirst())
    }

    struct Queue: Decodable {
        var name: String?
        var enqueueTimestamp: String?
        var dequeueTimestamp: String?
        var duration: Int?
    }

    struct Agent: Decodable {
        var username: String?
        var connectedToAgentTimestamp: String?
        var agentInteractionDuration: Int?
        var customerHoldDuration: Int?
        var afterContactWorkDuration: Int?
    }

    struct Endpoint: Decodable { var address: String? }
    struct Media: Decodable { var location: String? }

    var contactId: String
    var initialContactId: String?
    var nextContactId: String?
    var initiationMethod: String
    var initiationTimestamp: String
    var connectedToSystemTimestamp: String?
    var disconnectTimestamp: String?
    var disconnectReason: String?
    var transferCompletedTimestamp: String?
    var lastUpdateTimestamp: String?
    var queue: Queue?
    var agent: Agent?
    var customerEndpoint: Endpoint?
    var systemEndpoint: Endpoint?
    var recording: Media?
    var recordings: [Media]?

    func row(_ source: SourceLine, _ settings: CDRSettings) throws(RowFault) -> ContactRow? {
        let start = try initiationTimestamp.instant("InitiationTimestamp")
        let call = initialContactId ?? contactId
        var row = ContactRow(source: source, idPrefix: "con-", call: call, start: start, outcome: outcome)
        row.part = contactId
        row.revision = try time(lastUpdateTimestamp, "LastUpdateTimestamp")?.milliseconds ?? 0
        row.queued = try time(queue?.enqueueTimestamp, "Queue.EnqueueTimestamp")
        row.answered = try time(agent?.connectedToAgentTimestamp, "Agent.ConnectedToAgentTimestamp")
        row.end = try time(disconnectTimestamp, "DisconnectTimestamp")
        row.direction = direction
        row.customer = customerEndpoint?.address.map { Party(role: .customer, number: $0) }
        row.dialled = systemEndpoint?.address
        row.queue = queue?.name
        // Whom the contact was only offered to is no agent of it.
        let agent = row.answered == nil ? nil : agent
        row.agent = agent?.username
        row.wait = try wait(row)
        row.handle = HandleTime(
            talk: try length(agent?.agentInteractionDuration, "Agent.AgentInteractionDuration"),
            hold: try length(agent?.customerHoldDuration, "Agent.CustomerHoldDuration"),
            acw: try length(agent?.afterContactWorkDuration, "Agent.AfterContactWorkDuration")
        )
        switch disconnectReason {
        case "CUSTOMER_DISCONNECT": row.hungUpBy = .customer
        case "AGENT_DISCONNECT": row.hungUpBy = .agent
        default: break
        }
        row.recording = (recording?.location ?? recordings?.lazy.compactMap(\.location).first)
            .flatMap { FileName.last(of: $0) }
        return row
    }

    private var outcome: Outcome {
        if agent?.connectedToAgentTimestamp != nil { return .answered }
        guard disconnectTimestamp != nil else { return .open }
        guard queue != nil else {
            return initiationMethod.hasPrefix("OUTBOUND") ? .noAnswer : .contained
        }
        let hasMovedOn = nextContactId != nil || transferCompletedTimestamp != nil
        return disconnectReason == "CUSTOMER_DISCONNECT" && !hasMovedOn ? .abandoned : .flowedOut
    }

    private var direction: Direction? {
        switch initiationMethod {
        case "INBOUND", "WEBRTC_API", "MESSAGING_PLATFORM": .inbound
        case "OUTBOUND", "CALLBACK", "EXTERNAL_OUTBOUND": .outbound
        default: nil
        }
    }

    /// In the queue, by its own count or by its two stamps.
    private func wait(_ row: ContactRow) throws(RowFault) -> Milliseconds? {
        guard let queued = row.queued else { return nil }
        if let seconds = try length(queue?.duration, "Queue.Duration") { return seconds }
        let left = try time(queue?.dequeueTimestamp, "Queue.DequeueTimestamp") ?? row.answered ?? row.end
        return left.map { max(.zero, $0 - queued) }
    }

    private func time(_ text: String?, _ field: String) throws(RowFault) -> UTCTime? {
        guard let text else { return nil }
        return try text.instant(field)
    }

    private func length(_ seconds: Int?, _ field: String) throws(RowFault) -> Milliseconds? {
        guard let seconds else { return nil }
        guard (0...31 * 86_400).contains(seconds) else { throw .notALength(field, "seconds") }
        return Milliseconds(seconds * 1000)
    }
}
