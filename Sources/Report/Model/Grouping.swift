package import Calls
import Foundation

/// What the key figures are broken down by.
package enum Grouping: Hashable, Sendable {
    /// Handled calls by the agent who spoke last with the customer.
    case agent
    /// The same by the agents' teams.
    case team
    case queue
    case channel
    case campaign
    /// Stretches of so many minutes by the clock on the wall, empty ones included; a multiple of a quarter of an hour.
    case interval(minutes: Int)
    /// The hour of the day, whatever the day.
    case hour
    case weekday
    /// The business day in the site's time zone.
    case day
    /// From Monday.
    case week
    case month

    /// `agent`, `queue`, `day` or `interval_30`.
    package var name: String {
        switch self {
        case .agent: "agent"
        case .team: "team"
        case .queue: "queue"
        case .channel: "channel"
        case .campaign: "campaign"
        case .interval(let minutes): "interval_\(minutes)"
        case .hour: "hour"
        case .weekday: "weekday"
        case .day: "day"
        case .week: "week"
        case .month: "month"
        }
    }

    /// The figures that say something about such a group.
    package func kpis(serviceLevel: KPIID) -> [KPIID] {
        switch self {
        case .agent, .team:
            [
                .handled, .aht, .talk, .hold, .acw, .occupancy, .transferRate, .qaScore, .complianceRate, .csatTop2,
                .nps,
                .talkOverShare, .deadAirShare,
            ]
        case .queue, .channel, .campaign, .day, .week, .month, .weekday:
            [.offered, .answered, .answerRate, serviceLevel, .asa, .abandonmentRate, .aht, .qaScore, .csatTop2, .nps]
        case .interval, .hour: [.offered, .answered, .abandoned, .answerRate, serviceLevel, .asa, .aht]
        }
    }
}

/// The calls that share one value of a grouping.
package struct KPIGroup: Hashable, Sendable {
    package enum Key: Hashable, Sendable {
        /// An agent's or a queue's name; nil where the source gives none.
        case name(String?)
        case start(UTCTime)
        /// 0 to 23.
        case hour(Int)
        /// 1 is Monday, as in ISO 8601.
        case weekday(Int)
    }

    package var key: Key
    package var tally: Tally
}

extension ReportModel {
    /// One group for each value that occurs, by name or by time; unnamed calls come last.
    package func groups(by grouping: Grouping) -> [KPIGroup] {
        switch grouping {
        case .agent: named(figures.agents)
        case .team: named(byTeam)
        case .queue: named(figures.queues)
        case .channel: named(figures.channels)
        case .campaign: named(figures.campaigns)
        case .interval(let minutes): timed(intervals(minutes: minutes, in: window))
        case .day: timed(days)
        case .week: timed(weeks)
        case .month: timed(months)
        case .hour: recurring(0..<24, KPIGroup.Key.hour) { $0.hour }
        case .weekday: recurring(1..<8, KPIGroup.Key.weekday) { ($0.weekday + 6) % 7 + 1 }
        }
    }

    private var byTeam: [String?: Tally] {
        figures.agents.reduce(into: [:]) { teams, agent in
            teams[agent.key.flatMap { self.teams[$0] }, default: Tally(settings: settings)] += agent.value
        }
    }

    private func named(_ tallies: [String?: Tally]) -> [KPIGroup] {
        let names = tallies.keys.compactMap(\.self).sorted() + [nil]
        return names.compactMap { name in tallies[name].map { KPIGroup(key: .name(name), tally: $0) } }
    }

    /// Groups calls by the last of `starts`, which are sorted, that is not after them.
    func timed(_ starts: [UTCTime]) -> [KPIGroup] {
        var groups = starts.map { KPIGroup(key: .start($0), tally: Tally(settings: settings)) }
        var index = 0
        for (time, tally) in (slotsInOrder + figures.days.sorted { $0.key < $1.key }).sorted(by: { $0.key < $1.key }) {
            while index + 1 < starts.count, starts[index + 1] <= time { index += 1 }
            guard index < groups.count else { break }
            groups[index].tally += tally
        }
        return groups
    }

    private var slotsInOrder: [(key: UTCTime, value: Tally)] { figures.slots.sorted { $0.key < $1.key } }

    private func recurring(
        _ values: Range<Int>,
        _ key: (Int) -> KPIGroup.Key,
        value: (LocalTime) -> Int
    ) -> [KPIGroup] {
        var tallies = Array(repeating: Tally(settings: settings), count: values.count)
        for (slot, tally) in slotsInOrder { tallies[value(local(slot)) - values.lowerBound] += tally }
        return zip(values, tallies).map { KPIGroup(key: key($0), tally: $1) }
    }

    /// The local midnights that begin the days of the window; the first may lie before it.
    var days: [UTCTime] {
        var days: [UTCTime] = []
        var time = window.start
        while time < window.end, days.count < Self.mostGroups {
            let midnight = Window.midnight(atOrBefore: time, in: timeZone)
            days.append(midnight)
            // 36 h later is some time on the next day, also where a day has 23 or 25 hours.
            time = Window.midnight(atOrBefore: midnight + Milliseconds(36 * 3_600_000), in: timeZone)
        }
        return days
    }

    /// The days of the window that begin a week, and its first.
    private var weeks: [UTCTime] { days.enumerated().filter { $0 == 0 || local($1).weekday == 1 }.map(\.element) }

    private var months: [UTCTime] { days.enumerated().filter { $0 == 0 || local($1).day == 1 }.map(\.element) }

    /// The starts of a window's intervals.
    func intervals(minutes: Int, in window: Window) -> [UTCTime] {
        var starts: [UTCTime] = []
        var time = Window.intervalStart(of: window.start, minutes: minutes, in: timeZone)
        while time < window.end, starts.count < Self.mostGroups {
            starts.append(time)
            time = time + Milliseconds(max(1, minutes) * 60_000)
        }
        return starts
    }

    /// Three years of quarter-hours; what lies beyond is counted in the last.
    static let mostGroups = 110_000
}
