package import Calls
import GRDB

extension Schema {
    /// What a switch calls its calls, so that rows of another night find the call that a recording made.
    static let switchKeys = """
        ALTER TABLE call ADD COLUMN switch_key INTEGER;
        CREATE INDEX call_switch ON call(switch_key, start) WHERE switch_key IS NOT NULL;
        """
}

extension Archive {
    /// The call to which a switch gave the same name within a day of `call`; nil where that is `call` itself or none.
    ///
    /// The day tells calls apart to which a switch that counts anew gave one name.
    package func counterpart(of call: Call) throws -> CallID? {
        guard let key = call.switchKey else { return nil }
        let day = 86_400_000
        let start = call.start.milliseconds
        return try database.read { db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT id FROM call WHERE switch_key = ? AND start BETWEEN ? AND ? AND id <> ?
                    ORDER BY abs(start - ?), id LIMIT 1
                    """,
                arguments: [key, start - day, start + day, call.id.description, start]
            )
            .flatMap { CallID($0) }
        }
    }
}

extension Database {
    func setSwitchKey(of facts: CallFacts) throws {
        guard let key = facts.switchKey else { return }
        let statement = try cachedStatement(sql: "UPDATE call SET switch_key = ? WHERE id = ?")
        try statement.execute(arguments: [key, facts.id.description])
    }
}
