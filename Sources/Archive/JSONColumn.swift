import Calls
import Foundation

/// Values that are stored as JSON text in one column, always in the same bytes.
enum JSONColumn {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ text: String, table: String, column: String) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw ArchiveError.damaged(table: table, column: column)
        }
    }

    static func text(spans: [TimeSpan]) throws -> String {
        try text(spans.map { [$0.start.count, $0.end.count] })
    }

    static func spans(_ text: String, table: String, column: String) throws -> [TimeSpan] {
        let pairs: [[Int]] = try value(text, table: table, column: column)
        return try pairs.map { pair in
            guard pair.count == 2 else { throw ArchiveError.damaged(table: table, column: column) }
            return TimeSpan(start: Milliseconds(pair[0]), end: Milliseconds(pair[1]))
        }
    }
}
