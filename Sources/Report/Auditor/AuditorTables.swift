import Calls

extension ReportModel {
    /// The tables of the auditor's package, each sorted by its key.
    package var auditorTables: [Table] {
        [
            callsTable, legsTable, findingsTable, masksTable, eventsTable, surveysTable, problemsTable, sourcesTable,
            kpisTable,
        ]
    }

    private var callsTable: Table {
        let columns: [Table.Column] = [
            .init("call_id"), .init("start", nil, .time), .init("answered", nil, .time), .init("end", nil, .time),
            .init("direction"), .init("channel"), .init("outcome"), .init("customer"), .init("dialled"), .init("queue"),
            .init("campaign"), .init("agent"),
            .init("wait_s", nil, .seconds), .init("talk_s", nil, .seconds), .init("hold_s", nil, .seconds),
            .init("acw_s", nil, .seconds), .init("hung_up_by"), .init("transfers", nil, .integer),
            .init("recording_sha256"), .init("recording_s", nil, .seconds), .init("dead_air_s", nil, .seconds),
            .init("talk_over_s", nil, .seconds), .init("measures_preset"), .init("transcript_origin"),
            .init("transcript_language"), .init("score", nil, .number), .init("duplicate_of"),
        ]
        let rows = calls.map { call -> [Cell] in
            let facts = call.facts
            return [
                call.idCell, .time(facts.start), Cell(facts.answered), Cell(facts.end),
                .text(facts.direction.rawValue), .text(facts.channel.rawValue), .text(facts.outcome.rawValue),
                Cell(facts.customer), Cell(facts.dialled), Cell(facts.queue), Cell(facts.campaign), Cell(facts.agent),
                Cell(facts.wait),
                Cell(facts.handle.talk), Cell(facts.handle.hold), Cell(facts.handle.acw),
                Cell(facts.hungUpBy?.rawValue), .integer(facts.transfers), Cell(call.recording),
                Cell(call.measures?.duration), Cell(call.deadAir), Cell(call.talkOver), Cell(call.measures?.preset),
                Cell(call.transcript?.origin), Cell(call.transcript?.language), Cell(call.evaluation?.score),
                Cell(facts.duplicateOf?.description),
            ]
        }
        return Table("calls", columns: columns, rows: rows, primaryKey: ["call_id"])
    }

    private var legsTable: Table {
        let columns: [Table.Column] = [
            .init("kind"), .init("name"), .init("start", nil, .time), .init("answered", nil, .time),
            .init("end", nil, .time),
        ]
        return perCall("legs", columns) { call in
            call.facts.legs.map { leg in
                [.text(leg.kind.rawValue), Cell(leg.name), .time(leg.start), Cell(leg.answered), Cell(leg.end)]
            }
        }
    }

    private var findingsTable: Table {
        let columns: [Table.Column] = [
            .init("rule"), .init("version", nil, .integer), .init("title"), .init("severity"),
            .init("weight", nil, .number), .init("fatal", nil, .boolean), .init("verdict"), .init("reason"),
            .init("start_s", nil, .seconds), .init("end_s", nil, .seconds), .init("channel", nil, .integer),
            .init("turn", nil, .integer), .init("value", nil, .number), .init("threshold", nil, .number),
        ]
        return perCall("findings", columns) { call in
            (call.evaluation?.findings ?? []).flatMap { finding -> [[Cell]] in
                let judgement: [Cell] = [
                    .text(finding.rule), .integer(finding.version), .text(finding.title),
                    .text(finding.severity.rawValue), .number(finding.weight), .boolean(finding.isFatal),
                    .text(finding.verdict.rawValue), Cell(finding.reason),
                ]
                guard !finding.evidence.isEmpty else { return [judgement + Array(repeating: .missing, count: 6)] }
                return finding.evidence.map { judgement + $0.cells }
            }
        }
    }

