package import Calls
import GRDB

/// One value of a fact: what reports' SQL reads, whole numbers and names.
package enum FactValue: Hashable, Sendable {
    case missing
    case integer(Int)
    case text(String)
}

/// A column of `fact`.
package struct FactColumn: Hashable, Sendable {
    package var name: String
    package var isText: Bool
}

extension Archive {
    /// The columns of `fact`, in their order.
    package static let factColumns: [FactColumn] = {
        let texts: Set = ["call", "direction", "channel", "outcome", "customer", "queue", "campaign", "agent"]
        let names = """
            call start answered ended slot direction channel outcome asked handled customer queue campaign agent transfers \
            wait talk hold acw ivr csat nps ces recorded words connected dead_air dead_airs talk_over talk_overs failing \
            compliant score_milli menu_answers menu_in_time
            """
        return names.split(separator: " ").map { FactColumn(name: String($0), isText: texts.contains(String($0))) }
    }()

    /// Hands over the facts of a stretch of time, by start and call, one at a time.
    package func forEachFact(in times: Range<UTCTime>, _ body: ([FactValue]) throws -> Void) throws {
        let names = Self.factColumns.map(\.name).joined(separator: ", ")
        try database.read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT \(names) FROM fact WHERE start >= ? AND start < ? ORDER BY start, call",
                arguments: [times.lowerBound.milliseconds, times.upperBound.milliseconds]
            )
            while let row = try rows.next() {
                try body(
                    Self.factColumns.enumerated().map { index, column in
                        if column.isText { return (row[index] as String?).map(FactValue.text) ?? .missing }
                        return (row[index] as Int?).map(FactValue.integer) ?? .missing
                    }
                )
            }
        }
    }
}
