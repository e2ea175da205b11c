package import Calls
import GRDB

extension Schema {
    /// What a switch calls its calls, so that rows of another night find the call that a recording made.
    static let switchKeys = """
        ALTER TABLE call ADD COLUMN switch_key INTEGER;
        CREATE INDEX call_switch ON call(switch_key, start) WHERE switch_key IS NOT NULL;
        """

    /// Calls that are another recording of a call; `fact`, which reports count by, is without them.
    static let duplicates = """
        ALTER TABLE call ADD COLUMN duplicate_of TEXT;
        DROP VIEW fact;
        CREATE VIEW fact AS SELECT
            id AS call, start, answered, "end" AS ended, start - start % 900000 AS slot, direction, channel, outcome,
            CASE WHEN direction = 'inbound' AND outcome <> 'contained' THEN 1 ELSE 0 END AS asked,
            CASE WHEN outcome = 'answered' OR (outcome = 'open' AND answered IS NOT NULL) THEN 1 ELSE 0 END AS handled,
            customer, queue, campaign, agent, transfers, wait, talk, hold, acw, ivr, csat, nps, ces, recorded, words,
            connected, dead_air, dead_airs, talk_over, talk_overs, failing, compliant,
            CAST(round(score * 1000) AS INTEGER) AS score_milli, menu_answers, menu_in_time
        FROM call WHERE duplicate_of IS NULL;
        """
}

extension Archive {
    /// The call to which a switch gave the same name within a day of `call`; nil where that is `call` itself or none.
    ///
    /// The day tells calls apart to which a switch that counts anew gave one name. Of a call that was recorded twice it is
    /// the one that is counted.
    package func counterpart(of call: Call) throws -> CallID? {
        guard let key = call.switchKey else { return nil }
        let day = 86_400_000
        let start = call.start.milliseconds
        return try database.read { db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT coalesce(duplicate_of, id) FROM call WHERE switch_key = ? AND start BETWEEN ? AND ? AND id <> ?
                    ORDER BY duplicate_of IS NOT NULL, abs(start - ?), id LIMIT 1
                    """,
                arguments: [key, start - day, start + day, call.id.description, start]
            )
            .flatMap { CallID($0) }
        }
    }
}

extension Database {
    /// Enters what a switch calls the call, and which call it is another recording of.
    func setNames(of facts: CallFacts) throws {
        guard facts.switchKey != nil || facts.duplicateOf != nil else { return }
        let statement = try cachedStatement(sql: "UPDATE call SET switch_key = ?, duplicate_of = ? WHERE id = ?")
        try statement.execute(arguments: [facts.switchKey, facts.duplicateOf?.description, facts.id.description])
    }
}
