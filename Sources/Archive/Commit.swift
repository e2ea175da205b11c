package import Calls
import GRDB
package import Vault

/// Which copy of a recording a sealed file holds.
package enum SealedKind: String, Sendable, Codable, CaseIterable {
    case original, masked
}

/// What the archive takes in of one call.
package struct CallEntry: Sendable {
    package var outcome: CallOutcome
    /// Sealed sound; on disk and verified already.
    package var files: [SealedKind: SealedRecording]
    /// For the audit log; they become pending with the rows.
    package var events: [PendingEvent]

    package init(_ outcome: CallOutcome, files: [SealedKind: SealedRecording] = [:], events: [PendingEvent] = []) {
        self.outcome = outcome
        self.files = files
        self.events = events
    }
}

extension Archive {
    /// Writes everything about each of the calls, or nothing of any.
    ///
    /// A call that is there already is replaced, so that committing twice is committing once.
    package func commit(_ entries: [CallEntry], run: RunID) throws {
        try database.write { db in
            for entry in entries { try db.replace(with: entry, run: run) }
            try db.execute(
                sql: "UPDATE run SET committed = committed + ? WHERE id = ?",
                arguments: [entries.count, run.number]
            )
        }
    }
}

extension Database {
    fileprivate func replace(with entry: CallEntry, run: RunID) throws {
        let outcome = entry.outcome
        let id = outcome.facts.id
        let review = try review(of: id)
        try execute(sql: "DELETE FROM call WHERE id = ?", arguments: [id.description])
        try insert(outcome, run: run)
        try setFigures(of: outcome)
        try setNames(of: outcome.facts)
        if let review { try insert(review) }
        try insert(legsOf: outcome.facts)
        if let measures = outcome.measures { try insert(measures, of: id) }
        if let transcript = outcome.transcript { try insert(transcript, of: id) }
        try insert(findings: outcome.evaluation?.findings ?? [], of: id)
        try insert(masks: outcome.masks, of: id)
        try insert(problems: outcome.problems, of: id)
        for (kind, file) in entry.files.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try insert(file, kind: kind, of: id)
        }
        try insert(events: entry.events)
    }
}

extension Archive {
    /// Changes the facts of a call that is there, and nothing else about it.
    package func update(_ facts: CallFacts, events: [PendingEvent], run: RunID) throws {
        try database.write { db in
            let id = facts.id.description
            try db.execute(
                sql: """
                    UPDATE call SET customer = ?, answered = ?, "end" = ?, outcome = ?, dialled = ?, queue = ?,
                    agent = ?, wait = ?, talk = ?, hold = ?, acw = ?, hung_up_by = ?, csat = ?, nps = ?, ces = ?, campaign = ?,
                    run = ? WHERE id = ?
                    """,
                arguments: [
                    facts.customer, facts.answered?.milliseconds, facts.end?.milliseconds, facts.outcome.rawValue,
                    facts.dialled, facts.queue, facts.agent, facts.wait?.count, facts.handle.talk?.count,
                    facts.handle.hold?.count, facts.handle.acw?.count, facts.hungUpBy?.rawValue, facts.survey?.csat,
                    facts.survey?.nps, facts.survey?.ces, facts.campaign, run.number, id,
                ]
            )
            guard db.changesCount == 1 else { throw ArchiveError.noSuchCall }
            try db.setNames(of: facts)
            try db.execute(sql: "DELETE FROM leg WHERE call = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM call_source WHERE call = ?", arguments: [id])
            try db.insert(legsOf: facts)
            try db.insert(events: events)
            try db.execute(sql: "UPDATE run SET committed = committed + 1 WHERE id = ?", arguments: [run.number])
        }
    }
}

extension Archive {
    /// Changes what is wrong with a call that is there, and adds files that lie beside its recording.
    package func update(problemsOf outcome: CallOutcome, events: [PendingEvent], run: RunID) throws {
        try database.write { db in
            let id = outcome.facts.id
            try db.execute(sql: "DELETE FROM problem WHERE call = ?", arguments: [id.description])
            try db.insert(problems: outcome.problems, of: id)
            for source in outcome.facts.sources {
                try db.execute(
                    sql: "INSERT OR IGNORE INTO call_source VALUES (?, ?, ?)",
                    arguments: [id.description, source.file, source.line]
                )
            }
            try db.setFigures(of: outcome)
            try db.insert(events: events)
            try db.execute(
                sql: "UPDATE run SET committed = committed + 1 WHERE id = ?",
                arguments: [run.number]
            )
        }
    }
}

extension Database {
    /// Inserts one row; the values stand in the order of the table's columns.
    func insert(into table: String, _ values: [(any DatabaseValueConvertible)?]) throws {
        let marks = Array(repeating: "?", count: values.count).joined(separator: ", ")
        let statement = try cachedStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
        try statement.execute(arguments: StatementArguments(values))
    }

