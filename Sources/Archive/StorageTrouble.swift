internal import GRDB

/// Why the archive's file could not be read or written, from what SQLite threw.
///
/// SQLite's own text is left out: it may quote what was to be stored.
package enum StorageTrouble: Error, Equatable, Sendable {
    case diskFull
    /// The file or its folder.
    case readOnly
    case cannotOpen
    /// Another process held it for longer than we wait.
    case busy
    case damaged
    /// The disk failed; SQLite's extended code says where.
    case inputOutput(code: Int)

    /// Nil for what is no trouble of storage.
    package init?(_ error: any Error) {
        guard let error = error as? DatabaseError else { return nil }
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull
        // It could not make its index of the log longer.
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: self = .diskFull
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
        case .SQLITE_CANTOPEN: self = .cannotOpen
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged
        case .SQLITE_IOERR: self = .inputOutput(code: Int(error.extendedResultCode.rawValue))
        default: return nil
        }
    }
}
