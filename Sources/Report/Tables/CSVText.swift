import Calls
package import Foundation

/// A table as CSV (RFC 4180): CRLF, a header line, quotes only where they are needed, UTF-8.
///
/// Seconds, ratios and times are raw: `12.345`, `0.85`, `2026-11-21T09:15:02.345+08:00`; what is missing is empty.
package struct CSVText: Sendable {
    /// Makes the file safe to open in a spreadsheet.
    ///
    /// It then begins with a byte order mark, and what would run as a formula or lose digits has an apostrophe in
    /// front. `SpreadsheetText` says which cells, and how to undo it.
    package var forSpreadsheet: Bool
    /// Whether a file for a spreadsheet begins with the mark.
    package var hasMark: Bool
    package var timeZone: TimeZone

    package init(timeZone: TimeZone, forSpreadsheet: Bool = false, hasMark: Bool = true) {
        self.timeZone = timeZone
        self.forSpreadsheet = forSpreadsheet
        self.hasMark = hasMark
    }

    package func bytes(_ table: Table) -> [UInt8] {
        var bytes: [UInt8] = forSpreadsheet && hasMark ? [0xEF, 0xBB, 0xBF] : []
        append(table.columns.map(\.id), to: &bytes)
        for row in table.rows { append(row.map(field), to: &bytes) }
        return bytes
    }

    /// One row by itself, without a header.
    package func line(_ row: [Cell]) -> [UInt8] {
        var bytes: [UInt8] = []
        append(row.map(field), to: &bytes)
        return bytes
    }

    private func append(_ fields: [String], to bytes: inout [UInt8]) {
        // A line with nothing in it is no record to many readers.
        if fields == [""] {
            bytes += Array("\"\"\r\n".utf8)
            return
        }
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            quote(field, into: &bytes)
        }
        bytes += [0x0D, 0x0A]
    }

    private func quote(_ field: String, into bytes: inout [UInt8]) {
        let mark = UInt8(ascii: "\"")
        guard field.utf8.contains(where: { $0 == mark || $0 == UInt8(ascii: ",") || $0 == 0x0D || $0 == 0x0A }) else {
            bytes += field.utf8
            return
        }
        bytes.append(mark)
        for byte in field.utf8 {
            if byte == mark { bytes.append(mark) }
            bytes.append(byte)
        }
        bytes.append(mark)
    }

    private func field(_ cell: Cell) -> String {
        switch cell {
        case .missing: ""
        // No reader of CSV agrees with another about NUL.
        case .text(let text): protected(Self.withoutNUL(text))
        case .integer(let value): String(value)
        case .number(let value), .ratio(let value), .seconds(let value): value.isFinite ? Self.decimal(value) : ""
        case .time(let time): LocalTime(time, in: timeZone).iso8601
        case .boolean(let value): value ? "true" : "false"
        }
    }

    private static func withoutNUL(_ text: String) -> String {
        guard text.utf8.contains(0) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{0}" ? "\u{FFFD}" : $0 }))
    }

    private func protected(_ text: String) -> String { forSpreadsheet ? SpreadsheetText.protected(text) : text }

    /// The shortest digits that read back as `value`, whole numbers without a fraction.
    static func decimal(_ value: Double) -> String {
        if let whole = Int(exactly: value) { return String(whole) }
        return "\(value)"
    }
}
