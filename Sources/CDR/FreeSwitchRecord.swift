import Calls
import Foundation

/// A channel's JSON from FreeSWITCH's `json_cdr` or `format_cdr`.
///
/// Only the microsecond stamps are read: the others are in the switch's own zone. A channel that was answered without having
/// been bridged met with no person. What the switch counts as talk includes the time on hold, which is taken off here.
struct FreeSwitchRecord: Decodable, ContactRecord {
    static let keys = JSONDecoder.KeyDecodingStrategy.convertFromSnakeCase

    struct Profile: Decodable {
        var callerIdName: JSONText?
        var callerIdNumber: JSONText?
        var destinationNumber: JSONText?
    }

    struct Times: Decodable { var bridgedTime: JSONText? }

    struct Flow: Decodable {
        var callerProfile: Profile?
        var times: Times?
    }

    /// The newest first; older switches write the only one without an array around it.
    struct Flows: Decodable {
        var all: [Flow]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            all = (try? container.decode([Flow].self)) ?? (try? container.decode(Flow.self)).map { [$0] } ?? []
        }
    }

    var variables: [String: JSONText]
    var callflow: Flows?

    func row(_ source: SourceLine, _ settings: CDRSettings) throws(RowFault) -> ContactRow? {
        guard let uuid = text("uuid") else { throw .field("variables.uuid") }
        guard let start = time("start_uepoch") ?? time("start_epoch") else { throw .field("variables.start_uepoch") }
        let origin = text("originating_leg_uuid") ?? text("originator") ?? text("cc_member_session_uuid")
        let isPeer = origin != nil && origin != uuid
        var row = ContactRow(source: source, idPrefix: "fs-", call: origin ?? uuid, start: start, outcome: .noAnswer)
        row.part = uuid
        row.isPeer = isPeer
        row.queued = time("cc_queue_joined_epoch")
        row.answered = time("cc_queue_answered_epoch")
        if text("cc_queue") == nil { row.answered = time("bridge_uepoch") ?? time("bridge_epoch") }
        row.end = time("end_uepoch") ?? time("end_epoch")
        row.queue = text("cc_queue").map(Self.user)
        row.recording = (text("record_name") ?? text("cc_record_filename") ?? text("record_path"))
            .flatMap { FileName.last(of: $0) }
        setParties(&row, settings)
        setOutcome(&row)
        return row
    }

    private func setParties(_ row: inout ContactRow, _ settings: CDRSettings) {
        // The first profile is the call as it came; each transfer adds one before it.
        let profile = callflow?.all.last?.callerProfile
        let from = profile?.callerIdNumber?.text ?? text("caller_id_number") ?? text("sip_from_user")
        let to = profile?.destinationNumber?.text ?? text("destination_number") ?? text("sip_to_user")
        let sides = CallSides(settings)
        let direction = sides.direction(from: from, to: to)
        row.direction = direction
        let name = profile?.callerIdName?.text ?? text("caller_id_name")
        if direction == .outbound {
            row.customer = Party(role: .customer, number: to)
        } else {
            row.customer = Party(role: .customer, number: from, name: name == from ? nil : name)
            row.dialled = to
        }
        let devices = ["cc_agent", "dialed_user", "last_sent_callee_id_number", "bridge_channel"]
        let device = devices.lazy.compactMap { text($0) }.first
        let inside = row.isPeer ? to : direction == .outbound ? from : device
        row.agent = inside.map(Self.user).flatMap(sides.agent)
        row.transfers = max(0, (callflow?.all ?? []).count { ($0.times?.bridgedTime?.text ?? "0") != "0" } - 1)
    }

    private func setOutcome(_ row: inout ContactRow) {
        let isAnswered = row.answered != nil
        row.outcome = isAnswered ? .answered : unanswered
        if let answered = row.answered {
            row.wait = row.direction == .outbound ? nil : max(.zero, answered - (row.queued ?? row.start))
            let left = time("cc_queue_terminated_epoch") ?? row.end
            let hold = length("hold_accum_usec", perSecond: 1_000_000) ?? length("hold_accum_seconds", perSecond: 1)
            row.handle.hold = hold
            row.handle.talk = left.map { max(.zero, ($0 - answered) - (hold ?? .zero)) }
        } else if row.queue != nil, let queued = row.queued {
            row.wait = (time("cc_queue_canceled_epoch") ?? time("cc_queue_terminated_epoch") ?? row.end)
                .map { max(.zero, $0 - queued) }
        }
        if !isAnswered { row.agent = row.direction == .outbound ? row.agent : nil }
        let own: PartyRole = row.direction == .outbound ? .agent : .customer
        let other: PartyRole = row.direction == .outbound ? .customer : .agent
        switch text("sip_hangup_disposition") {
        case "recv_bye", "recv_cancel": row.hungUpBy = row.isPeer ? other : own
        case "send_bye" where isAnswered: row.hungUpBy = row.isPeer ? own : other
        default: break
        }
    }

    private var unanswered: Outcome {
        if text("cc_queue") != nil {
            return text("cc_cancel_reason").map { $0 == "BREAK_OUT" } ?? true ? .abandoned : .flowedOut
        }
        let wasAnswered = (time("answer_uepoch") ?? time("answer_epoch")) != nil
        switch text("hangup_cause") {
        case "USER_BUSY", "CALL_REJECTED": return .busy
        case "NO_ANSWER", "NO_USER_RESPONSE", "ORIGINATOR_CANCEL", "ALLOTTED_TIMEOUT", "LOSE_RACE": return .noAnswer
        case "NORMAL_CLEARING", "SUCCESS", nil: return wasAnswered ? .contained : .noAnswer
        default: return wasAnswered ? .contained : .failed
        }
    }

    // MARK: Variables

    /// Nil for an empty value; a value that the switch wrote for a URL is as it was before.
    private func text(_ name: String) -> String? {
        guard let text = variables[name]?.text, !text.isEmpty else { return nil }
        return text.contains("%") ? text.removingPercentEncoding ?? text : text
    }

    /// Seconds or microseconds since 1970, told apart by their size; nil for zero.
    private func time(_ name: String) -> UTCTime? {
        guard let text = text(name), let value = Int(text), value > 0 else { return nil }
        let time = UTCTime(milliseconds: value > 100_000_000_000_000 ? value / 1000 : value * 1000)
        return time.isPlausible ? time : nil
    }

    private func length(_ name: String, perSecond: Int) -> Milliseconds? {
        guard let text = text(name), let value = Int(text) else { return nil }
        guard value >= 0, value / perSecond < 31 * 86_400 else { return nil }
        return Milliseconds(perSecond == 1 ? value * 1000 : value / (perSecond / 1000))
    }

    /// `1002` of `1002@default` and of `sofia/internal/1002@10.0.0.1`.
    private static func user(_ name: String) -> String {
        let last = name.split(separator: "/").last ?? Substring(name)
        return String(last.prefix { $0 != "@" && $0 != ":" })
    }
}
