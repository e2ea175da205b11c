import Foundation

/// A table drawn in box characters for a terminal.
///
/// Numbers stand right, text left; double-width characters count as two. A table too wide for the terminal first wraps
/// its text columns and then goes on in a second block below, with the first column repeated: nothing is dropped.
struct BoxTable {
    var width: Int
    /// Whether headers, PASS and FAIL are set off by ANSI escape codes.
    var isStyled: Bool

    private static let narrowestText = 10

    func render(headers: [String], isNumeric: [Bool], rows: [[String]]) -> String {
        let clean = rows.map { $0.map(DisplayWidth.printable) }
        var widths = headers.indices.map { column in
            ([headers[column]] + clean.map { $0[column] }).map(DisplayWidth.of).max() ?? 0
        }
        shrink(&widths, isNumeric: isNumeric)
        return blocks(of: widths).map { columns in
            block(columns, widths, headers: headers, isNumeric: isNumeric, rows: clean)
        }.joined(separator: "\n")
    }

    /// Takes the excess from the widest text columns, down to a width that can still be read.
    private func shrink(_ widths: inout [Int], isNumeric: [Bool]) {
        var excess = total(widths) - width
        while excess > 0 {
            let candidates = widths.indices.filter { !isNumeric[$0] && widths[$0] > Self.narrowestText }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }

    private func total(_ widths: [Int]) -> Int { widths.reduce(1) { $0 + $1 + 3 } }

    private func blocks(of widths: [Int]) -> [[Int]] {
        var blocks: [[Int]] = []
        var current: [Int] = []
        for column in widths.indices {
            if current.count > 1, total((current + [column]).map { widths[$0] }) > width {
                blocks.append(current)
                current = [0]
            }
            current.append(column)
        }
        return blocks + [current]
    }

    private func block(
        _ columns: [Int],
        _ widths: [Int],
        headers: [String],
        isNumeric: [Bool],
        rows: [[String]]
    ) -> String {
        func rule(_ left: String, _ cross: String, _ right: String) -> String {
            left + columns.map { String(repeating: "─", count: widths[$0] + 2) }.joined(separator: cross) + right + "\n"
        }
        func row(_ cells: [String], _ style: (String) -> String) -> String {
            let wrapped = columns.map { DisplayWidth.wrapped(cells[$0], to: widths[$0]) }
            return (0..<(wrapped.map(\.count).max() ?? 1)).map { line in
                let fields = zip(columns, wrapped).map { column, lines in
                    let text = line < lines.count ? lines[line] : ""
                    let space = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(text)))
                    return isNumeric[column] ? space + style(text) : style(text) + space
                }
                return "│ " + fields.joined(separator: " │ ") + " │\n"
            }.joined()
        }
        var text = rule("┌", "┬", "┐") + row(headers) { isStyled ? "\u{1B}[1m\($0)\u{1B}[0m" : $0 }
        text += rule("├", "┼", "┤")
        for cells in rows { text += row(cells, verdictStyle) }
        return text + rule("└", "┴", "┘")
    }

    private func verdictStyle(_ text: String) -> String {
        guard isStyled else { return text }
        return switch text {
        case Language.english.text(.pass), Language.chinese.text(.pass): "\u{1B}[32m\(text)\u{1B}[0m"
        case Language.english.text(.fail), Language.chinese.text(.fail): "\u{1B}[1;31m\(text)\u{1B}[0m"
        default: text
        }
    }
}
