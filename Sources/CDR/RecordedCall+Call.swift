import Calls

extension RecordedCall {
    /// A call of which the recorder alone knows: recorded is answered, and how long it waited nobody says.
    func call(questions: [SurveyQuestion]) -> Call {
        let outcome: Outcome = cdr.answered != nil ? .answered : cdr.completeness == .failed ? .failed : .noAnswer
        var call = Call(
            id: cdr.call,
            start: cdr.start,
            answered: cdr.answered,
            end: cdr.end,
            direction: cdr.direction ?? .inbound,
            outcome: outcome,
            sources: [],
            switchKey: cdr.switchCallID.map(Hash64.key)
        )
        join(&call, questions: questions)
        if outcome == .answered {
            call.legs = [Leg(kind: .agent, name: agent, start: cdr.start, answered: cdr.answered, end: cdr.end)]
        }
        return call
    }

    /// Adds to a switch's call what only the recorder knows.
    func join(_ call: inout Call, questions: [SurveyQuestion]) {
        if let party = cdr.channels.first(where: { $0.role == .customer }), party.number != nil || party.name != nil {
            let known = call.customer
            call.customer = Party(
                role: .customer,
                number: known?.number ?? party.number,
                name: party.name ?? known?.name
            )
        }
        call.queue = call.queue ?? cdr.queue
        call.agent = call.agent ?? agent
        call.hungUpBy = cdr.hungUpBy ?? call.hungUpBy
        call.survey = call.survey ?? keyedSurvey(questions)
        if call.outcome == .answered, cdr.duration > .zero {
            let hold = cdr.holds.merged().totalLength
            call.handle.hold = hold
            call.handle.talk = max(.zero, cdr.duration - hold)
        }
        if let recording { call.recording = recording }
        call.sources = (call.sources + [source]).sorted()
    }

    /// The agent's extension; a name is a person's and stays out.
    private var agent: String? { cdr.channels.first { $0.role == .agent }?.number }

    private var recording: RecordingReference? {
        guard let name = cdr.recording else { return nil }
        var gaps: [Int: [TimeSpan]] = [:]
        for (index, channel) in cdr.channels.enumerated() where !channel.gaps.isEmpty { gaps[index] = channel.gaps }
        return RecordingReference(
            fileName: name,
            sha256: cdr.sha256,
            start: cdr.answered,
            channels: cdr.channels.map(\.role),
            pauses: cdr.pauses,
            holds: cdr.holds,
            gaps: gaps
        )
    }
}
