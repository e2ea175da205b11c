import Calls

/// Reads a CSV by a mapping.
struct MappedReader {
    private let mapping: CDRMapping

    init(_ mapping: CDRMapping) { self.mapping = mapping }

    func read(_ file: CDRFile) -> CDRReading {
        var reading = CDRReading(format: .mapped(mapping))
        var zone = ZoneOffsets(mapping.timeZone)
        var header: HeaderColumns?
        reading.scan(file, delimiter: mapping.delimiter, skippingHeader: false) { (record, reading) throws(RowFault) in
            guard let columns = header else {
                header = HeaderColumns(record, in: file.bytes)
                return
            }
            guard record.count == columns.count else { throw .columns(record.count, expected: columns.count) }
            var parser = MappedRowParser(mapping: mapping, record: record, columns: columns, bytes: file.bytes)
            let row = try parser.row(from: file.source(line: record.line), zone: &zone)
            if parser.isLossy { reading.lossy += 1 }
            reading.records.mapped.append(row)
        }
        return reading
    }
}
