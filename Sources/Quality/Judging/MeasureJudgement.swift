internal import Calls

extension Subject {
    func judge(_ condition: MeasureCondition) -> Judgement {
        guard let measures else { return .unknown("no recording") }
        guard let place = place(condition.window, speaker: nil) else { return .unknown("no hold") }
        let looked = place.spans.compactMap { $0.intersection(TimeSpan(start: .zero, end: measures.duration)) }
        if condition.statistic == .value { return judgeValue(condition, measures) }
        guard let spans = measures.spans(of: condition.quantity, by: condition.speaker) else {
            return .unknown(measures.faults.contains(.channelSkew) ? "channels out of step" : "one channel")
        }
        let inside = condition.window == .whole ? spans : spans.flatMap { span in looked.compactMap(span.intersection) }
        let longest = inside.max { $0.length < $1.length }
        let time = looked.totalLength.seconds
        let value: Double
        switch condition.statistic {
        case .longest: value = longest?.length.seconds ?? 0
        case .total: value = inside.totalLength.seconds
        case .count: value = Double(inside.count)
        case .share: value = inside.totalLength.seconds / max(time, 0.001)
        case .average, .value:
            guard !inside.isEmpty else { return .unknown("nothing to measure") }
            value = inside.totalLength.seconds / Double(inside.count)
        }
        let places = condition.statistic == .longest ? longest.map { [$0] } ?? [] : inside
        return shown(places.isEmpty ? looked : places, value, condition.limit)
    }

    /// What is one number for the whole call.
    private func judgeValue(_ condition: MeasureCondition, _ measures: Measures) -> Judgement {
        let whole = [TimeSpan(start: .zero, end: measures.duration)]
        guard let speaker = condition.speaker, let channel = measures.channels.first(where: { $0.role == speaker })
        else { return .unknown("one channel") }
        let speech = channel.speech.totalLength.seconds
        let value: Double?
        switch condition.quantity {
        case .talkShare:
            let all = measures.channels.reduce(0) { $0 + $1.speech.totalLength.seconds }
            value = all > 0 ? speech / all : nil
        case .loudness: value = channel.speechLevel
        default:
            guard let transcript else { return .unknown("no words") }
            let words = transcript.tokens.count { transcript.turns[$0.turn].role == speaker }
            // Less than this is no rate but an accident.
            value = words >= 10 && speech >= 3 ? Double(words) * 60 / speech : nil
        }
        guard let value else { return .unknown("too little speech") }
        return shown(whole, value, condition.limit)
    }

    private func shown(_ spans: [TimeSpan], _ value: Double, _ limit: Limit) -> Judgement {
        Judgement(limit.admits(value), spans.map { Evidence(span: $0, value: value, threshold: limit.value) })
    }
}

extension ChannelMeasures {
    fileprivate func spans(of kind: NamedSound.Kind) -> [TimeSpan] { sounds.filter { $0.kind == kind }.map(\.span) }
}

extension Measures {
    /// Where the quantity is heard; nil where one channel holds both voices and that matters.
    fileprivate func spans(of quantity: Quantity, by speaker: PartyRole?) -> [TimeSpan]? {
        func heard(_ part: (ChannelMeasures) -> [TimeSpan]) -> [TimeSpan] {
            channels.filter { speaker == nil || $0.role == speaker }.flatMap(part).merged()
        }
        switch quantity {
        case .deadAir: return deadAir
        case .silence: return silence
        case .hold: return hold
        case .talkOver: return talkOver
        case .interruptions:
            return interruptions?.compactMap { interruption in
                let index = interruption.channel
                let role = channels.indices.contains(index) ? channels[index].role : nil
                return speaker == nil || role == speaker ? interruption.span : nil
            }
        case .music: return heard(\.music)
        case .tones: return heard(\.tones)
        case .beep: return heard { $0.spans(of: .beep) }
        case .dtmf: return heard { $0.spans(of: .dtmf) }
        case .withoutBeep: return unbeeped
        case .monologue: return floors?.filter { speaker == nil || $0.role == speaker }.map(\.span)
        case .latency: return answers?.filter { speaker == nil || $0.role == speaker }.map(\.span)
        case .talkShare, .rate, .loudness: return []
        }
    }

    /// Who holds the floor when; nil without a channel for each.
    ///
    /// It is a party's speech, over its own pauses and over what the other says of less than a second.
    private var floors: [(role: PartyRole, span: TimeSpan)]? {
        guard channels.count == 2 else { return nil }
        let spoken = channels.flatMap { channel in
            channel.speech.filter { $0.length >= Milliseconds(1000) }.map { (role: channel.role, span: $0) }
        }
        var floors: [(role: PartyRole, span: TimeSpan)] = []
        for (role, span) in spoken.sorted(by: { $0.span < $1.span }) {
            if let last = floors.last, last.role == role {
                floors[floors.count - 1].span.end = max(last.span.end, span.end)
            } else {
                floors.append((role, span))
            }
        }
        return floors
    }

    /// The silences between one party's last word and the other's first, each the answering party's.
    private var answers: [(role: PartyRole, span: TimeSpan)]? {
        guard channels.count == 2 else { return nil }
        let spoken = channels.flatMap { channel in channel.speech.map { (role: channel.role, span: $0) } }
            .sorted { $0.span < $1.span }
        var answers: [(role: PartyRole, span: TimeSpan)] = []
        var last: (role: PartyRole, end: Milliseconds)?
        for (role, span) in spoken {
            if let last, last.role != role, span.start >= last.end {
                answers.append((role, TimeSpan(start: last.end, end: span.start)))
            }
            if last.map({ span.end >= $0.end }) ?? true { last = (role, span.end) }
        }
        return answers
    }
}
