package import Calls

/// Inbound calls that went the same way through the menus.
package struct JourneyDigest: Hashable, Sendable {
    /// The menus in their order.
    package var path: String
    package var calls = 0
    package var contained = 0
    package var answered = 0
    package var abandoned = 0
    /// Calls whose time in the menus is known, and that time together.
    package var timed = 0
    package var time = Milliseconds.zero

    package init(path: String) { self.path = path }

    /// Mean time in the menus; nil where no call's is known.
    package var meanTime: Double? { timed > 0 ? time.seconds / Double(timed) : nil }

    /// The most frequent way first.
    package static func ordered(_ digests: some Sequence<JourneyDigest>) -> [JourneyDigest] {
        digests.sorted { ($1.calls, $0.path) < ($0.calls, $1.path) }
    }

    static func all(of calls: [CallOutcome]) -> [JourneyDigest] {
        var digests: [String: JourneyDigest] = [:]
        for call in calls where call.facts.direction == .inbound {
            guard let path = MenuJourney.path(of: call.facts) else { continue }
            digests[path, default: JourneyDigest(path: path)].add(call)
        }
        return ordered(digests.values)
    }

    private mutating func add(_ call: CallOutcome) {
        calls += 1
        contained += call.facts.outcome == .contained ? 1 : 0
        answered += call.facts.wasHandled ? 1 : 0
        abandoned += call.facts.outcome == .abandoned ? 1 : 0
        guard let ivr = CallFigures(of: call).ivr else { return }
        timed += 1
        time += ivr
    }
}

extension ReportModel {
    var journeyTable: Table {
        let columns: [Table.Column] = [
            .init("path", language.text(.journey)), .init("calls", language.text(.calls), .integer),
            .init("contained", KPIID.ivrContainment.name(language), .integer),
            .init("answered", KPIID.answered.name(language), .integer),
            .init("abandoned", KPIID.abandoned.name(language), .integer),
            .init("mean_time_s", KPIID.ivrTime.name(language), .seconds),
        ]
        let rows = figures.journeys.map { way in
            [
                Cell.text(way.path), .integer(way.calls), .integer(way.contained), .integer(way.answered),
                .integer(way.abandoned), way.meanTime.map(Cell.seconds) ?? .missing,
            ]
        }
        return Table("ivr_journeys", columns: columns, rows: rows, primaryKey: ["path"])
    }

    /// The ways that most calls went through the menus; nothing where the source tells of none.
    var journeysSection: Markup {
        guard !figures.journeys.isEmpty else { return .none }
        let table = parts.table(
            headers: journeyTable.columns.map(\.title),
            isNumeric: [false, true, true, true, true, true],
            rows: figures.journeys.prefix(12).enumerated().map { index, way in
                let counts = [
                    ("calls", way.calls), ("contained", way.contained), ("answered", way.answered),
                    ("abandoned", way.abandoned),
                ]
                let time = way.meanTime.map {
                    parts.data($0, NumberText.duration($0), at: "ivr_journeys.\(index).mean_time_s")
                }
                let missing: Markup = "<span class=\"na\">\(language.text(.notAvailable))</span>"
                return ["\(way.path)" as Markup]
                    + counts.map { parts.data($0.1, at: "ivr_journeys.\(index).\($0.0)") } + [time ?? missing]
            }
        )
        return parts.section("journeys", .journeys, language.text(.journeysCaption), table, isWide: false)
    }
}
