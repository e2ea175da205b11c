import Calls

/// Reads a CSV by a mapping.
struct MappedSource: RowSource {
    private let file: CDRFile
    private let mapping: CDRMapping
    private var cursor: RecordCursor
    private var columns: HeaderColumns?
    private var zone: ZoneOffsets

    init(_ file: CDRFile, mapping: CDRMapping) {
        self.file = file
        self.mapping = mapping
        cursor = RecordCursor(RecordStream(file, delimiter: mapping.delimiter), headerRecords: 0)
        zone = ZoneOffsets(mapping.timeZone)
    }

    var line: Int { cursor.line }

    mutating func advance() throws(CDRError) -> Bool {
        guard try cursor.advance() else { return false }
        // Whatever stands before the header is a fault of its own.
        guard columns == nil, cursor.fault == nil else { return true }
        if let names = mapping.header {
            columns = HeaderColumns(names: names)
            return true
        }
        columns = HeaderColumns(cursor.record, in: cursor.bytes)
        return try cursor.advance()
    }

    mutating func rewind() {
        cursor.rewind()
        columns = nil
    }

    mutating func row() -> RowResult {
        guard let columns else { return cursor.row { _, _ in nil } }
        let source = file.source(line: line)
        var zone = zone
        let result = cursor.row { (record, bytes) throws(RowFault) in
            guard record.count == columns.count else { throw .columns(record.count, expected: columns.count) }
            let parser = MappedRowParser(mapping: mapping, record: record, columns: columns, bytes: bytes)
            return .contact(try parser.row(from: source, zone: &zone))
        }
        self.zone = zone
        return result
    }
}
