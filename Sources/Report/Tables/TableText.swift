package import Foundation

/// A table that is no part of a report: a list of calls, holds or events.
extension Table {
    /// UTF-8 for a terminal `width` columns wide.
    package func boxText(width: Int, isStyled: Bool, timeZone: TimeZone) -> [UInt8] {
        let text = BoxTable(width: width, isStyled: isStyled).render(
            headers: columns.map(\.title),
            isNumeric: columns.map { $0.kind.isNumeric },
            rows: rows.map { row in row.map { $0.text(.english) { LocalTime($0, in: timeZone) } } }
        )
        return Array((text + "\n").utf8)
    }

    /// A JSON array with an object a row.
    package func jsonText(timeZone: TimeZone) -> [UInt8] { json(timeZone).bytes }

    func json(_ zone: TimeZone) -> JSONValue {
        let names = columns.map(\.id)
        return .array(rows.map { row in .object(zip(names, row).map { ($0, $1.json(zone)) }) })
    }
}

extension Cell {
    fileprivate func json(_ zone: TimeZone) -> JSONValue {
        switch self {
        case .missing: .null
        case .text(let text): .string(text)
        case .integer(let value): .integer(value)
        case .number(let value), .ratio(let value), .seconds(let value): .number(value)
        case .time(let time): .string(LocalTime(time, in: zone).iso8601)
        case .boolean(let value): .boolean(value)
        }
    }
}
