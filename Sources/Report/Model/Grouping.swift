package import Calls
import Foundation

/// What the key figures are broken down by.
package enum Grouping: Hashable, Sendable {
    /// Handled calls by the agent who spoke last with the customer.
    case agent
    case queue
    /// The business day in the site's time zone.
    case day
    /// Stretches of so many minutes by the clock on the wall, empty ones included.
    case interval(minutes: Int)

    /// `agent`, `queue`, `day` or `interval_30`.
    package var name: String {
        switch self {
        case .agent: "agent"
        case .queue: "queue"
        case .day: "day"
        case .interval(let minutes): "interval_\(minutes)"
        }
    }

    /// The figures that say something about such a group.
    package func kpis(serviceLevel: KPIID) -> [KPIID] {
        switch self {
        case .agent:
            [.handled, .aht, .talk, .hold, .acw, .qaScore, .csatTop2, .nps, .talkOverShare, .deadAirShare]
        case .queue, .day:
            [.offered, .answered, .answerRate, serviceLevel, .asa, .abandonmentRate, .aht, .qaScore, .csatTop2, .nps]
        case .interval: [.offered, .answered, .abandoned, .answerRate, serviceLevel, .asa, .aht]
        }
    }
}

/// The calls that share one value of a grouping.
package struct KPIGroup: Hashable, Sendable {
    package enum Key: Hashable, Sendable {
        /// An agent's or a queue's name; nil where the source gives none.
        case name(String?)
        case start(UTCTime)
    }

    package var key: Key
    package var tally: Tally
}

extension ReportModel {
    /// One group for each value that occurs, by name or by time; unnamed calls come last.
    package func groups(by grouping: Grouping) -> [KPIGroup] {
        switch grouping {
        case .agent: named(calls.filter(\.facts.wasHandled)) { $0.agent }
        case .queue: named(calls.filter(\.facts.isRequestForHuman)) { $0.queue }
        case .day: timed(days)
        case .interval(let minutes): timed(intervals(minutes: minutes, in: window))
        }
    }

    private func named(_ calls: [CallOutcome], by name: (CallFacts) -> String?) -> [KPIGroup] {
        var tallies: [String?: Tally] = [:]
        for call in calls { tallies[name(call.facts), default: Tally(settings: settings)].add(call) }
        return tallies.map { KPIGroup(key: .name($0.key), tally: $0.value) }.sorted { first, second in
            guard case .name(let first?) = first.key else { return false }
            guard case .name(let second?) = second.key else { return true }
            return first < second
        }
    }

    /// Groups calls by the last of `starts`, which are sorted, that is not after them.
    func timed(_ starts: [UTCTime]) -> [KPIGroup] {
        var groups = starts.map { KPIGroup(key: .start($0), tally: Tally(settings: settings)) }
        var index = 0
        for call in calls {
            while index + 1 < starts.count, starts[index + 1] <= call.facts.start { index += 1 }
            guard index < groups.count else { break }
            groups[index].tally.add(call)
        }
        return groups
    }

    /// The local midnights that begin the days of the window; the first may lie before it.
    var days: [UTCTime] {
        var days: [UTCTime] = []
        var time = window.start
        while time < window.end, days.count < Self.mostGroups {
            let midnight = localMidnight(atOrBefore: time)
            days.append(midnight)
            // 36 h later is some time on the next day, also where a day has 23 or 25 hours.
            time = localMidnight(atOrBefore: midnight + Milliseconds(36 * 3_600_000))
        }
        return days
    }

    private func localMidnight(atOrBefore time: UTCTime) -> UTCTime {
        let day = Window.intervalStart(of: time, minutes: 1440, in: timeZone)
        // Where the offset changed since midnight, the day began by the offset of that hour.
        let shift = LocalTime.offset(of: timeZone, at: time) - LocalTime.offset(of: timeZone, at: day)
        return day + Milliseconds(shift * 1000)
    }

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
