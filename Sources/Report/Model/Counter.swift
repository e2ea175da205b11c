package import Calls

/// One additive figure: what a call adds to it is a pure function of that call.
///
/// Every KPI is a formula over counters, and its examples are the calls that add to them, so that a printed figure and
/// its explanation cannot disagree. Times are counted in milliseconds, scores in thousandths of a point.
package enum Counter: Int, Sendable, CaseIterable {
    case calls, handled
    case offered, answered, abandoned, flowedOut, lost, open
    case answeredWaitKnown, answeredWait, answeredInTime
    case abandonedWaitKnown, abandonedInTime, abandonedLate, abandonedShort
    case talkKnown, talk, holdKnown, hold, acwKnown, acw
    case csatAnswers, csatTop2, csatPoints
    case npsAnswers, promoters, passives, detractors
    case recorded, heard, heardTalk, deadAir
    case twoVoices, twoVoicesTalk, talkOver
    case scored, score
    case withWords

    /// What `call` adds; nil where the call has nothing to do with it.
    package func amount(of call: CallOutcome, by settings: KPISettings) -> Int? {
        switch self {
        case .calls: 1
        case .handled: call.facts.wasHandled ? 1 : nil
        case .offered, .answered, .abandoned, .flowedOut, .lost, .open: arrivals(call.facts)
        case .answeredWaitKnown, .answeredWait, .answeredInTime, .abandonedWaitKnown, .abandonedInTime,
            .abandonedLate, .abandonedShort:
            waits(call.facts, settings)
        case .talkKnown, .talk, .holdKnown, .hold, .acwKnown, .acw: handle(call.facts)
        case .csatAnswers, .csatTop2, .csatPoints, .npsAnswers, .promoters, .passives, .detractors:
            call.facts.survey.flatMap(answers)
        case .recorded, .heard, .heardTalk, .deadAir, .twoVoices, .twoVoicesTalk, .talkOver:
            call.facts.wasHandled ? sound(call) : nil
        case .scored, .score, .withWords: call.facts.wasHandled ? quality(call) : nil
        }
    }

    private func arrivals(_ facts: CallFacts) -> Int? {
        guard facts.isRequestForHuman else { return nil }
        let counts =
            switch self {
            case .offered: true
            case .answered: facts.wasHandled
            case .abandoned: facts.outcome == .abandoned
            case .flowedOut: facts.outcome == .flowedOut
            case .lost: [.noAnswer, .busy, .failed].contains(facts.outcome)
            default: facts.outcome == .open && !facts.wasHandled
            }
        return counts ? 1 : nil
    }

    private func waits(_ facts: CallFacts, _ settings: KPISettings) -> Int? {
        guard facts.isRequestForHuman, let wait = facts.wait else { return nil }
        let isAnswered = facts.wasHandled
        let isAbandoned = facts.outcome == .abandoned
        let isInTime = wait <= settings.answerWithin
        return switch self {
        case .answeredWaitKnown: isAnswered ? 1 : nil
        case .answeredWait: isAnswered ? wait.count : nil
        case .answeredInTime: isAnswered && isInTime ? 1 : nil
        case .abandonedWaitKnown: isAbandoned ? 1 : nil
        case .abandonedInTime: isAbandoned && isInTime ? 1 : nil
        case .abandonedLate: isAbandoned && !isInTime ? 1 : nil
        default: isAbandoned && wait <= settings.shortAbandon ? 1 : nil
        }
    }

    private func handle(_ facts: CallFacts) -> Int? {
        guard facts.wasHandled else { return nil }
        return switch self {
        case .talkKnown: facts.handle.talk.map { _ in 1 }
        case .talk: facts.handle.talk?.count
        case .holdKnown: facts.handle.hold.map { _ in 1 }
        case .hold: facts.handle.hold?.count
        case .acwKnown: facts.handle.acw.map { _ in 1 }
        default: facts.handle.acw?.count
        }
    }

    private func answers(_ survey: Survey) -> Int? {
        switch self {
        case .csatAnswers: survey.csat.map { _ in 1 }
        case .csatTop2: survey.csat.flatMap { $0 >= 4 ? 1 : nil }
        case .csatPoints: survey.csat
        case .npsAnswers: survey.nps.map { _ in 1 }
        case .promoters: survey.nps.flatMap { $0 >= 9 ? 1 : nil }
        case .passives: survey.nps.flatMap { (7...8).contains($0) ? 1 : nil }
        default: survey.nps.flatMap { $0 <= 6 ? 1 : nil }
        }
    }

    private func sound(_ call: CallOutcome) -> Int? {
        if self == .recorded { return call.hasRecording ? 1 : nil }
        guard let measures = call.measures else { return nil }
        return switch self {
        case .heard: 1
        case .heardTalk: measures.connected.count
        case .deadAir: measures.deadAir.covered.count
        case .twoVoices: measures.talkOver.map { _ in 1 }
        case .twoVoicesTalk: measures.talkOver.map { _ in measures.connected.count }
        default: measures.talkOver.map { $0.covered.count }
        }
    }

    private func quality(_ call: CallOutcome) -> Int? {
        switch self {
        case .withWords: call.hasWords ? 1 : nil
        case .scored: call.evaluation?.score.map { _ in 1 }
        default: call.evaluation?.score.map { Int(($0 * 1000).rounded()) }
        }
    }
}

extension CallFacts {
    /// An inbound call that asked for a human: one that did not end in the IVR.
    var isRequestForHuman: Bool { direction == .inbound && outcome != .contained }

    /// A human answered, even where the end of the call is missing.
    var wasHandled: Bool { outcome == .answered || (outcome == .open && answered != nil) }
}

extension CallOutcome {
    var hasWords: Bool { transcript?.turns.contains { !$0.words.isEmpty } ?? false }
    var hasRecording: Bool { recording != nil || measures != nil }
}

extension Measures {
    /// The recorded time in which the parties are connected: all of it but the hold.
    var connected: Milliseconds {
        guard !hold.isEmpty else { return duration }
        let whole = TimeSpan(start: .zero, end: duration)
        return duration - hold.merged().compactMap { $0.intersection(whole) }.totalLength
    }
}

extension [TimeSpan] {
    /// The time that the spans cover together, whether or not they are sorted and disjoint.
    var covered: Milliseconds {
        let isDisjoint = zip(self, dropFirst()).allSatisfy { $0.end <= $1.start }
        return isDisjoint ? totalLength : merged().totalLength
    }
}
