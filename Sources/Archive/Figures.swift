import Calls
import GRDB

extension Database {
    /// Enters what reports count of a call whose row is there.
    func setFigures(of outcome: CallOutcome) throws {
        let figures = CallFigures(of: outcome)
        let statement = try cachedStatement(
            sql: """
                UPDATE call SET connected = ?, dead_air = ?, dead_airs = ?, talk_over = ?, talk_overs = ?, recorded = ?,
                words = ?, failing = ?, compliant = ?, ivr = ?, menu_answers = coalesce(?, menu_answers),
                menu_in_time = coalesce(?, menu_in_time), recording_issues = ? WHERE id = ?
                """
        )
        try statement.execute(arguments: [
            figures.connected?.count, figures.deadAir?.count, figures.deadAirCount, figures.talkOver?.count,
            figures.talkOverCount, figures.hasRecording, figures.hasWords, figures.hasFailures,
            figures.isCompliant, figures.ivr?.count, figures.menuAnswers, figures.menuAnswersInTime,
            figures.recordingIssues.map(\.rawValue).joined(separator: " "),
            outcome.facts.id.description,
        ])
    }
}

extension Archive {
    /// Draws the figures of calls from before there were any, a thousand calls a transaction.
    func fillFigures() throws {
        var isDone = false
        while !isDone {
            isDone = try database.write { db in
                let ids = try String.fetchAll(db, sql: "SELECT call FROM unfigured LIMIT 1000")
                for id in ids {
                    if let row = try Row.fetchOne(db, sql: "SELECT * FROM call WHERE id = ?", arguments: [id]) {
                        try db.setFigures(of: try db.outcome(row))
                    }
                    try db.execute(sql: "DELETE FROM unfigured WHERE call = ?", arguments: [id])
                }
                return ids.count < 1000
            }
        }
    }
}
