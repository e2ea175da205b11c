import Archive
import Calls
import Foundation
import Report

extension Site {
    /// The sums that reports of this site read.
    private var rollupDefinition: RollupDefinition {
        RollupDefinition(
            counters: Counter.ofOneCall.map { .init(name: $0.name, sql: $0.sql(kpiSettings)) },
            timeZone: settings.site.timeZone.identifier,
            repeatWithin: kpiSettings.repeatWithin
        )
    }

    /// Brings the sums of every day up to date in which anything changed.
    package func refreshFigures() throws {
        let zone = settings.site.timeZone
        try archive.refreshRollups(rollupDefinition) { time in
            let day = Window.day(of: time, in: zone)
            return day.start..<day.end
        }
    }

    var figuresReader: FiguresReader {
        FiguresReader(
            archive: archive,
            definition: rollupDefinition,
            settings: kpiSettings,
            timeZone: settings.site.timeZone
        )
    }
}

extension Window {
    var times: Range<UTCTime> { start..<end }
}

/// Turns rows of sums into what reports count with.
struct FiguresReader {
    let archive: Archive
    let definition: RollupDefinition
    let settings: KPISettings
    let timeZone: TimeZone

    /// All that is counted in a window of whole business days; nil where its sums are not up to date.
    func figures(_ window: Window) throws -> Figures? {
        guard try archive.hasRollups(definition, in: window.times) else { return nil }
        var figures = Figures(settings: settings)
        try addSlots(of: window, to: &figures)
        try addDays(of: window, to: &figures)
        try addTimes(of: window, to: &figures.all)
        try addDigests(of: window, to: &figures)
        return figures
    }

    /// The tally of a window before, for comparison; nil where no call came or the sums are not up to date.
    func comparison(with window: Window) throws -> Comparison? {
        let week = 7 * 86_400_000
        let weeks = (window.length.count + week - 1) / week
        // Days of a change of clocks are an hour off: noon of the day is on the right day in any case.
        let noon = window.start + Milliseconds(43_200_000 - weeks * week)
        let start = Window.midnight(atOrBefore: noon, in: timeZone)
        let lastNoon = window.end + Milliseconds(-43_200_000 - weeks * week)
        let earlier = Window(start: start, end: Window.day(of: lastNoon, in: timeZone).end)
        guard try archive.hasRollups(definition, in: earlier.times) else { return nil }
        let tally = try total(of: earlier)
        return tally[.calls] == 0 ? nil : Comparison(window: earlier, tally: tally)
    }

    /// When people called in the four weeks up to a window's end.
    func history(_ window: Window) throws -> [HistoryPoint] {
        let start = min(
            window.start,
            Window.midnight(atOrBefore: window.end + Milliseconds(-27 * 86_400_000 - 1), in: timeZone)
        )
        let weeks = Window(start: start, end: window.end)
        guard try archive.hasRollups(definition, in: weeks.times) else { return [] }
        var points: [HistoryPoint] = []
        try forEach(.history, of: weeks) { row in
            points.append(HistoryPoint(slot: row.time(0), offered: row.numbers[1], abandoned: row.numbers[2]))
        }
        return points
    }

    /// What the last fortnight up to a window's end was like for each agent, by day.
    func trends(_ window: Window) throws -> [String?: [TrendPoint]] {
        let start = Window.midnight(atOrBefore: window.end + Milliseconds(-14 * 86_400_000), in: timeZone)
        let fortnight = Window(start: start, end: window.end)
        guard try archive.hasRollups(definition, in: fortnight.times) else { return [:] }
        var trends: [String?: [TrendPoint]] = [:]
        try forEach(.agentDays, of: fortnight) { row in
            let n = row.numbers.map(Double.init)
            let point = TrendPoint(
                day: row.time(0),
                handle: n[3] > 0 ? (n[2] + n[4] + n[5]) / n[3] / 1000 : nil,
                score: n[7] > 0 ? n[6] / n[7] / 1000 : nil
            )
            trends[row.names[0], default: []].append(point)
        }
        return trends.mapValues { $0.sorted { $0.day < $1.day } }
    }

    private func forEach(_ query: RollupQuery, of window: Window, _ body: (RollupRow) throws -> Void) throws {
        try archive.forEachSum(query, definition, in: window.times, body)
    }

    /// All calls together, and nothing by name.
    private func total(of window: Window) throws -> Tally {
        var all = Tally(settings: settings)
        try forEach(.slots, of: window) { all.add($0.numbers.dropFirst(2)) }
        try forEach(.again, of: window) { all.addFollowUps($0) }
        try forEach(.shifts, of: window) { all.addShift($0) }
        try forEach(.peaks, of: window) { all.peak = max(all.peak ?? 0, $0.numbers[1]) }
        try addTimes(of: window, to: &all)
        return all
    }

    private func addSlots(of window: Window, to figures: inout Figures) throws {
        let none = Tally(settings: settings)
        try forEach(.slots, of: window) { row in
            let sums = row.numbers.dropFirst(2)
            figures.all.add(sums)
            figures.slots[row.time(0), default: none].add(sums)
            if row.numbers[1] == 1 { figures.queues[row.names[0], default: none].add(sums) }
            figures.channels[row.names[1], default: none].add(sums)
            figures.campaigns[row.names[2], default: none].add(sums)
        }
        try forEach(.peaks, of: window) { row in
            figures.slots[row.time(0), default: none].peak = row.numbers[1]
            figures.all.peak = max(figures.all.peak ?? 0, row.numbers[1])
        }
    }

