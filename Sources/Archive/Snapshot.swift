import GRDB

extension Archive {
    /// Writes a copy of the whole archive, as it is at this instant, into a new file; others may go on writing.
    package func snapshot(to path: String) throws {
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "VACUUM INTO ?", arguments: [path])
        }
    }
}
