import Archive
import Calls
import Foundation
import Report

extension Site {
    /// The sums that reports of this site read.
    var rollupDefinition: RollupDefinition {
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

    /// All that is counted in a window of whole business days, from the sums; nil where they are not up to date.
    func figures(_ window: Window) throws -> Figures? {
        let definition = rollupDefinition
        guard try archive.hasRollups(definition, in: window.times) else { return nil }
        return try FiguresReader(archive: archive, definition: definition, window: window, settings: kpiSettings).read()
    }

    /// The tally of a window before, for comparison; nil where no call came or the sums are not up to date.
    func comparison(with window: Window) throws -> Comparison? {
        let week = 7 * 86_400_000
        let weeks = (window.length.count + week - 1) / week
        let zone = settings.site.timeZone
        // Days of a change of clocks are an hour off: noon of the day is on the right day in any case.
        let noon = window.start + Milliseconds(43_200_000 - weeks * week)
        let start = Window.midnight(atOrBefore: noon, in: zone)
        let lastNoon = window.end + Milliseconds(-43_200_000 - weeks * week)
        let earlier = Window(start: start, end: Window.day(of: lastNoon, in: zone).end)
        let definition = rollupDefinition
        guard try archive.hasRollups(definition, in: earlier.times) else { return nil }
        let reader = FiguresReader(archive: archive, definition: definition, window: earlier, settings: kpiSettings)
        let tally = try reader.total()
        return tally[.calls] == 0 ? nil : Comparison(window: earlier, tally: tally)
    }

    /// When people called in the four weeks up to a window's end.
    func history(_ window: Window) throws -> [HistoryPoint] {
        let definition = rollupDefinition
        let start = min(
            window.start,
            Window.midnight(atOrBefore: window.end + Milliseconds(-27 * 86_400_000 - 1), in: settings.site.timeZone)
        )
        let times = start..<window.end
        guard try archive.hasRollups(definition, in: times) else { return [] }
        return try archive.rollup(.history, definition, in: times).map { row in
            HistoryPoint(
                slot: UTCTime(milliseconds: row.numbers[0]),
                offered: row.numbers[1],
                abandoned: row.numbers[2]
            )
        }
    }

    /// What the last fortnight up to a window's end was like for each agent, by day.
    func trends(_ window: Window) throws -> [String?: [TrendPoint]] {
        let definition = rollupDefinition
        let start = Window.midnight(atOrBefore: window.end + Milliseconds(-14 * 86_400_000), in: settings.site.timeZone)
        let times = start..<window.end
        guard try archive.hasRollups(definition, in: times) else { return [:] }
        var trends: [String?: [TrendPoint]] = [:]
        for row in try archive.rollup(.agentDays, definition, in: times) {
            let n = row.numbers.map(Double.init)
            let point = TrendPoint(
                day: UTCTime(milliseconds: row.numbers[0]),
                handle: n[3] > 0 ? (n[2] + n[4] + n[5]) / n[3] / 1000 : nil,
                score: n[7] > 0 ? n[6] / n[7] / 1000 : nil
            )
            trends[row.names[0], default: []].append(point)
        }
        return trends.mapValues { $0.sorted { $0.day < $1.day } }
    }
}

extension Window {
    var times: Range<UTCTime> { start..<end }
}

/// Turns rows of sums into what reports count with.
private struct FiguresReader {
    let archive: Archive
    let definition: RollupDefinition
    let window: Window
    let settings: KPISettings

    func read() throws -> Figures {
        var figures = Figures(settings: settings)
        try addSlots(to: &figures)
        figures.days = try days()
        let none = Tally(settings: settings)
        for row in try rows(.agents) { figures.agents[row.names[0], default: none].add(row.numbers[...]) }
        try addFollowUps(to: &figures)
        for part in figures.days.values { figures.all += part }
        for row in try rows(.times) {
            let (seconds, count) = (row.numbers[1], row.numbers[2])
            figures.all.add(count, seconds, kind: row.names[1])
            if row.numbers[0] == 1 { figures.queues[row.names[0]]?.add(count, seconds, kind: row.names[1]) }
        }
        try addDigests(to: &figures)
        return figures
    }

    /// All calls together, and nothing by name.
    func total() throws -> Tally {
        var all = Tally(settings: settings)
        for row in try rows(.totals) { all.add(row.numbers[...]) }
        for part in try days().values { all += part }
        for row in try rows(.allTimes) { all.add(row.numbers[1], row.numbers[0], kind: row.names[0]) }
        all.peak = try rows(.peaks).map { $0.numbers[1] }.max()
        return all
    }

    private func rows(_ query: RollupQuery) throws -> [RollupRow] {
        try archive.rollup(query, definition, in: window.times)
    }

