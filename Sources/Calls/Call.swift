/// Which way a call went, seen from the centre.
package enum Direction: String, Sendable, Codable, CaseIterable {
    case inbound, outbound, `internal`
}

/// How a call ended for the customer.
package enum Outcome: String, Sendable, Codable, CaseIterable {
    /// A human answered.
    case answered
    /// The customer hung up while waiting in a queue.
    case abandoned
    /// The queue let the customer go: time-out, exit key, empty, full.
    case flowedOut
    /// Ended in the IVR, nobody was asked for.
    case contained
    case noAnswer, busy, failed
    /// No end was found: the log was cut or the switch restarted.
    case open
}

/// How the customer came: by telephone, or in writing.
package enum ContactChannel: String, Sendable, Codable, CaseIterable {
    case voice, chat, email
}

package enum PartyRole: String, Sendable, Codable, CaseIterable {
    case customer, agent, other
}

/// One human or machine in a call, as the switch named it.
///
/// `number` and `name` are in the clear: a `Party` lives in memory while a call is worked on and is never stored.
package struct Party: Hashable, Sendable, Codable {
    package var role: PartyRole
    /// Telephone number, extension or SIP user part, in the clear.
    package var number: String?
    /// Display name, in the clear.
    package var name: String?

    package init(role: PartyRole, number: String? = nil, name: String? = nil) {
        self.role = role
        self.number = number
        self.name = name
    }
}

/// One party's stay in a call.
///
/// What the source does not say is nil, never zero.
package struct Leg: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable { case ivr, queue, agent, transfer }

    package var kind: Kind
    /// Queue name or agent id; for an IVR its extension.
    package var name: String?
    package var start: UTCTime
    package var answered: UTCTime?
    package var end: UTCTime?

    package init(kind: Kind, name: String? = nil, start: UTCTime, answered: UTCTime? = nil, end: UTCTime? = nil) {
        self.kind = kind
        self.name = name
        self.start = start
        self.answered = answered
        self.end = end
    }
}

/// A line of an input file that a fact came from.
package struct SourceLine: Hashable, Comparable, Sendable, Codable {
    /// SHA-256 of the whole file, lower-case hex.
    package var file: String
    /// Counted from 1; a record that spans lines is named by its first.
    package var line: Int

    package init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    package static func < (a: Self, b: Self) -> Bool { (a.file, a.line) < (b.file, b.line) }
}

/// The parts of the time an agent spent on a call; nil means that the source does not say.
package struct HandleTime: Hashable, Sendable, Codable {
    package var talk: Milliseconds?
    package var hold: Milliseconds?
    /// After-call work (wrap-up).
    package var acw: Milliseconds?

    package init(talk: Milliseconds? = nil, hold: Milliseconds? = nil, acw: Milliseconds? = nil) {
        self.talk = talk
        self.hold = hold
        self.acw = acw
    }

    /// Talk + hold + ACW of the parts that are known; nil where not even talk is.
    package var total: Milliseconds? { talk.map { $0 + (hold ?? .zero) + (acw ?? .zero) } }
}

/// A customer's answers after a call.
package struct Survey: Hashable, Sendable, Codable {
    /// 1 (very dissatisfied) to 5 (very satisfied).
    package var csat: Int?
    /// 0 to 10.
    package var nps: Int?
    /// Customer effort: 1 (very hard) to 7 (very easy).
    package var ces: Int?

    /// Nil where an answer is off its scale or there is none.
    package init?(csat: Int?, nps: Int?, ces: Int? = nil) {
        guard csat != nil || nps != nil || ces != nil else { return nil }
        if let csat, !(1...5).contains(csat) { return nil }
        if let nps, !(0...10).contains(nps) { return nil }
        if let ces, !(1...7).contains(ces) { return nil }
        self.csat = csat
        self.nps = nps
        self.ces = ces
    }

    /// These answers, and where there is none the other's.
    package func filled(from other: Survey?) -> Survey {
        var survey = self
        survey.csat = csat ?? other?.csat
        survey.nps = nps ?? other?.nps
        survey.ces = ces ?? other?.ces
        return survey
    }
}

