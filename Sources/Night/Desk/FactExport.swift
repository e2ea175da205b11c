import Archive
import Calls
package import Foundation
package import Report
import Vault

/// How facts are written for other programs.
package enum FactFormat: String, Sendable, CaseIterable { case csv, parquet }

extension Site {
    /// Writes the table `fact`, on which the SQL of every figure runs: a row a call, nobody's personal data in the clear.
    ///
    /// Times are milliseconds of UTC, lengths milliseconds. The file appears when it is whole.
    package func exportFacts(_ window: Window, as format: FactFormat, to file: URL) throws {
        let part = file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent).part")
        _ = FileManager.default.createFile(atPath: part.path, contents: nil, attributes: [.posixPermissions: 0o600])
        defer { try? FileManager.default.removeItem(at: part) }
        let handle = try FileHandle(forWritingTo: part)
        let columns = Archive.factColumns.map { Table.Column($0.name, nil, $0.isText ? .text : .integer) }
        let write = { (bytes: [UInt8]) in try handle.write(contentsOf: Data(bytes)) }
        switch format {
        case .csv: try writeCSV(columns, window, write)
        case .parquet: try writeParquet(columns, window, write)
        }
        try handle.synchronize()
        try handle.close()
        guard unsafe rename(part.path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        try note(.exported, file.lastPathComponent, details: ["facts": format.rawValue])
    }

    private func writeCSV(_ columns: [Table.Column], _ window: Window, _ write: ([UInt8]) throws -> Void) throws {
        let csv = CSVText(timeZone: .gmt)
        var lines = csv.bytes(Table("fact", columns: columns, rows: []))
        try archive.forEachFact(in: window.times) { fact in
            lines += csv.line(fact.map(\.cell))
            if lines.count > 1 << 20 {
                try write(lines)
                lines.removeAll(keepingCapacity: true)
            }
        }
        try write(lines)
    }

    private func writeParquet(
        _ columns: [Table.Column],
        _ window: Window,
        _ write: @escaping ([UInt8]) throws -> Void
    ) throws {
        var parquet = try ParquetWriter(columns, write: write)
        try archive.forEachFact(in: window.times) { try parquet.append($0.map(\.cell)) }
        try parquet.finish()
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