    private func addSlots(to figures: inout Figures) throws {
        let none = Tally(settings: settings)
        for row in try rows(.slots) {
            let sums = row.numbers.dropFirst(2)
            figures.all.add(sums)
            figures.slots[UTCTime(milliseconds: row.numbers[0]), default: none].add(sums)
            if row.numbers[1] == 1 { figures.queues[row.names[0], default: none].add(sums) }
            figures.channels[row.names[1], default: none].add(sums)
            figures.campaigns[row.names[2], default: none].add(sums)
        }
        for row in try rows(.peaks) {
            figures.slots[UTCTime(milliseconds: row.numbers[0]), default: none].peak = row.numbers[1]
            figures.all.peak = max(figures.all.peak ?? 0, row.numbers[1])
        }
    }

    private func days() throws -> [UTCTime: Tally] {
        var days: [UTCTime: Tally] = [:]
        for row in try rows(.again) {
            let day = UTCTime(milliseconds: row.numbers[0])
            days[day, default: Tally(settings: settings)].addFollowUps(row.numbers[1], again: row.numbers[2])
        }
        for row in try rows(.shifts) {
            days[UTCTime(milliseconds: row.numbers[0]), default: Tally(settings: settings)].addShift(row.numbers)
        }
        return days
    }

    private func addFollowUps(to figures: inout Figures) throws {
        for row in try rows(.again) {
            figures.queues[row.names[0]]?.addFollowUps(row.numbers[1], again: row.numbers[2])
            figures.agents[row.names[1]]?.addFollowUps(row.numbers[1], again: row.numbers[2])
        }
        // An agent who took no call was there all the same.
        for row in try rows(.shifts) {
            figures.agents[row.names[0], default: Tally(settings: settings)].addShift(row.numbers)
        }
    }

    private func addDigests(to figures: inout Figures) throws {
        figures.rules = RuleDigest.ordered(
            try rows(.rules).map { row in
                var digest = RuleDigest(
                    rule: row.names[0] ?? "",
                    version: row.numbers[0],
                    title: row.names[1] ?? "",
                    severity: row.names[2].flatMap(Severity.init(rawValue:)) ?? .info,
                    isFatal: row.numbers[1] == 1
                )
                (digest.passed, digest.failed, digest.notApplicable) = (row.numbers[2], row.numbers[3], row.numbers[4])
                return digest
            }
        )
        var masks: [String: MaskDigest] = [:]
        for row in try rows(.masks) {
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
        figures.problems = ProblemDigest.ordered(
            try rows(.problems).map { row in
                let text = row.names.map { $0 ?? "" }
                let problem = Problem(stage: text[0], message: text[1], mend: text[2])
                return ProblemDigest(problem: problem, calls: row.numbers[0])
            }
        )
        figures.journeys = JourneyDigest.ordered(
            try rows(.journeys).map { row in
                var way = JourneyDigest(path: row.names[0] ?? "")
                (way.calls, way.contained, way.answered) = (row.numbers[0], row.numbers[1], row.numbers[2])
                (way.abandoned, way.timed) = (row.numbers[3], row.numbers[4])
                way.time = Milliseconds(row.numbers[5])
                return way
            }
        )
        for row in try rows(.recordingIssues) {
            guard let kind = row.names[0].flatMap(RecordingIssue.Kind.init(rawValue:)) else { continue }
            figures.recordingIssues[kind] = row.numbers[0]
        }
        for row in try rows(.presets) { figures.presets[row.names[0] ?? ""] = row.numbers[0] }
        for row in try rows(.faults) {
            if let fault = row.names[0].flatMap(Fault.init(rawValue:)) { figures.faults[fault] = row.numbers[0] }
        }
    }
}

extension Tally {
    /// Enters a line of a histogram: waits by what became of the call, handle times by the parts they have.
    fileprivate mutating func add(_ count: Int, _ seconds: Int, kind: String?) {
        switch kind {
        case "answered": answeredWaits[seconds, default: 0] += count
        case "abandoned": abandonedWaits[seconds, default: 0] += count
        case let parts?:
            let (hasHold, hasACW) = (parts.hasPrefix("talk+hold"), parts.hasSuffix("acw"))
            handleTimes[HandleParts(hasHold: hasHold, hasACW: hasACW), default: [:]][seconds, default: 0] += count
        case nil: break
        }
    }

    /// Adds sums that stand in the order of the columns.
    fileprivate mutating func add(_ sums: ArraySlice<Int>) {
        for (counter, sum) in zip(Counter.ofOneCall, sums) { self[counter] += sum }
    }

    /// `row` is a day, and the counters of the day in the order of the query.
    fileprivate mutating func addShift(_ row: [Int]) {
        self[.staffed] += row[1]
        self[.onShift] += row[2]
        self[.occupied] += row[3]
    }

    fileprivate mutating func addFollowUps(_ known: Int, again: Int) {
        self[.followUpKnown] += known
        self[.calledAgain] += again
    }
}
