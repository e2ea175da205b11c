import Calls
import Report
import Testing

extension Tally {
    fileprivate init(_ facts: [CallFacts]) { self.init(facts.map { CallOutcome(facts: $0) }) }
}

private func calls(_ count: Int, _ prefix: String, _ outcome: Outcome, wait: Double?) -> [CallFacts] {
    (0..<count).map { .sample("\(prefix)\($0)", outcome, wait: wait) }
}

@Suite struct Counters {
    /// Sums are added to them by number.
    @Test func `count first what a call decides alone`() {
        #expect(Counter.ofOneCall.map(\.rawValue) == Array(0..<Counter.ofOneCall.count))
    }
}

@Suite struct `Service level` {
    /// A = 1000, AB = 60, A≤20 = 860, AB≤20 = 20, AB>20 = 40, AB≤5 = 10.
    static let golden = Tally(
        calls(860, "a", .answered, wait: 20) + calls(140, "b", .answered, wait: 20.001)
            + calls(10, "c", .abandoned, wait: 5) + calls(10, "d", .abandoned, wait: 5.001)
            + calls(40, "e", .abandoned, wait: 21)
    )

    @Test(arguments: zip(ServiceLevelFormula.allCases, [8302, 8600, 8113, 8269, 8208, 8190]))
    func `is what each formula gives for the golden counts`(_ formula: ServiceLevelFormula, _ expected: Int) throws {
        let value = try #require(Self.golden.kpi(.serviceLevel(formula)).value)
        #expect(Int((value * 10_000).rounded()) == expected)
    }

    @Test(arguments: ServiceLevelFormula.allCases)
    func `is not available where nobody called`(_ formula: ServiceLevelFormula) {
        let kpi = Tally([CallFacts]()).kpi(.serviceLevel(formula))
        #expect(kpi.value == nil)
        #expect(kpi.unavailable == .noCalls)
    }

    @Test func `leaves out calls whose wait is unknown, and says so`() {
        let kpi = Tally(calls(3, "a", .answered, wait: 10) + calls(2, "b", .answered, wait: nil))
            .kpi(.serviceLevel6)
        #expect(kpi.value == 1)
        #expect(kpi.coverage.counted == 3)
        #expect(kpi.coverage.of == 5)
        #expect(kpi.coverage.missing.map(\.gap) == [.waitNotInSource])
        #expect(kpi.coverage.missing.map(\.calls) == [2])
    }

    @Test func `is not available where no wait is known`() {
        let kpi = Tally(calls(3, "a", .answered, wait: nil)).kpi(.serviceLevel6)
        #expect(kpi.value == nil)
        #expect(kpi.unavailable == .waitNotInSource)
    }
}

@Suite struct `Answer rate` {
    @Test func `does not pass 85 percent with 84.96, and does not look as if it did`() {
        let tally = Tally(calls(2124, "a", .answered, wait: 1) + calls(376, "b", .abandoned, wait: 30))
        let kpi = tally.kpi(.answerRate, targets: Target.standard)
        #expect(kpi.value == 0.8496)
        #expect(kpi.meetsTarget == false)
        let table = String(
            decoding: oneDay(calls(2124, "a", .answered, wait: 1) + calls(376, "b", .abandoned, wait: 30))
                .render(.table),
            as: UTF8.self
        )
        #expect(table.contains(" 84.96 % │ ≥ 85 % │ FAIL "))
    }

    @Test func `passes with 85 percent exactly`() {
        let tally = Tally(calls(17, "a", .answered, wait: 1) + calls(3, "b", .abandoned, wait: 30))
        #expect(tally.kpi(.answerRate, targets: Target.standard).meetsTarget == true)
    }

    @Test func `counts who asked for a human: not the IVR's own, not outbound, but who was let go and who has no end`()
    {
        let tally = Tally(
            calls(6, "a", .answered, wait: 1) + calls(1, "b", .flowedOut, wait: nil)
                + calls(2, "c", .contained, wait: nil) + calls(1, "d", .open, wait: nil)
                + [.sample("out", .answered, direction: .outbound)]
        )
        #expect(tally.kpi(.answerRate).value == 0.75)
        #expect(tally[.offered] == 8)
        #expect(tally[.handled] == 7)
    }

