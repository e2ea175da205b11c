import Calls
import Foundation
import Report
import Testbench

/// A made-up business day in Shanghai, with every kind of trouble that a real one has; always the same.
struct SampleDay {
    static let zone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
    static let window = Window(start: UTCTime(seconds: 1_795_104_000), end: UTCTime(seconds: 1_795_190_400))
    static let quality = DataQuality(
        filesRead: 14,
        filesQuarantined: 1,
        rowsRead: 423,
        rowsRejected: 6,
        rowsDuplicate: 2,
        orphanRecordings: 1
    )

    var random = SplitMix64(seed: 20_261_120)

    static func outcomes(count: Int = 180) -> [CallOutcome] {
        var day = SampleDay()
        return (0..<count).map { day.call($0) }
    }

    static func model(_ language: Language = .english, outcomes: [CallOutcome] = outcomes()) -> ReportModel {
        ReportModel(
            outcomes: outcomes,
            window: window,
            timeZone: zone,
            language: language,
            quality: quality,
            asOf: window.end + Milliseconds(12_600_000),
            site: language == .english ? "Harbour Bank" : "海港银行"
        )
    }

    /// The same with what came before it: last week's day, a fortnight of each agent, four weeks of arrivals.
    static func comparedModel(_ language: Language = .english) -> ReportModel {
        var model = model(language)
        var random = SampleDay()
        let week = Milliseconds(-7 * 86_400_000)
        model.before = Comparison(
            window: Window(start: window.start + week, end: window.end + week),
            tally: Tally(outcomes(count: 150))
        )
        for agent in model.figures.agents.keys {
            model.trends[agent] = (0..<14).map { day in
                TrendPoint(
                    day: window.start + Milliseconds((day - 13) * 86_400_000),
                    handle: Double(120 + random.below(120)),
                    score: nil
                )
            }
        }
        model.history = (0..<28).flatMap { day in
            model.figures.slots.sorted { $0.key < $1.key }.map { slot, tally in
                HistoryPoint(
                    slot: slot + Milliseconds((day - 27) * 86_400_000),
                    offered: tally[.offered] + random.below(3),
                    abandoned: min(tally[.offered], tally[.abandoned])
                )
            }
        }
        model.teams = ["Lin": "A", "Sato": "A", "王芳": "B"]
        return model
    }

    private mutating func call(_ index: Int) -> CallOutcome {
        let hour = pick([9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 16, 17, 18, 19])
        let start = Self.window.start + Milliseconds(hour * 3_600_000 + below(3_600_000))
        var call = Call(
            id: .sample("call-\(1000 + index)"),
            start: start,
            outcome: .answered,
            queue: pick(["Cards", "Loans", "信用卡"])
        )
        switch below(100) {
        case 0..<85: answer(&call)
        case 85..<94:
            call.outcome = .abandoned
            call.wait = Milliseconds(1500 + below(88_500))
        case 94..<96: call.outcome = .flowedOut
        case 96..<97: call.outcome = .failed
        case 97..<99: call.outcome = .contained
        default: call.outcome = .open
        }
        let facts = CallFacts(of: call, customer: "cu_" + String(random.next() >> 24, radix: 16))
        return call.outcome == .answered ? listened(facts) : CallOutcome(facts: facts)
    }

    private mutating func answer(_ call: inout Call) {
        let waited = Milliseconds(below(10) < 7 ? 1000 + below(14_000) : 12_000 + below(98_000))
        let talk = Milliseconds(seconds: exp(3.4 + 3 * Double(below(1000)) / 1000))
        call.wait = waited
        call.answered = call.start + waited
        call.end = call.start + waited + talk
        call.agent = pick(["Lin", "王芳", "Okafor", "Sato", "Müller", "<b>Eve</b>"])
        call.handle = HandleTime(talk: talk, hold: nil, acw: Milliseconds(5000 + below(55_000)))
        call.legs = [
            Leg(kind: .queue, name: call.queue, start: call.start, answered: call.answered, end: call.answered),
            Leg(kind: .agent, name: call.agent, start: call.start + waited, answered: call.answered, end: call.end),
        ]
        call.sources = [SourceLine(file: String(repeating: "ab", count: 32), line: 1 + below(400))]
        guard below(10) < 4 else { return }
        let nps = pick([10, 10, 9, 9, 8, 8, 7, 6, 3, 0])
        call.survey = Survey(csat: pick([5, 5, 5, 4, 4, 4, 3, 2, 1]), nps: below(2) == 0 ? nps : nil)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
