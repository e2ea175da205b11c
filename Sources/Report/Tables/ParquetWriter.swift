import Calls

/// Writes rows as an Apache Parquet file, a row group at a time.
///
/// The plainest file that every reader takes: format version 1, all columns optional, INT64, DOUBLE and UTF-8 text, PLAIN
/// encoding, one data page a column and row group, no compression, no dictionaries, no statistics.
/// https://github.com/apache/parquet-format
package struct ParquetWriter {
    private struct Chunk {
        var offset: Int
        var size: Int
        var values: Int
    }

    private struct Group {
        var chunks: [Chunk]
        var rows: Int
    }

    private let columns: [Table.Column]
    private let write: ([UInt8]) throws -> Void
    private var pages: [Page]
    private var rows = 0
    private var offset = 0
    private var groups: [Group] = []

    private static let rowsPerGroup = 65_536
    private static let magic = Array("PAR1".utf8)

    /// `write` takes the file's bytes in order.
    package init(_ columns: [Table.Column], write: @escaping ([UInt8]) throws -> Void) throws {
        self.columns = columns
        self.write = write
        pages = columns.map { _ in Page() }
        try put(Self.magic)
    }

    /// Adds a row: as many cells as there are columns, each of its column's kind or missing.
    package mutating func append(_ row: [Cell]) throws {
        for (index, cell) in row.enumerated() { pages[index].append(cell) }
        rows += 1
        if rows == Self.rowsPerGroup { try endGroup() }
    }

    /// Writes what is left and the footer, without which the file cannot be read.
    package mutating func finish() throws {
        if rows > 0 { try endGroup() }
        let footer = footer
        try put(footer)
        try put(littleEndian(footer.count) + Self.magic)
    }

    private mutating func put(_ bytes: [UInt8]) throws {
        try write(bytes)
        offset += bytes.count
    }

    private mutating func endGroup() throws {
        var chunks: [Chunk] = []
        for index in pages.indices {
            let page = pages[index].bytes
            var header = Thrift()
            header.fields { header in
                header.i32(1, 0)  // a data page
                header.i32(2, page.count)
                header.i32(3, page.count)
                header.structure(5) { data in
                    data.i32(1, rows)
                    data.i32(2, 0)  // PLAIN
                    data.i32(3, 3)  // RLE
                    data.i32(4, 3)
                }
            }
            chunks.append(Chunk(offset: offset, size: header.bytes.count + page.count, values: rows))
            try put(header.bytes + page)
            pages[index] = Page()
        }
        groups.append(Group(chunks: chunks, rows: rows))
        rows = 0
    }

    private var footer: [UInt8] {
        var file = Thrift()
        file.fields { file in
            file.i32(1, 1)
            file.structures(2, [nil] + columns.map(Optional.some)) { column, element in
                guard let column else {
                    element.string(4, "schema")
                    element.i32(5, columns.count)
                    return
                }
                element.i32(1, column.kind.parquetType)
                element.i32(3, 1)  // optional
                element.string(4, column.id)
                if column.kind.parquetType == 6 { element.i32(6, 0) }  // UTF8
            }
            file.i64(3, groups.reduce(0) { $0 + $1.rows })
            file.structures(4, groups) { group, element in
                element.structures(1, Array(zip(columns, group.chunks))) { chunk, element in
                    describe(chunk.0, chunk.1, &element)
                }
                element.i64(2, group.chunks.reduce(0) { $0 + $1.size })
                element.i64(3, group.rows)
            }
            file.string(6, "aftercall")
        }
        return file.bytes
    }

    private func describe(_ column: Table.Column, _ chunk: Chunk, _ element: inout Thrift) {
        element.i64(2, chunk.offset)
        element.structure(3) { data in
            data.i32(1, column.kind.parquetType)
            data.integers(2, [0, 3])
            data.strings(3, [column.id])
            data.i32(4, 0)  // uncompressed
            data.i64(5, chunk.values)
            data.i64(6, chunk.size)
            data.i64(7, chunk.size)
            data.i64(9, chunk.offset)
        }
    }

    /// The values of one column in one row group.
    private struct Page {
        /// Runs of rows that have a value, or have none.
        private var runs: [(count: Int, level: UInt8)] = []
        private var values: [UInt8] = []

        mutating func append(_ cell: Cell) {
            let level: UInt8 = cell == .missing ? 0 : 1
            if let last = runs.last, last.level == level {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((1, level))
            }
            switch cell {
            case .missing: break
            case .integer(let value): values += littleEndian(value, 8)
            case .boolean(let value): values += littleEndian(value ? 1 : 0, 8)
            case .time(let time): values += littleEndian(time.milliseconds, 8)
            case .number(let value), .ratio(let value), .seconds(let value):
                values += littleEndian(Int(bitPattern: UInt(value.bitPattern)), 8)
            case .text(let text):
                values += littleEndian(text.utf8.count)
                values += text.utf8
            }
        }

        var bytes: [UInt8] {
            var levels: [UInt8] = []
            for run in runs {
                levels.append(varint: UInt64(run.count) << 1)
                levels.append(run.level)
            }
            return littleEndian(levels.count) + levels + values
        }
    }
}

private func littleEndian(_ value: Int, _ count: Int = 4) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

extension Table.Column.Kind {
    /// INT64, DOUBLE or BYTE_ARRAY.
    fileprivate var parquetType: Int {
        switch self {
        case .integer, .time, .boolean: 2
        case .number, .ratio, .seconds: 5
        case .text: 6
        }
    }
}
