import Archive
import Calls
package import Foundation
package import Report
import Vault

/// How facts are written for other programs.
package enum FactFormat: String, Sendable, CaseIterable { case csv, parquet }

/// Which of the tables that figures' SQL reads.
package enum FactTable: String, Sendable, CaseIterable {
    /// A row a call.
    case fact
    /// The time that agents were there for calls.
    case shift
}

extension Site {
    /// Writes a table on which the SQL of figures runs; nobody's personal data is in it in the clear.
    ///
    /// Times are milliseconds of UTC, lengths milliseconds. The file appears when it is whole.
    package func exportFacts(
        _ window: Window,
        _ table: FactTable = .fact,
        as format: FactFormat,
        to file: URL
    ) throws {
        let part = file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent).part")
        _ = FileManager.default.createFile(atPath: part.path, contents: nil, attributes: [.posixPermissions: 0o600])
        defer { try? FileManager.default.removeItem(at: part) }
        let handle = try FileHandle(forWritingTo: part)
        let rows = FactRows(table, archive, window)
        let write = { (bytes: [UInt8]) in try handle.write(contentsOf: Data(bytes)) }
        switch format {
        case .csv: try writeCSV(rows, write)
        case .parquet: try writeParquet(rows, write)
        }
        try handle.synchronize()
        try handle.close()
        guard unsafe rename(part.path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        try note(.exported, file.lastPathComponent, details: ["facts": format.rawValue])
    }

    private func writeCSV(_ rows: FactRows, _ write: ([UInt8]) throws -> Void) throws {
        let csv = CSVText(timeZone: .gmt)
        var lines = csv.bytes(Table(rows.table.rawValue, columns: rows.columns, rows: []))
        try rows.forEach { row in
            lines += csv.line(row)
            if lines.count > 1 << 20 {
                try write(lines)
                lines.removeAll(keepingCapacity: true)
            }
        }
        try write(lines)
    }

    private func writeParquet(_ rows: FactRows, _ write: @escaping ([UInt8]) throws -> Void) throws {
        var parquet = try ParquetWriter(rows.columns, write: write)
        try rows.forEach { try parquet.append($0) }
        try parquet.finish()
    }
}

/// The rows of one of the tables, one at a time.
private struct FactRows {
    let table: FactTable
    let archive: Archive
    let window: Window

    init(_ table: FactTable, _ archive: Archive, _ window: Window) {
        (self.table, self.archive, self.window) = (table, archive, window)
    }

    var columns: [Table.Column] {
        switch table {
        case .fact: Archive.factColumns.map { Table.Column($0.name, nil, $0.isText ? .text : .integer) }
        case .shift: [.init("agent"), .init("start", nil, .integer), .init("ended", nil, .integer)]
        }
    }

    func forEach(_ body: ([Cell]) throws -> Void) throws {
        switch table {
        case .fact: try archive.forEachFact(in: window.times) { try body($0.map(\.cell)) }
        case .shift:
            for time in try archive.staffed(in: window.times) {
                try body([.text(time.agent), .integer(time.start.milliseconds), .integer(time.end.milliseconds)])
            }
        }
    }
}

extension FactValue {
    fileprivate var cell: Cell {
        switch self {
        case .missing: .missing
        case .integer(let value): .integer(value)
        case .text(let text): .text(text)
        }
    }
}
