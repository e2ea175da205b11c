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
    case transferred
    case inbound, contained, ivrKnown, ivr, menuAnswers, menuAnswersInTime
    case surveyed, csatAnswers, csatTop2, csatPoints, csat1, csat2, csat3, csat4, csat5
    case npsAnswers, promoters, passives, detractors
    case cesAnswers, cesPoints
    case spoken, recorded, heard, heardTalk, deadAir, deadAirs
    case twoVoices, twoVoicesTalk, talkOver, talkOvers
    case scored, score, complianceJudged, compliant
    case withWords, failing
    // What a call does not decide alone comes last: the rest are the columns of sums, in this order.
    case followUpKnown, calledAgain
    case onShift, occupied, staffed

    /// The name that stands in CSV, JSON and SQL: `answered_in_time`.
    package var name: String { Self.names[rawValue] }

    private static let names = allCases.map { counter in
        "\(counter)".reduce(into: "") { name, letter in
            name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
        }
    }

    /// Whether a call decides alone what it adds: not where later calls or agents' shifts have a say.
    package var isOfOneCall: Bool {
        switch self {
        case .followUpKnown, .calledAgain, .onShift, .occupied, .staffed: false
        default: true
        }
    }

    /// Those that a call decides alone, in the order of the columns of sums.
    package static let ofOneCall = allCases.filter(\.isOfOneCall)
}

/// What counters look at: the call, what was drawn from it, and whether the customer called again.
package struct CountedCall: Sendable {
    var facts: CallFacts
    var figures: CallFigures
    var score: Double?
    /// Nil where nobody can know.
    var calledAgain: Bool?
    /// Whether it was answered in a shift of its agent.
    var isOnShift: Bool

    package init(_ call: CallOutcome, calledAgain: Bool? = nil, isOnShift: Bool = false) {
        facts = call.facts
        figures = CallFigures(of: call)
        score = call.evaluation?.score
        self.calledAgain = calledAgain
        self.isOnShift = isOnShift
    }
}

extension Counter {
    /// What `call` adds; nil where the call has nothing to do with it.
    package func amount(of call: CountedCall, by settings: KPISettings) -> Int? {
        switch self {
        case .calls: 1
        case .handled: call.facts.wasHandled ? 1 : nil
        case .offered, .answered, .abandoned, .flowedOut, .lost, .open: arrivals(call.facts)
        case .answeredWaitKnown, .answeredWait, .answeredInTime, .abandonedWaitKnown, .abandonedInTime,
            .abandonedLate, .abandonedShort:
            waits(call.facts, settings)
        case .talkKnown, .talk, .holdKnown, .hold, .acwKnown, .acw, .transferred: handle(call.facts)
        case .followUpKnown: call.calledAgain.map { _ in 1 }
        case .calledAgain: call.calledAgain == true ? 1 : nil
        case .onShift, .occupied, .staffed: call.isOnShift && call.facts.wasHandled ? shift(call.facts) : nil
        case .inbound, .contained, .ivrKnown, .ivr, .menuAnswers, .menuAnswersInTime: menu(call)
        case .surveyed, .csatAnswers, .csatTop2, .csatPoints, .csat1, .csat2, .csat3, .csat4, .csat5, .npsAnswers,
            .promoters, .passives, .detractors, .cesAnswers, .cesPoints:
            call.facts.survey.flatMap(answers)
        case .spoken, .recorded, .heard, .heardTalk, .deadAir, .deadAirs, .twoVoices, .twoVoicesTalk, .talkOver,
            .talkOvers:
            call.facts.wasHandled && call.facts.channel == .voice ? sound(call.figures) : nil
        case .failing: call.figures.hasFailures ? 1 : nil
        case .scored, .score, .complianceJudged, .compliant, .withWords: call.facts.wasHandled ? quality(call) : nil
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
        case .acw: facts.handle.acw?.count
        default: facts.transfers > 0 ? 1 : nil
        }
    }

    private func shift(_ facts: CallFacts) -> Int? {
        switch self {
        case .onShift: facts.handle.total.map { _ in 1 }
        case .occupied: facts.handle.total?.count
        default: nil
        }
    }

    private func menu(_ call: CountedCall) -> Int? {
        guard call.facts.direction == .inbound else { return nil }
        return switch self {
        case .inbound: 1
        case .contained: call.facts.outcome == .contained ? 1 : nil
        case .ivrKnown: call.figures.ivr.map { _ in 1 }
        case .ivr: call.figures.ivr?.count
        case .menuAnswers: call.figures.menuAnswers
        default: call.figures.menuAnswersInTime
        }
    }

    private func answers(_ survey: Survey) -> Int? {
        switch self {
        case .surveyed: 1
        case .csatAnswers: survey.csat.map { _ in 1 }
        case .csatTop2: survey.csat.flatMap { $0 >= 4 ? 1 : nil }
        case .csatPoints: survey.csat
        case .csat1, .csat2, .csat3, .csat4, .csat5: survey.csat == csatAnswer ? 1 : nil
        case .npsAnswers: survey.nps.map { _ in 1 }
        case .promoters: survey.nps.flatMap { $0 >= 9 ? 1 : nil }
        case .passives: survey.nps.flatMap { (7...8).contains($0) ? 1 : nil }
        case .detractors: survey.nps.flatMap { $0 <= 6 ? 1 : nil }
        case .cesAnswers: survey.ces.map { _ in 1 }
        default: survey.ces
        }
    }

    private func sound(_ figures: CallFigures) -> Int? {
        switch self {
        case .spoken: 1
        case .recorded: figures.hasRecording ? 1 : nil
        case .heard: figures.connected.map { _ in 1 }
        case .heardTalk: figures.connected?.count
        case .deadAir: figures.deadAir?.count
        case .deadAirs: figures.deadAirCount
        case .twoVoices: figures.talkOver.map { _ in 1 }
        case .twoVoicesTalk: figures.talkOver.flatMap { _ in figures.connected?.count }
        case .talkOver: figures.talkOver?.count
        default: figures.talkOverCount
        }
    }

    private func quality(_ call: CountedCall) -> Int? {
        switch self {
        case .withWords: call.figures.hasWords ? 1 : nil
        case .scored: call.score.map { _ in 1 }
        case .score: call.score.map { Int(($0 * 1000).rounded()) }
        case .complianceJudged: call.figures.isCompliant.map { _ in 1 }
        default: call.figures.isCompliant == true ? 1 : nil
        }
    }

    /// The answers that `csat1` to `csat5` count.
    static let csatScale: [Counter] = [.csat1, .csat2, .csat3, .csat4, .csat5]

    var csatAnswer: Int { (Self.csatScale.firstIndex(of: self) ?? 0) + 1 }
}
