import Calls
import Foundation
import Retention
import Testbench
import Testing

private let shanghai = TimeZone(identifier: "Asia/Shanghai") ?? .gmt

private func time(_ text: String) throws -> UTCTime {
    UTCTime(seconds: Int(try Date(text, strategy: .iso8601).timeIntervalSince1970))
}

private func facts(
    _ id: String,
    end: UTCTime?,
    direction: Direction = .inbound,
    queue: String? = nil
) throws -> CallFacts {
    let id = try #require(CallID(id))
    let start = UTCTime(milliseconds: (end?.milliseconds ?? 0) - 60_000)
    return CallFacts(
        of: Call(id: id, start: start, end: end, direction: direction, outcome: .answered, queue: queue),
        customer: nil
    )
}

@Suite struct `Retention period` {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var period: Period
        var from: String
        var to: String
    }

    @Test(arguments: [
        Case(
            testDescription: "days",
            period: .days(30),
            from: "2026-11-22T10:00:00Z",
            to: "2026-12-22T10:00:00Z"
        ),
        Case(
            testDescription: "end of month",
            period: .months(6),
            from: "2026-08-31T01:00:00Z",
            to: "2027-02-28T01:00:00Z"
        ),
        Case(
            testDescription: "leap February",
            period: .months(6),
            from: "2027-08-31T01:00:00Z",
            to: "2028-02-29T01:00:00Z"
        ),
        Case(
            testDescription: "leap day plus a year",
            period: .years(1),
            from: "2028-02-29T01:00:00Z",
            to: "2029-02-28T01:00:00Z"
        ),
        Case(
            testDescription: "the day is the site's: 31 August 00:30 in Shanghai is still 30 August in UTC",
            period: .months(1),
            from: "2026-08-30T16:30:00Z",
            to: "2026-09-29T16:30:00Z"
        ),
    ])
    func `counts on the site's calendar`(_ row: Case) throws {
        #expect(row.period.after(try time(row.from), in: shanghai) == (try time(row.to)))
    }

    @Test(arguments: ["", "d", "30", "30 d", "-1d", "6m", "99999y", "３０d"])
    func `refuses what is not a period`(_ text: String) {
        #expect(Period(text) == nil)
    }

    @Test(arguments: ["30d", "6mo", "5y"])
    func `prints as it reads`(_ text: String) {
        #expect(Period(text)?.description == text)
    }
}

@Suite struct `Retention plan` {
    private let rules = [
        RetentionRule(id: "shortest", destroy: .days(90), basis: RetentionBasis("site policy")),
        RetentionRule(id: "outbound", direction: .outbound, keep: .days(30), basis: RetentionBasis("site policy")),
        RetentionRule(id: "insurance", queue: "insurance", keep: .years(5), basis: RetentionBasis("contract")),
    ]

    private func plan(
        _ calls: [CallFacts],
        holds: [LegalHold] = [],
        asOf: String = "2027-03-01T00:00:00Z"
    ) throws -> RetentionPlan {
        let policy = RetentionPolicy(rules: rules)
        return RetentionPlan(policy: policy, calls: calls, holds: holds, asOf: try time(asOf), zone: .gmt)
    }

    @Test func `destroys what is past its ceiling and names the rule`() throws {
        let end = try time("2026-11-22T10:00:00Z")
        let decision = try #require(try plan([facts("a", end: end)]).decisions.first)
        #expect(decision.act == .destroy)
        #expect(decision.rules == ["shortest"])
        #expect(decision.destroyBy == (try time("2027-02-20T10:00:00Z")))
    }

    @Test func `keeps a call to the very end of its period`() throws {
        let call = try facts("a", end: time("2026-11-22T10:00:00Z"))
        #expect(try plan([call], asOf: "2027-02-20T09:59:59Z").due.isEmpty)
        #expect(try plan([call], asOf: "2027-02-20T10:00:00Z").due.map(\.call) == [call.id])
    }

    @Test func `lets the floor outrank the ceiling`() throws {
        let end = try time("2026-11-22T10:00:00Z")
        let decision = try #require(try plan([facts("a", end: end, queue: "insurance")]).decisions.first)
        #expect(decision.act == .keep)
        #expect(decision.keepUntil == (try time("2031-11-22T10:00:00Z")))
        #expect(decision.destroyBy == decision.keepUntil)
        #expect(decision.rules == ["insurance", "shortest"])
    }

    @Test func `keeps a call that has not ended`() throws {
        #expect(try plan([facts("a", end: nil)]).due.isEmpty)
    }

    @Test func `never destroys what is on hold, and destroys it after the release`() throws {
        let call = try facts("a", end: time("2026-11-22T10:00:00Z"))
        var hold = LegalHold(
            id: 1,
            matter: "Case 7",
            reason: "dispute",
            setBy: "counsel",
            setAt: try time("2026-12-01T00:00:00Z"),
            scope: .init(calls: [call.id])
        )
        let held = try #require(try plan([call], holds: [hold]).decisions.first)
        #expect(held.act == .hold)
        #expect(held.holds == ["Case 7"])
        hold.releasedAt = try time("2027-01-01T00:00:00Z")
        #expect(try plan([call], holds: [hold]).due.map(\.call) == [call.id])
    }

    @Test(arguments: 0..<20)
    func `destroys nothing held and does not care about order`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let calls = try (0..<60).map { index in
            try facts(
                "c\(index)",
                end: UTCTime(milliseconds: Int.random(in: 1_700_000_000_000...1_800_000_000_000, using: &random)),
                direction: Direction.allCases.randomElement(using: &random) ?? .inbound,
                queue: [nil, "insurance", "sales"].randomElement(using: &random) ?? nil
            )
        }
        let scope = LegalHold.Scope(
            queue: Bool.random(using: &random) ? "sales" : nil,
            since: UTCTime(milliseconds: Int.random(in: 1_700_000_000_000...1_800_000_000_000, using: &random))
        )
        let hold = LegalHold(id: 1, matter: "m", reason: "r", setBy: "s", setAt: UTCTime(milliseconds: 0), scope: scope)
        let free = try plan(calls)
        let held = try plan(calls, holds: [hold])
        #expect(held.due.allSatisfy { decision in !calls.contains { $0.id == decision.call && scope.covers($0) } })
        #expect(Set(held.due.map(\.call)).isSubset(of: free.due.map(\.call)))
        #expect(try plan(calls.shuffled(using: &random), holds: [hold]) == held)
    }
}
