import Calls
import Foundation
import Retention
import Testbench
import Testing

/// Random policies, calls, holds and events of a few years, in a zone with daylight saving.
private struct World {
    var policy: RetentionPolicy
    var calls: [CallFacts] = []
    var holds: [LegalHold] = []
    var events: [ClockEvent] = []
    var asOf: UTCTime
    let zone = TimeZone(identifier: "Europe/Berlin") ?? .gmt
    private var random: SplitMix64

    private static let queues: [String?] = [nil, "sales", "insurance", "billing"]
    private static let clocks: [RetentionClock] = [.callEnd, .callEnd, .event("contract-end"), .event("product-end")]

    init(seed: Int) throws {
        random = SplitMix64(seed: UInt64(seed))
        policy = RetentionPolicy(rules: [])
        asOf = UTCTime(milliseconds: 0)
        asOf = time()
        policy.rules = (0..<Int.random(in: 0...6, using: &random)).map { rule("r\($0)") }
        calls = try (0..<80).map { try call("c\($0)") }
        holds = (0..<Int.random(in: 0...4, using: &random)).map { hold($0) }
        events = (0..<30).map { _ in event() }
    }

    func plan() -> RetentionPlan {
        RetentionPlan(policy: policy, calls: calls, holds: holds, events: events, asOf: asOf, zone: zone)
    }

    mutating func shuffle() {
        policy.rules.shuffle(using: &random)
        calls.shuffle(using: &random)
        holds.shuffle(using: &random)
        events.shuffle(using: &random)
    }

    mutating func rule(_ id: String) -> RetentionRule {
        var rule = RetentionRule(id: id, basis: RetentionBasis("a test"))
        if Bool.random(using: &random) { rule.keep = period() }
        if rule.keep == nil || Bool.random(using: &random) { rule.destroy = period() }
        if Bool.random(using: &random) { rule.direction = Direction.allCases.randomElement(using: &random) }
        if Bool.random(using: &random) { rule.queue = Self.queues.randomElement(using: &random) ?? nil }
        rule.clock = Self.clocks.randomElement(using: &random) ?? .callEnd
        return rule
    }

    mutating func hold(_ id: Int) -> LegalHold {
        var scope = LegalHold.Scope()
        if Bool.random(using: &random) { scope.queue = Self.queues.randomElement(using: &random) ?? nil }
        if Bool.random(using: &random) { scope.customer = "P-\(Int.random(in: 0...9, using: &random))" }
        if Bool.random(using: &random) { scope.since = time() }
        if Bool.random(using: &random) { scope.until = time() }
        var hold = LegalHold(id: id, matter: "m\(id)", reason: "r", setBy: "s", setAt: time(), scope: scope)
        if Int.random(in: 0...3, using: &random) == 0 { hold.releasedAt = time() }
        return hold
    }

    private mutating func event() -> ClockEvent {
        let subject: ClockEvent.Subject =
            CallID("c\(Int.random(in: 0..<80, using: &random))").flatMap {
                Bool.random(using: &random) ? .call($0) : nil
            } ?? .customer("P-\(Int.random(in: 0...9, using: &random))")
        let names = ["contract-end", "product-end", "else"]
        return ClockEvent(subject: subject, name: names.randomElement(using: &random) ?? "else", at: time())
    }

    private mutating func period() -> Period {
        switch Int.random(in: 0...2, using: &random) {
        case 0: .days(Int.random(in: 0...900, using: &random))
        case 1: .months(Int.random(in: 0...30, using: &random))
        default: .years(Int.random(in: 0...5, using: &random))
        }
    }

    private mutating func time() -> UTCTime {
        UTCTime(milliseconds: Int.random(in: 1_700_000_000_000...1_900_000_000_000, using: &random))
    }

