package import Calls

/// Named, typed columns and rows of cells: what every output but the HTML page's pictures is printed from.
package struct Table: Hashable, Sendable {
    package struct Column: Hashable, Sendable {
        package enum Kind: String, Sendable, Codable {
            case text, integer, number, ratio, seconds, time, boolean
        }

        /// Header in CSV and JSON; `snake_case`, with the unit where there is one.
        package var id: String
        /// Header for people, in the report's language.
        package var title: String
        package var kind: Kind

        package init(_ id: String, _ title: String? = nil, _ kind: Kind = .text) {
            self.id = id
            self.title = title ?? id
            self.kind = kind
        }
    }

    /// File name without extension, and the name of the resource in the auditor's package.
    package var name: String
    package var columns: [Column]
    /// As many cells in each row as there are columns.
    package var rows: [[Cell]]
    /// Columns that together are different in every row; empty where nothing is promised.
    package var primaryKey: [String]

    package init(_ name: String, columns: [Column], rows: [[Cell]], primaryKey: [String] = []) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.primaryKey = primaryKey
    }
}

/// One value of a table, unrounded and unformatted.
package enum Cell: Hashable, Sendable {
    /// Unknown or not applicable; never zero, never empty text.
    case missing
    case text(String)
    case integer(Int)
    case number(Double)
    /// 0 to 1.
    case ratio(Double)
    case seconds(Double)
    case time(UTCTime)
    case boolean(Bool)

    package init(_ text: String?) { self = text.map(Cell.text) ?? .missing }
    package init(_ integer: Int?) { self = integer.map(Cell.integer) ?? .missing }
    package init(_ number: Double?) { self = number.map(Cell.number) ?? .missing }
    package init(_ length: Milliseconds?) { self = length.map { .seconds($0.seconds) } ?? .missing }
    package init(_ time: UTCTime?) { self = time.map(Cell.time) ?? .missing }
}