/// What the switch said of a recording.
package struct RecordingReference: Hashable, Sendable, Codable {
    /// The last path component of the file, in the clear.
    package var fileName: String
    /// SHA-256 of the file as the recorder wrote it, lower-case hex; nil where the source gives none.
    package var sha256: String?
    /// When its first sample was taken; nil where unknown.
    package var start: UTCTime?
    /// Who is heard on each channel, in channel order; empty where unknown.
    package var channels: [PartyRole]
    /// Stretches in which recording was paused on purpose: silence that is nobody's.
    package var pauses: [TimeSpan]
    /// Stretches on hold, as signalled.
    package var holds: [TimeSpan]
    /// Stretches that were lost on the way to the recorder, per channel index.
    package var gaps: [Int: [TimeSpan]]

    package init(
        fileName: String,
        sha256: String? = nil,
        start: UTCTime? = nil,
        channels: [PartyRole] = [],
        pauses: [TimeSpan] = [],
        holds: [TimeSpan] = [],
        gaps: [Int: [TimeSpan]] = [:]
    ) {
        self.fileName = fileName
        self.sha256 = sha256
        self.start = start
        self.channels = channels
        self.pauses = pauses
        self.holds = holds
        self.gaps = gaps
    }
}

/// One customer's contact, from first ring to last hang-up, through all transfers, with everything still in the clear.
///
/// It exists in memory only. Masking turns it into `CallFacts`, which may be stored.
package struct Call: Hashable, Sendable, Codable {
    package var id: CallID
    package var start: UTCTime
    package var answered: UTCTime?
    package var end: UTCTime?
    package var direction: Direction
    package var channel: ContactChannel
    package var outcome: Outcome
    package var customer: Party?
    /// The number that was called: the service's own, not a person's.
    package var dialled: String?
    package var queue: String?
    /// The campaign or line of business that the source files the call under.
    package var campaign: String?
    /// Agent id or extension; the last to speak with the customer where there were several.
    package var agent: String?
    /// Waiting for a human, from queue entry; nil where the call never waited or the source does not say.
    package var wait: Milliseconds?
    package var handle: HandleTime
    package var hungUpBy: PartyRole?
    package var transfers: Int
    package var survey: Survey?
    package var recording: RecordingReference?
    /// What was written, where the customer came in writing.
    package var written: Conversation?
    package var legs: [Leg]
    package var sources: [SourceLine]
    /// A hash of the switch's own name of the call, by which what another source says on another night finds it.
    package var switchKey: Int?
    /// The call that this is another recording of; kept like any other, and counted with that one.
    package var duplicateOf: CallID?
}

extension Call {
    // In an extension, so that the struct keeps its memberwise initialiser and is built at once: assigned one by one, its
    // properties are copied with the whole.
    package init(
        id: CallID,
        start: UTCTime,
        answered: UTCTime? = nil,
        end: UTCTime? = nil,
        direction: Direction = .inbound,
        channel: ContactChannel = .voice,
        outcome: Outcome,
        customer: Party? = nil,
        dialled: String? = nil,
        queue: String? = nil,
        campaign: String? = nil,
        agent: String? = nil,
        wait: Milliseconds? = nil,
        handle: HandleTime = HandleTime(),
        hungUpBy: PartyRole? = nil,
        transfers: Int = 0,
        survey: Survey? = nil,
        recording: RecordingReference? = nil,
        written: Conversation? = nil,
        legs: [Leg] = [],
        sources: [SourceLine] = [],
        switchKey: Int? = nil
    ) {
        self.init(
            id: id,
            start: start,
            answered: answered,
            end: end,
            direction: direction,
            channel: channel,
            outcome: outcome,
            customer: customer,
            dialled: dialled,
            queue: queue,
            campaign: campaign,
            agent: agent,
            wait: wait,
            handle: handle,
            hungUpBy: hungUpBy,
            transfers: transfers,
            survey: survey,
            recording: recording,
            written: written,
            legs: legs,
            sources: sources,
            switchKey: switchKey,
            duplicateOf: nil
        )
    }
}
