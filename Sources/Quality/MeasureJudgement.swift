internal import Calls

extension Subject {
    func judge(_ condition: MeasureCondition) -> Judgement {
        guard let measures else { return .unknown("no recording") }
        guard let spans = spans(of: condition, in: measures) else { return .unknown("one channel") }
        let longest = spans.max { $0.length < $1.length }
        let value =
            switch condition.statistic {
            case .longest: longest?.length.seconds ?? 0
            case .total: spans.totalLength.seconds
            case .count: Double(spans.count)
            case .share: spans.totalLength.seconds / max(measures.duration.seconds, 0.001)
            }
        let places = condition.statistic == .longest ? longest.map { [$0] } ?? [] : spans
        let whole = [TimeSpan(start: .zero, end: measures.duration)]
        return Judgement(
            condition.limit.admits(value),
            (places.isEmpty ? whole : places).map {
                Evidence(span: $0, value: value, threshold: condition.limit.value)
            }
        )
    }

    /// Nil where one channel holds both voices.
    private func spans(of condition: MeasureCondition, in measures: Measures) -> [TimeSpan]? {
        switch condition.quantity {
        case .deadAir: return measures.deadAir
        case .silence: return measures.silence
        case .hold: return measures.hold
        case .talkOver: return measures.talkOver
        case .interruptions:
            return measures.interruptions?.compactMap { interruption in
                guard let speaker = condition.speaker else { return interruption.span }
                let channels = measures.channels
                let role = channels.indices.contains(interruption.channel) ? channels[interruption.channel].role : nil
                return role == speaker ? interruption.span : nil
            }
        }
    }

    func judge(_ fact: CallFact) -> Judgement {
        switch fact {
        case .duration(let limit):
            guard let seconds = conversation?.seconds else { return .unknown("duration not known") }
            let span = TimeSpan(start: .zero, end: Milliseconds(seconds: seconds))
            return Judgement(limit.admits(seconds), [Evidence(span: span, value: seconds, threshold: limit.value)])
        case .outcome(let outcomes):
            return Judgement(outcomes.contains(call.outcome), [])
        case .direction(let directions):
            return Judgement(directions.contains(call.direction), [])
        case .queue(let queues):
            guard let queue = call.queue else { return .unknown("queue not known") }
            return Judgement(queues.contains(queue), [])
        case .hungUpBy(let roles):
            guard let role = call.hungUpBy else { return .unknown("not known who hung up") }
            return Judgement(roles.contains(role), [])
        }
    }

    /// From answer to hang-up; the recording's length where the switch does not say.
    private var conversation: Milliseconds? {
        if let answered = call.answered, let end = call.end { return end - answered }
        return measures?.duration
    }
}