    private mutating func call(_ id: String) throws -> CallFacts {
        let end = Int.random(in: 0...20, using: &random) == 0 ? nil : time()
        return CallFacts(
            of: Call(
                id: try #require(CallID(id)),
                start: UTCTime(milliseconds: (end ?? time()).milliseconds - 60_000),
                end: end,
                direction: Direction.allCases.randomElement(using: &random) ?? .inbound,
                outcome: .answered,
                queue: Self.queues.randomElement(using: &random) ?? nil
            ),
            customer: "P-\(Int.random(in: 0...9, using: &random))"
        )
    }
}

extension RetentionPlan {
    fileprivate var gone: Set<CallID> { Set(due.map(\.call)) }
}

@Suite struct `Whatever the policy` {
    @Test(arguments: 0..<60)
    func `no plan destroys what is held, has not ended, or waits for an event`(seed: Int) throws {
        let world = try World(seed: seed)
        let plan = world.plan()
        for call in world.calls where plan.gone.contains(call.id) {
            #expect(!world.holds.contains { $0.isActive && $0.scope.covers(call) })
            #expect(call.end != nil)
            #expect(plan.decisions.first { $0.call == call.id }?.waitsFor == [])
        }
    }

    @Test(arguments: 0..<60)
    func `a further hold or floor never shortens`(seed: Int) throws {
        var world = try World(seed: seed)
        let before = world.plan()
        world.holds.append(world.hold(99))
        #expect(world.plan().gone.isSubset(of: before.gone))
        var rule = world.rule("further")
        rule.destroy = nil
        rule.keep = rule.keep ?? .years(1)
        world.policy.rules.append(rule)
        let after = world.plan()
        #expect(after.gone.isSubset(of: before.gone))
        for (old, new) in zip(before.decisions, after.decisions) {
            #expect(old.call == new.call)
            #expect((old.keepUntil?.milliseconds ?? .min) <= (new.keepUntil?.milliseconds ?? .min))
            #expect(Set(old.waitsFor).isSubset(of: new.waitsFor))
            if let was = old.destroyBy { #expect(was <= (new.destroyBy ?? was)) }
        }
    }

    @Test(arguments: 0..<60)
    func `the order of rules, calls, holds and events changes nothing`(seed: Int) throws {
        var world = try World(seed: seed)
        let plan = world.plan()
        world.shuffle()
        #expect(world.plan() == plan)
    }

    @Test(arguments: 0..<60)
    func `nothing goes before its latest floor nor stays behind its earliest ceiling`(seed: Int) throws {
        let world = try World(seed: seed)
        for decision in world.plan().decisions {
            if decision.act == .destroy {
                #expect(decision.keepUntil.map { $0 <= world.asOf } ?? true)
            } else if decision.act == .keep, let by = decision.destroyBy, by <= world.asOf {
                let call = world.calls.first { $0.id == decision.call }
                #expect(call?.end == nil || !decision.waitsFor.isEmpty)
            }
        }
    }
}

@Suite struct `A clock of retention` {
    private let end = UTCTime(seconds: 1_780_000_000)

    private func decision(events: [ClockEvent], asOf: Int) throws -> RetentionDecision {
        let rules = [
            RetentionRule(id: "floor", keep: .years(5), clock: .event("policy-end"), basis: RetentionBasis("test")),
            RetentionRule(id: "ceiling", destroy: .days(90), basis: RetentionBasis("test")),
        ]
        let call = CallFacts(
            of: Call(
                id: try #require(CallID("a")),
                start: end,
                end: end,
                direction: .inbound,
                outcome: .answered,
                queue: nil
            ),
            customer: "P-1"
        )
        let plan = RetentionPlan(
            policy: RetentionPolicy(rules: rules),
            calls: [call],
            holds: [],
            events: events,
            asOf: UTCTime(seconds: asOf),
            zone: .gmt
        )
        return try #require(plan.decisions.first)
    }