    private var masksTable: Table {
        let columns: [Table.Column] = [
            .init("place"), .init("turn", nil, .integer), .init("channel", nil, .integer),
            .init("start_s", nil, .seconds), .init("end_s", nil, .seconds), .init("type"), .init("operator"),
            .init("token"), .init("rule"), .init("confidence", nil, .number), .init("policy_sha256"),
        ]
        return perCall("masks", columns) { call in
            call.masks.map { mask in
                [
                    .text(mask.place), Cell(mask.turn), Cell(mask.channel), Cell(mask.span?.start),
                    Cell(mask.span?.end), .text(mask.type), .text(mask.operator), Cell(mask.token), .text(mask.rule),
                    mask.confidence.map { .number($0) } ?? .missing, Cell(mask.policy),
                ]
            }
        }
    }

    private var eventsTable: Table {
        let columns: [Table.Column] = [
            .init("kind"), .init("channel", nil, .integer), .init("start_s", nil, .seconds),
            .init("end_s", nil, .seconds),
        ]
        return perCall("events", columns) { call in
            guard let measures = call.measures else { return [] }
            func rows(_ kind: String, _ spans: [TimeSpan], channel: Int? = nil) -> [[Cell]] {
                spans.map { [.text(kind), Cell(channel), Cell($0.start), Cell($0.end)] }
            }
            return rows("dead_air", measures.deadAir) + rows("talk_over", measures.talkOver ?? [])
                + (measures.interruptions ?? []).flatMap { rows("interruption", [$0.span], channel: $0.channel) }
                + rows("hold", measures.hold)
                + measures.channels.enumerated().flatMap { rows("music", $0.element.music, channel: $0.offset) }
        }
    }

    private var surveysTable: Table {
        let columns: [Table.Column] = [
            .init("call_id"), .init("csat", nil, .integer), .init("nps", nil, .integer), .init("ces", nil, .integer),
        ]
        let rows = calls.compactMap { call in
            call.facts.survey.map { [call.idCell, Cell($0.csat), Cell($0.nps), Cell($0.ces)] }
        }
        return Table("surveys", columns: columns, rows: rows, primaryKey: ["call_id"])
    }

    private var problemsTable: Table {
        perCall("problems", [.init("stage"), .init("message"), .init("mend")]) { call in
            call.problems.map { [.text($0.stage), .text($0.message), .text($0.mend)] }
        }
    }

    private var sourcesTable: Table {
        perCall("sources", [.init("file_sha256"), .init("line", nil, .integer)]) { call in
            call.facts.sources.sorted().map { [.text($0.file), .integer($0.line)] }
        }
    }

    /// Every figure over all calls and for each agent, queue and day.
    private var kpisTable: Table {
        var rows = kpiTable(KPIID.allCases).rows
        for grouping in [Grouping.agent, .queue, .day] {
            for group in groups(by: grouping) {
                let name = group.key == .name(nil) ? "" : label(group.key)
                let ids = grouping.kpis(serviceLevel: serviceLevelID)
                rows += ids.map { kpiRow(group.tally.kpi($0), grouping: grouping.name, group: name) }
            }
        }
        return Table("kpis", columns: Self.kpiColumns, rows: rows)
    }

    /// Rows that belong to a call, numbered within it from 1.
    private func perCall(_ name: String, _ columns: [Table.Column], _ cells: (CallOutcome) -> [[Cell]]) -> Table {
        let key: [Table.Column] = [.init("call_id"), .init("seq", nil, .integer)]
        let rows = calls.flatMap { call in
            cells(call).enumerated().map { [call.idCell, .integer($0.offset + 1)] + $0.element }
        }
        return Table(name, columns: key + columns, rows: rows, primaryKey: ["call_id", "seq"])
    }
}

extension CallOutcome {
    fileprivate var idCell: Cell { .text(facts.id.description) }
}

extension Evidence {
    fileprivate var cells: [Cell] {
        [Cell(span.start), Cell(span.end), Cell(channel), Cell(turn), Cell(value), Cell(threshold)]
    }
}
