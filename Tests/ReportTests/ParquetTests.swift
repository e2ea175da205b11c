import Foundation
import Report
import Testing

/// The Python of DuckDB or pandas: `AFTERCALL_DUCKDB` names one (`make test-sql`), else the machine's own.
private let reader: (python: String, script: String)? = {
    let python = ProcessInfo.processInfo.environment["AFTERCALL_DUCKDB"] ?? Tool.python
    guard Tool.isHere(python) else { return nil }
    let scripts = [
        "import duckdb, json, sys; r = duckdb.connect(); t = r.execute('SELECT * FROM read_parquet(?)', [sys.argv[1]]);"
            + "n = [d[0] for d in t.description]; json.dump([n] + [list(x) for x in t.fetchall()], sys.stdout)",
        "import pyarrow.parquet as p, json, sys; t = p.read_table(sys.argv[1]);"
            + "json.dump([t.column_names] + [list(x.values()) for x in t.to_pylist()], sys.stdout)",
    ]
    return scripts.first { script in
        let module = script.split(separator: " ")[1].split(separator: ",")[0]
        return (try? Tool.run(python, ["-c", "import \(module)"], on: []))?.status == 0
    }.map { (python, $0) }
}()

@Suite struct `Parquet` {
    private enum Value: Decodable, Equatable {
        case null, text(String), number(Double)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }

    private static func file(_ rows: [[Cell]]) throws -> [UInt8] {
        let bytes = Bytes()
        var writer = try ParquetWriter([.init("id", nil, .integer), .init("text"), .init("share", nil, .ratio)]) {
            bytes.all += $0
        }
        for row in rows { try writer.append(row) }
        try writer.finish()
        return bytes.all
    }

    private final class Bytes { var all: [UInt8] = [] }

    /// More rows than a row group holds, with gaps and awkward text in them.
    private static let rows: [[Cell]] = (0..<70_000).map { number in
        let text = `CSV`.awkward[number % `CSV`.awkward.count]
        return [
            number % 7 == 0 ? .missing : .integer(number * 1_000_003 - 5_000_000_000),
            number % 5 == 0 ? .missing : .text(text), number % 3 == 0 ? .missing : .ratio(Double(number) / 7),
        ]
    }

    @Test(.enabled(if: reader != nil, "skipped: neither duckdb nor pyarrow is here"))
    func `is read back whole by another's reader`() throws {
        let (python, script) = try #require(reader)
        let result = try Tool.run(python, ["-c", script], on: Self.file(Self.rows))
        #expect(result.status == 0)
        let read = try JSONDecoder().decode([[Value]].self, from: Data(result.output))
        #expect(read.first == [.text("id"), .text("text"), .text("share")])
        #expect(read.count == Self.rows.count + 1)
        let wrong = zip(read.dropFirst(), Self.rows).first { $0 != $1.map(Self.value) }
        #expect(wrong == nil)
    }

    @Test(.enabled(if: reader != nil, "skipped: neither duckdb nor pyarrow is here"))
    func `without rows is a file all the same`() throws {
        let (python, script) = try #require(reader)
        let result = try Tool.run(python, ["-c", script], on: Self.file([]))
        #expect(String(decoding: result.output, as: UTF8.self) == #"[["id", "text", "share"]]"#)
    }

    private static func value(_ cell: Cell) -> Value {
        switch cell {
        case .integer(let value): .number(Double(value))
        case .ratio(let value), .number(let value), .seconds(let value): .number(value)
        case .text(let text): .text(text)
        case .missing, .time, .boolean: .null
        }
    }
}