    private static let callColumns = """
        call (id, start, answered, "end", direction, outcome, customer, dialled, queue, agent, wait, talk, hold, acw,
        hung_up_by, transfers, csat, nps, recording, score, run, channel, campaign, ces)
        """

    fileprivate func insert(_ outcome: CallOutcome, run: RunID) throws {
        let facts = outcome.facts
        try insert(
            into: Self.callColumns,
            [
                facts.id.description, facts.start.milliseconds, facts.answered?.milliseconds, facts.end?.milliseconds,
                facts.direction.rawValue, facts.outcome.rawValue, facts.customer, facts.dialled, facts.queue,
                facts.agent, facts.wait?.count, facts.handle.talk?.count, facts.handle.hold?.count,
                facts.handle.acw?.count, facts.hungUpBy?.rawValue, facts.transfers, facts.survey?.csat,
                facts.survey?.nps, outcome.recording, outcome.evaluation?.score, run.number, facts.channel.rawValue,
                facts.campaign, facts.survey?.ces,
            ]
        )
    }

    fileprivate func insert(legsOf facts: CallFacts) throws {
        let id = facts.id.description
        for (n, leg) in facts.legs.enumerated() {
            let times = [leg.start.milliseconds, leg.answered?.milliseconds, leg.end?.milliseconds]
            try insert(into: "leg", [id, n, leg.kind.rawValue, leg.name] + times)
        }
        for source in Set(facts.sources).sorted() {
            try insert(into: "call_source", [id, source.file, source.line])
        }
    }

    fileprivate func insert(_ measures: Measures, of call: CallID) throws {
        let id = call.description
        try insert(
            into: "measures",
            [
                id, measures.preset, measures.duration.count, try JSONColumn.text(spans: measures.silence),
                try JSONColumn.text(spans: measures.hold), measures.talkOver != nil, measures.interruptions != nil,
                measures.faults.map(\.rawValue).joined(separator: " "),
                try measures.menuDelays.map { try JSONColumn.text($0) },
            ]
        )
        for (n, channel) in measures.channels.enumerated() {
            try insert(
                into: "channel",
                [
                    id, n, channel.role.rawValue, try JSONColumn.text(spans: channel.speech),
                    try JSONColumn.text(spans: channel.music), try JSONColumn.text(spans: channel.tones),
                    channel.speechLevel, try JSONColumn.text(channel.sounds), try JSONColumn.text(channel.loudness),
                    try JSONColumn.text(spans: channel.raisedVoice),
                ]
            )
        }
        for (n, event) in AcousticEvent.all(in: measures).enumerated() {
            try insert(
                into: "event",
                [id, n, event.kind.rawValue, event.channel, event.span.start.count, event.span.end.count]
            )
        }
    }

    fileprivate func insert(_ transcript: Transcript, of call: CallID) throws {
        let id = call.description
        try insert(into: "transcript", [id, transcript.language, transcript.origin])
        try index(words: transcript.turns.map(\.text), of: id)
        for (n, turn) in transcript.turns.enumerated() {
            try insert(
                into: "turn",
                [
                    id, n, turn.role.rawValue, turn.channel, turn.span.start.count, turn.span.end.count, turn.text,
                    try JSONColumn.text(turn.words), turn.hasWordTimes,
                ]
            )
        }
    }

    fileprivate func insert(findings: [Finding], of call: CallID) throws {
        for (n, finding) in findings.enumerated() {
            try insert(
                into: "finding",
                [
                    call.description, n, finding.rule, finding.version, finding.title, finding.severity.rawValue,
                    finding.weight, finding.isFatal, finding.verdict.rawValue, finding.reason,
                    try JSONColumn.text(finding.evidence),
                ]
            )
        }
    }

    fileprivate func insert(masks: [MaskEntry], of call: CallID) throws {
        for (n, mask) in masks.enumerated() {
            try insert(
                into: "mask",
                [
                    call.description, n, mask.place, mask.turn, mask.channel, mask.span?.start.count,
                    mask.span?.end.count, mask.type, mask.operator, mask.token, mask.rule, mask.confidence,
                    mask.policy,
                ]
            )
        }
    }

    fileprivate func insert(problems: [Problem], of call: CallID) throws {
        for (n, problem) in problems.enumerated() {
            try insert(into: "problem", [call.description, n, problem.stage, problem.message, problem.mend])
        }
    }

    fileprivate func insert(_ file: SealedRecording, kind: SealedKind, of call: CallID) throws {
        try insert(
            into: "sealed",
            [
                file.path, call.description, kind.rawValue, file.plainSHA256.hex, file.plainSize, file.sealedSHA256.hex,
                file.sealedSize, StoredFile.text(of: file.recipients),
            ]
        )
    }
}