    /// What is summed by day: agents' calls and shifts, and whether customers called again.
    private func addDays(of window: Window, to figures: inout Figures) throws {
        let none = Tally(settings: settings)
        try forEach(.agents, of: window) { figures.agents[$0.names[0], default: none].add($0.numbers[...]) }
        try forEach(.again, of: window) { row in
            figures.all.addFollowUps(row)
            figures.days[row.time(0), default: none].addFollowUps(row)
            figures.queues[row.names[0]]?.addFollowUps(row)
            figures.agents[row.names[1]]?.addFollowUps(row)
        }
        try forEach(.shifts, of: window) { row in
            figures.all.addShift(row)
            figures.days[row.time(0), default: none].addShift(row)
            // An agent who took no call was there all the same.
            figures.agents[row.names[0], default: none].addShift(row)
        }
    }

    private func addTimes(of window: Window, to tally: inout Tally) throws {
        try forEach(.times, of: window) { tally.addTimes($0) }
    }

    private func addDigests(of window: Window, to figures: inout Figures) throws {
        var (rules, problems, journeys): ([RuleDigest], [ProblemDigest], [JourneyDigest]) = ([], [], [])
        try forEach(.rules, of: window) { row in
            var digest = RuleDigest(
                rule: row.names[0] ?? "",
                version: row.numbers[0],
                title: row.names[1] ?? "",
                severity: row.names[2].flatMap(Severity.init(rawValue:)) ?? .info,
                isFatal: row.numbers[1] == 1
            )
            (digest.passed, digest.failed, digest.notApplicable) = (row.numbers[2], row.numbers[3], row.numbers[4])
            rules.append(digest)
        }
        figures.rules = RuleDigest.ordered(rules)
        var masks: [String: MaskDigest] = [:]
        try forEach(.masks, of: window) { row in
            let type = row.names[0] ?? ""
            var digest = masks[type] ?? MaskDigest(type: type)
            if let place = row.names[1] {
                digest.places[place] = row.numbers[0]
                digest.masks += row.numbers[0]
            } else {
                digest.calls = row.numbers[0]
            }
            masks[type] = digest
        }
        figures.masks = MaskDigest.ordered(masks.values)
        try forEach(.problems, of: window) { row in
            let text = row.names.map { $0 ?? "" }
            let problem = Problem(stage: text[0], message: text[1], mend: text[2])
            problems.append(ProblemDigest(problem: problem, calls: row.numbers[0]))
        }
        figures.problems = ProblemDigest.ordered(problems)
        try forEach(.journeys, of: window) { row in
            var way = JourneyDigest(path: row.names[0] ?? "")
            (way.calls, way.contained, way.answered) = (row.numbers[0], row.numbers[1], row.numbers[2])
            (way.abandoned, way.timed) = (row.numbers[3], row.numbers[4])
            way.time = Milliseconds(row.numbers[5])
            journeys.append(way)
        }
        figures.journeys = JourneyDigest.ordered(journeys)
        try forEach(.recordingIssues, of: window) { row in
            guard let kind = row.names[0].flatMap(RecordingIssue.Kind.init(rawValue:)) else { return }
            figures.recordingIssues[kind] = row.numbers[0]
        }
        try forEach(.presets, of: window) { figures.presets[$0.names[0] ?? ""] = $0.numbers[0] }
        try forEach(.faults, of: window) { row in
            if let fault = row.names[0].flatMap(Fault.init(rawValue:)) { figures.faults[fault] = row.numbers[0] }
        }
    }
}

extension RollupRow {
    fileprivate func time(_ number: Int) -> UTCTime { UTCTime(milliseconds: numbers[number]) }
}

extension Tally {
    /// Enters a line of a histogram: waits by what became of the call, handle times by the parts they have.
    fileprivate mutating func addTimes(_ row: RollupRow) {
        let (seconds, count) = (row.numbers[0], row.numbers[1])
        switch row.names[0] {
        case "answered": answeredWaits[seconds, default: 0] += count
        case "abandoned": abandonedWaits[seconds, default: 0] += count
        case "talk": addHandleTimes(count, of: HandleParts(hasHold: false, hasACW: false), seconds: seconds)
        case "talk+hold": addHandleTimes(count, of: HandleParts(hasHold: true, hasACW: false), seconds: seconds)
        case "talk+acw": addHandleTimes(count, of: HandleParts(hasHold: false, hasACW: true), seconds: seconds)
        case "talk+hold+acw": addHandleTimes(count, of: HandleParts(hasHold: true, hasACW: true), seconds: seconds)
        default: break
        }
    }

    /// `row` is of agents' shifts.
    fileprivate mutating func addShift(_ row: RollupRow) {
        self[.staffed] += row.numbers[1]
        self[.onShift] += row.numbers[2]
        self[.occupied] += row.numbers[3]
    }

    /// `row` is of customers who called again.
    fileprivate mutating func addFollowUps(_ row: RollupRow) {
        self[.followUpKnown] += row.numbers[1]
        self[.calledAgain] += row.numbers[2]
    }
}
