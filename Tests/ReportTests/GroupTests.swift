import Calls
import Foundation
import Report
import Testing

@Suite struct `Breaking figures down` {
    static let model = SampleDay.model()

    @Test(arguments: [Grouping.queue, .day, .interval(minutes: 15), .interval(minutes: 30)])
    func `loses no call that asked for a human`(_ grouping: Grouping) {
        let groups = Self.model.groups(by: grouping)
        #expect(groups.reduce(0) { $0 + $1.tally[.offered] } == Self.model.tally[.offered])
        #expect(groups.reduce(0) { $0 + $1.tally[.answeredWait] } == Self.model.tally[.answeredWait])
    }

    @Test func `loses no handled call`() {
        let groups = Self.model.groups(by: .agent)
        #expect(groups.reduce(0) { $0 + $1.tally[.handled] } == Self.model.tally[.handled])
        #expect(groups.map(\.key) == ["<b>Eve</b>", "Lin", "Müller", "Okafor", "Sato", "王芳"].map { .name($0) })
    }

    @Test func `puts calls without a name last`() {
        let calls = [("a", nil), ("b", "Zoe"), ("c", "Ann")].map { CallOutcome(facts: .sample($0, queue: $1)) }
        let groups = SampleDay.model(outcomes: calls).groups(by: .queue)
        #expect(groups.map(\.key) == [.name("Ann"), .name("Zoe"), .name(nil)])
    }

    @Test func `prints intervals in which nobody called`() {
        let intervals = SampleDay.model(outcomes: []).groups(by: .interval(minutes: 30))
        #expect(intervals.count == 48)
        #expect(intervals.allSatisfy { $0.tally[.offered] == 0 })
    }

    @Test func `leaves out what is outside the window`() {
        let window = SampleDay.window
        let calls = [
            ("before", window.start.milliseconds - 1), ("first", window.start.milliseconds),
            ("last", window.end.milliseconds - 1), ("after", window.end.milliseconds),
        ]
        .map { CallOutcome(facts: .sample($0, at: UTCTime(milliseconds: $1))) }
        #expect(SampleDay.model(outcomes: calls).calls.map(\.facts.id.description) == ["first", "last"])
    }
}

@Suite struct `Business day` {
    struct Case: Sendable, CustomTestStringConvertible {
        var date: String
        var zone: String
        var start: Int
        var hours: Int
        var testDescription: String { "\(date) in \(zone)" }
    }

    /// Starts from GNU date: `TZ=… date -d … +%s`.
    @Test(arguments: [
        Case(date: "2026-11-20", zone: "Asia/Shanghai", start: 1_795_104_000, hours: 24),
        Case(date: "2026-03-29", zone: "Europe/Berlin", start: 1_774_738_800, hours: 23),
        Case(date: "2026-10-25", zone: "Europe/Berlin", start: 1_792_879_200, hours: 25),
        Case(date: "2028-02-29", zone: "UTC", start: 1_835_395_200, hours: 24),
        Case(date: "2026-09-06", zone: "America/Santiago", start: 1_788_667_200, hours: 23),
    ])
    func `begins at local midnight and has as many hours as the clock says`(_ day: Case) throws {
        let zone = try #require(TimeZone(identifier: day.zone))
        let window = try #require(Window(date: day.date, in: zone))
        #expect(window.start == UTCTime(seconds: day.start))
        #expect(window.length == Milliseconds(day.hours * 3_600_000))
        let model = ReportModel(outcomes: [], window: window, timeZone: zone)
        #expect(model.groups(by: .day).count == 1)
        #expect(model.groups(by: .interval(minutes: 30)).count == day.hours * 2)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-1-01", "20261120", "2026-11-20T", "", "2026-11-+1"])
    func `is not made of what is no date`(_ date: String) {
        #expect(Window(date: date, in: .gmt) == nil)
    }

    @Test func `takes a week as seven days across a change of clocks`() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let window = try #require(Window(date: "2026-10-23", days: 7, in: zone))
        let days = ReportModel(outcomes: [], window: window, timeZone: zone).groups(by: .day)
        let dates = days.map { group -> String in
            guard case .start(let start) = group.key else { return "" }
            return LocalTime(start, in: zone).date
        }
        #expect(dates == (23...29).map { "2026-10-\($0)" })
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000+00:00"), (951_827_696_789, "2000-02-29T12:34:56.789+00:00"),
        (-1, "1969-12-31T23:59:59.999+00:00"), (4_102_444_800_000, "2100-01-01T00:00:00.000+00:00"),
    ])
    func `is written as ISO 8601`(_ milliseconds: Int, _ text: String) {
        #expect(LocalTime(UTCTime(milliseconds: milliseconds), in: .gmt).iso8601 == text)
    }
}