    @Test func `counts a call without an end as answered once a human has answered it`() {
        var facts = CallFacts.sample("cut", .open)
        facts.answered = facts.start + Milliseconds(4000)
        #expect(Tally([facts]).kpi(.answerRate).value == 1)
    }

    private func oneDay(_ facts: [CallFacts]) -> ReportModel {
        SampleDay.model(outcomes: facts.map { CallOutcome(facts: $0) })
    }
}

@Suite struct Abandonment {
    @Test func `forgives the short ones in both counts`() {
        let tally = Tally(
            calls(90, "a", .answered, wait: 1) + calls(4, "b", .abandoned, wait: 3)
                + calls(6, "c", .abandoned, wait: 60)
        )
        #expect(tally.kpi(.abandonmentRate).value == 6.0 / 96)
    }

    @Test func `does not forgive a wait that nobody knows`() {
        let tally = Tally(calls(1, "a", .answered, wait: 1) + calls(1, "b", .abandoned, wait: nil))
        #expect(tally.kpi(.abandonmentRate).value == 0.5)
    }
}

@Suite struct `Average handle time` {
    @Test func `adds the means of its parts`() {
        let kpi = Tally([
            .sample("a", handle: .seconds(100, hold: 10, acw: 20)),
            .sample("b", handle: .seconds(200, hold: 0, acw: 40)),
        ]).kpi(.aht)
        #expect(kpi.value == 185)
        #expect(kpi.absentParts == [])
    }

    @Test func `says which parts the source does not give`() {
        let kpi = Tally([.sample("a", handle: .seconds(100)), .sample("b", handle: .seconds(200))]).kpi(.aht)
        #expect(kpi.value == 150)
        #expect(kpi.absentParts == [.hold, .acw])
        #expect(kpi.title(.english) == "AHT (talk; hold, ACW not in source)")
        #expect(kpi.title(.chinese) == "平均处理时长（通话；数据源未提供保持、话后处理）")
    }

    @Test func `does not take an unknown hold for none`() {
        let tally = Tally([.sample("a", handle: .seconds(100, hold: 60)), .sample("b", handle: .seconds(100))])
        #expect(tally.kpi(.hold).value == 60)
        #expect(tally.kpi(.aht).value == 160)
        #expect(tally.kpi(.hold).coverage.counted == 1)
    }

    @Test func `does not take an unknown talk for none`() {
        let tally = Tally([.sample("a", handle: .seconds(100)), .sample("b")])
        #expect(tally.kpi(.aht).value == 100)
        #expect(tally.kpi(.aht).coverage.missing.map(\.gap) == [.notInSource])
        #expect(Tally([.sample("b")]).kpi(.aht).value == nil)
    }

    @Test func `has percentiles over calls that give the same parts only`() {
        let tally = Tally([
            .sample("a", handle: .seconds(10, acw: 5)), .sample("b", handle: .seconds(20, acw: 5)),
            .sample("c", handle: .seconds(999)),
        ])
        #expect(tally.kpi(.handleP50).value == 15)
        #expect(tally.kpi(.handleP95).value == 25)
        #expect(tally.kpi(.handleP95).coverage.counted == 2)
        #expect(tally.kpi(.handleP95).coverage.missing.map(\.gap) == [.partsDiffer])
    }
}

@Suite struct `Survey figures` {
    @Test func `count answers, not calls`() {
        let tally = Tally([
            .sample("a", csat: 5, nps: 10), .sample("b", csat: 4), .sample("c", csat: 3, nps: 6), .sample("d"),
            .sample("e", csat: 1, nps: 8),
        ])
        #expect(tally.kpi(.csatTop2).value == 0.5)
        #expect(tally.kpi(.csatMean).value == 3.25)
        #expect(tally.kpi(.csatTop2).coverage.counted == 4)
        #expect(tally.kpi(.nps).value == 0)
        #expect(tally.kpi(.nps).coverage.counted == 3)
        #expect(tally.kpi(.nps).isSmallSample)
    }

    @Test func `are not available without answers`() {
        #expect(Tally([.sample("a")]).kpi(.csatTop2).unavailable == .noAnswers)
        #expect(Tally([.sample("a")]).kpi(.nps).unavailable == .noAnswers)
    }
}
