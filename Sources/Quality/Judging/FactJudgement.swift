internal import Calls
internal import Foundation

extension Subject {
    func judge(_ fact: CallFact) -> Judgement {
        switch fact {
        case .duration(let limit):
            judge(length, limit, "duration not known")
        case .wait(let limit): judge(call.wait, limit, "wait not known")
        case .transfers(let limit): Judgement(limit.admits(Double(call.transfers)), [])
        case .turns(let limit):
            transcript.map { Judgement(limit.admits(Double($0.turns.count)), []) } ?? .unknown("no words")
        case .outcome(let outcomes): Judgement(outcomes.contains(call.outcome), [])
        case .direction(let directions): Judgement(directions.contains(call.direction), [])
        case .queue(let queues): judge(call.queue, queues, "queue not known")
        case .agent(let agents): judge(call.agent, agents, "agent not known")
        case .hungUpBy(let roles): judge(call.hungUpBy, roles, "not known who hung up")
        case .firstSpeaker(let roles): judge(transcript?.turns.first, roles)
        case .lastSpeaker(let roles): judge(transcript?.turns.last, roles)
        case .timeOfDay(let from, let until):
            Judgement((from..<until).contains(minutes) || (from..<until).contains(minutes + 24 * 60), [])
        case .weekday(let days): Judgement(days.contains(weekday), [])
        }
    }

    private func judge(_ length: Milliseconds?, _ limit: Limit, _ unknown: String) -> Judgement {
        guard let length else { return .unknown(unknown) }
        let evidence = Evidence(
            span: TimeSpan(start: .zero, end: length),
            value: length.seconds,
            threshold: limit.value
        )
        return Judgement(limit.admits(length.seconds), [evidence])
    }

    private func judge<T: Equatable>(_ fact: T?, _ wanted: [T], _ unknown: String) -> Judgement {
        fact.map { Judgement(wanted.contains($0), []) } ?? .unknown(unknown)
    }

    private func judge(_ turn: Turn?, _ roles: [PartyRole]) -> Judgement {
        guard let turn, let transcript else { return .unknown("no words") }
        guard transcript.namesSpeakers else { return .unknown("speakers are not told apart") }
        return Judgement(roles.contains(turn.role), [Evidence(span: turn.span, channel: turn.channel)])
    }

    /// From answer to hang-up; the recording's length where the switch does not say.
    private var length: Milliseconds? {
        if let answered = call.answered, let end = call.end { return end - answered }
        return measures?.duration
    }

    /// When the call began, on the site's clock.
    private var local: DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let time = Date(timeIntervalSince1970: Double(call.start.milliseconds) / 1000)
        return calendar.dateComponents([.year, .month, .day, .hour, .minute, .weekday], from: time)
    }

    private var minutes: Int { (local.hour ?? 0) * 60 + (local.minute ?? 0) }

    private var weekday: Weekday { Weekday.allCases[((local.weekday ?? 1) + 5) % 7] }

    /// The day on which the call began, `YYYY-MM-DD`.
    var day: String {
        let local = local
        return String(format: "%04d-%02d-%02d", local.year ?? 0, local.month ?? 0, local.day ?? 0)
    }
}