    @Test func `that has not started keeps the call, however old it is`() throws {
        let open = try decision(events: [], asOf: 2_500_000_000)
        #expect((open.act, open.waitsFor) == (.keep, ["policy-end"]))
    }

    @Test func `counts from the last of its events`() throws {
        let events = [1_800_000_000, 1_830_000_000].map { seconds in
            ClockEvent(subject: .customer("P-1"), name: "policy-end", at: UTCTime(seconds: seconds))
        }
        let kept = try decision(events: events, asOf: 1_980_000_000)
        #expect((kept.act, kept.waitsFor) == (.keep, []))
        #expect(kept.keepUntil == UTCTime(seconds: 1_830_000_000 + (5 * 365 + 2) * 86_400))
        #expect(try decision(events: events, asOf: 1_990_000_000).act == .destroy)
    }
}

@Suite struct `Gaps` {
    @Test func `are answered calls under a floor without recording or numbers`() throws {
        func call(_ id: String, answered: Bool, customer: String?, agent: String?) throws -> CallFacts {
            let time = UTCTime(seconds: 1_780_000_000)
            var call = Call(
                id: try #require(CallID(id)),
                start: time,
                end: time,
                direction: .outbound,
                outcome: answered ? .answered : .abandoned,
                queue: nil
            )
            call.answered = answered ? time : nil
            call.agent = agent
            call.dialled = "13800000000"
            return CallFacts(of: call, customer: customer)
        }
        let calls = [
            try call("whole", answered: true, customer: "P-1", agent: "301"),
            try call("unrecorded", answered: true, customer: "P-1", agent: "301"),
            try call("nameless", answered: true, customer: nil, agent: nil),
            try call("missed", answered: false, customer: nil, agent: nil),
        ]
        let policy = RetentionPolicy(rules: RetentionPreset.all.filter { $0.id == "cn-miit-outbound" })
        let recorded = Set(["whole", "nameless"].compactMap { CallID($0) })
        func gaps(_ asOf: Int) -> [RetentionGap] {
            RetentionGap.all(
                policy: policy,
                calls: calls,
                recorded: recorded,
                asOf: UTCTime(seconds: asOf),
                zone: .gmt
            )
        }
        let found = gaps(1_780_086_400).map { "\($0.call) \($0.missing.rawValue)" }
        #expect(found == ["nameless agent", "nameless customer", "unrecorded recording"])
        #expect(gaps(1_780_000_000 + 30 * 86_400).isEmpty)
    }
}

@Suite struct `Presets` {
    @Test func `say what they rest on, and whether it was checked`() {
        #expect(Set(RetentionPreset.all.map(\.id)).count == RetentionPreset.all.count)
        for rule in RetentionPreset.all {
            #expect(rule.keep != nil || rule.destroy != nil)
            #expect(!rule.basis.text.isEmpty)
            #expect(rule.jurisdiction != nil)
            #expect(rule.basis.checked == nil || rule.basis.source != nil)
        }
    }
}

@Suite struct `What may be due` {
    @Test(arguments: 0..<200)
    func `began before the instant that the policy gives`(seed: Int) throws {
        let world = try World(seed: seed)
        let starts = Dictionary(uniqueKeysWithValues: world.calls.map { ($0.id, $0.start) })
        for decision in world.plan().due {
            let start = try #require(starts[decision.call])
            let limit = try #require(world.policy.dueBefore(world.asOf))
            #expect(start < limit)
        }
    }

    @Test func `is nothing where no rule lets anything go, and is not looked for among young calls`() {
        var rule = RetentionRule(id: "r", basis: RetentionBasis("a test"))
        rule.keep = .years(5)
        let asOf = UTCTime(seconds: 1_800_000_000)
        #expect(RetentionPolicy(rules: [rule]).dueBefore(asOf) == nil)
        rule.destroy = .years(5)
        #expect(RetentionPolicy(rules: [rule]).dueBefore(asOf) == asOf + Milliseconds(-1824 * 86_400_000))
    }
}
