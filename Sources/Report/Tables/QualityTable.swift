import Calls

extension ReportModel {
    /// What was read, what was missing: the rows of the data-quality panel.
    var qualityCounts: [(id: String, phrase: Phrase, count: Int?)] {
        [
            ("files_read", .filesRead, quality.filesRead),
            ("files_quarantined", .filesQuarantined, quality.filesQuarantined),
            ("rows_read", .rowsRead, quality.rowsRead), ("rows_rejected", .rowsRejected, quality.rowsRejected),
            ("rows_duplicate", .rowsDuplicate, quality.rowsDuplicate),
            ("orphan_recordings", .orphanRecordings, quality.orphanRecordings),
            ("calls", .callsInWindow, tally[.calls]), ("handled", .callsHandled, tally[.handled]),
            ("handled_without_recording", .withoutRecording, tally[.spoken] - tally[.recorded]),
            ("handled_without_words", .withoutWords, tally[.handled] - tally[.withWords]),
            ("handled_without_score", .withoutScore, tally[.handled] - tally[.scored]),
            ("open", .openCalls, tally[.open]),
        ]
    }

    var qualityTable: Table {
        let columns: [Table.Column] = [
            .init("item", language.text(.item)), .init("count", language.text(.count), .integer),
        ]
        let counts = qualityCounts.map { [Cell.text(language.text($0.phrase)), Cell($0.count)] }
        let presets = figures.presets.sorted { $0.key < $1.key }.map { preset, calls in
            [Cell.text("\(language.text(.heardByPreset)): \(preset)"), .integer(calls)]
        }
        let faults = faults.map { fault, calls in
            [Cell.text("\(language.text(.faults)): \(fault.text(language))"), .integer(calls)]
        }
        let problems = problems.map { digest in
            [Cell.text("\(digest.problem.stage): \(digest.problem.message)"), .integer(digest.calls)]
        }
        return Table("data_quality", columns: columns, rows: counts + presets + faults + problems)
    }
}
