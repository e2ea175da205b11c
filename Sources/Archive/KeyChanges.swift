import GRDB

extension Archive {
    /// Enters who can open a sealed file, once its header says so.
    package func setRecipients(_ recipients: [String], ofFile path: String) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE sealed SET recipients = ? WHERE path = ?",
                arguments: [StoredFile.text(of: recipients), path]
            )
        }
    }
}
