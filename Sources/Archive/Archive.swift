import Foundation
import GRDB

/// What the archive refuses.
package enum ArchiveError: Error, Equatable, Sendable {
    /// The file was written by a newer Aftercall.
    case newerSchema
    case noSuchCall
    case noSuchHold
    case holdAlreadyReleased
    /// A stored value does not read back as what it should be; names the table and the column.
    case damaged(table: String, column: String)
    /// A call on legal hold was about to be destroyed.
    case onHold(matter: String)
}

/// All facts, masked words, scores and the ledger of one workspace, in one SQLite file.
///
/// Nothing in it is in the clear: calls come as masked `CallOutcome`s and audio as `SealedRecording`s, which only the
/// vault makes. Each method is one transaction; several processes may read while one writes (WAL).
package struct Archive: Sendable {
    let database: DatabaseQueue

    /// Opens the archive at `path` and brings its tables up to date; makes it where there is none.
    ///
    /// Where nothing may be written at all, as on a backup's disk, a read-only archive is opened as one that nobody changes.
    package init(path: String, isReadOnly: Bool = false) throws {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            if !isReadOnly {
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        let isUnchanging = isReadOnly && Self.isUnchanging(path)
        let name = isUnchanging ? "\(URL(filePath: path).absoluteString)?immutable=1" : path
        database = try DatabaseQueue(path: name, configuration: configuration)
        let migrator = Schema.migrator
        guard try !database.read(migrator.hasBeenSuperseded) else { throw ArchiveError.newerSchema }
        guard !isReadOnly else { return }
        try migrator.migrate(database)
        try fillFigures()
    }

    /// SQLite wants to write beside an archive even to read it; without a log there is nothing that it could miss.
    private static func isUnchanging(_ path: String) -> Bool {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard !FileManager.default.isWritableFile(atPath: folder) else { return false }
        let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
        return (log ?? 0) == 0
    }

    /// Writes the log back into the database file and erases it, so that one file holds everything.
    package func checkpoint() throws {
        try database.writeWithoutTransaction { db in
            _ = try db.checkpoint(.truncate)
        }
    }

    /// Names of inconsistencies that SQLite itself finds; empty in a sound archive.
    package func integrityProblems() throws -> [String] {
        try database.read { db in
            try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        }
    }
}
