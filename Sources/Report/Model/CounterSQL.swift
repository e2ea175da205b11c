import Calls

extension Counter {
    /// What a row of `fact` adds: a whole number, never NULL; the same on SQLite, DuckDB and Spark.
    ///
    /// `again` stands for "the customer called again" and `on_shift` for "answered in a shift of its agent", which take
    /// more than one row to know; time in a shift is no call's.
    package func sql(_ settings: KPISettings) -> String {
        let amount = self.amount
        let tests = (conditions(settings) + (amount == "1" ? [] : ["\(amount) IS NOT NULL"]))
        return tests.isEmpty ? amount : "CASE WHEN \(tests.joined(separator: " AND ")) THEN \(amount) ELSE 0 END"
    }

    /// The column that is summed, or 1 where calls are counted.
    private var amount: String {
        switch self {
        case .answeredWait: "wait"
        case .talk: "talk"
        case .hold: "hold"
        case .acw: "acw"
        case .ivr: "ivr"
        case .occupied: "talk + coalesce(hold, 0) + coalesce(acw, 0)"
        case .staffed: "0"
        case .menuAnswers: "menu_answers"
        case .menuAnswersInTime: "menu_in_time"
        case .csatPoints: "csat"
        case .cesPoints: "ces"
        case .heardTalk, .twoVoicesTalk: "connected"
        case .deadAir: "dead_air"
        case .deadAirs: "dead_airs"
        case .talkOver: "talk_over"
        case .talkOvers: "talk_overs"
        case .score: "score_milli"
        default: "1"
        }
    }

    private func conditions(_ settings: KPISettings) -> [String] {
        let asked = "asked = 1"
        let handled = "handled = 1"
        let abandoned = "outcome = 'abandoned'"
        let inbound = "direction = 'inbound'"
        let t = settings.answerWithin.count
        return switch self {
        case .calls: []
        case .failing: ["failing = 1"]
        case .handled: [handled]
        case .offered: [asked]
        case .answered: [asked, handled]
        case .abandoned: [asked, abandoned]
        case .flowedOut: [asked, "outcome = 'flowedOut'"]
        case .lost: [asked, "outcome IN ('noAnswer', 'busy', 'failed')"]
        case .open: [asked, "outcome = 'open'", "handled = 0"]
        case .answeredWaitKnown: [asked, handled, "wait IS NOT NULL"]
        case .answeredWait: [asked, handled]
        case .answeredInTime: [asked, handled, "wait <= \(t)"]
        case .abandonedWaitKnown: [asked, abandoned, "wait IS NOT NULL"]
        case .abandonedInTime: [asked, abandoned, "wait <= \(t)"]
        case .abandonedLate: [asked, abandoned, "wait > \(t)"]
        case .abandonedShort: [asked, abandoned, "wait <= \(settings.shortAbandon.count)"]
        case .talkKnown: [handled, "talk IS NOT NULL"]
        case .holdKnown: [handled, "hold IS NOT NULL"]
        case .acwKnown: [handled, "acw IS NOT NULL"]
        case .talk, .hold, .acw: [handled]
        case .transferred: [handled, "transfers > 0"]
        case .followUpKnown: [asked, handled, "customer IS NOT NULL"]
        case .calledAgain: [asked, handled, "customer IS NOT NULL", "again = 1"]
        case .onShift, .occupied: [handled, "talk IS NOT NULL", "on_shift = 1"]
        case .staffed: []
        case .inbound: [inbound]
        case .contained: [inbound, "outcome = 'contained'"]
        case .ivrKnown: [inbound, "ivr IS NOT NULL"]
        case .ivr, .menuAnswers, .menuAnswersInTime: [inbound]
        default: surveyConditions ?? heardConditions
        }
    }

    private var surveyConditions: [String]? {
        switch self {
        case .surveyed: ["coalesce(csat, nps, ces) IS NOT NULL"]
        case .csatAnswers: ["csat IS NOT NULL"]
        case .csatTop2: ["csat >= 4"]
        case .csat1, .csat2, .csat3, .csat4, .csat5: ["csat = \(csatAnswer)"]
        case .npsAnswers: ["nps IS NOT NULL"]
        case .promoters: ["nps >= 9"]
        case .passives: ["nps IN (7, 8)"]
        case .detractors: ["nps <= 6"]
        case .cesAnswers: ["ces IS NOT NULL"]
        case .csatPoints, .cesPoints: []
        default: nil
        }
    }

    private var heardConditions: [String] {
        let handled = "handled = 1"
        // What was written makes no sound.
        let spoken = [handled, "channel = 'voice'"]
        return switch self {
        case .spoken, .heardTalk, .deadAir, .deadAirs, .talkOver, .talkOvers: spoken
        case .recorded: spoken + ["recorded = 1"]
        case .heard: spoken + ["connected IS NOT NULL"]
        case .twoVoices, .twoVoicesTalk: spoken + ["talk_over IS NOT NULL"]
        case .scored: [handled, "score_milli IS NOT NULL"]
        case .complianceJudged: [handled, "compliant IS NOT NULL"]
        case .compliant: [handled, "compliant = 1"]
        case .withWords: [handled, "words = 1"]
        default: [handled]
        }
    }
}
