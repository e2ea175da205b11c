/// How many columns text takes on a terminal (Unicode Standard Annex 11, ambiguous characters counted as narrow).
package enum DisplayWidth {
    package static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

    /// The text with spaces behind it, so that it takes so many columns at least.
    package static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - of(text)))
    }

    static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide(scalar.value) ? 2 : 1
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }

    /// Text without what could move the cursor, colour the terminal or turn the direction of writing.
    static func printable(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: clean.append(" ")
            case .format: continue
            default: clean.append(scalar)
            }
        }
        return String(clean)
    }

    /// Lines of at most `width` columns, broken after spaces and between wide characters, within a word only if need be.
    package static func wrapped(_ text: String, to width: Int) -> [String] {
        guard of(text) > width, width > 1 else { return [text] }
        var lines: [String] = []
        var line: [Unicode.Scalar] = []
        var used = 0
        for scalar in text.unicodeScalars {
            if used + of(scalar) > width {
                let cut = line.indices.last {
                    canBreak(after: line[$0], before: $0 + 1 < line.count ? line[$0 + 1] : scalar)
                }
                let rest = cut.map { Array(line[($0 + 1)...]) } ?? []
                lines.append(string(line.dropLast(rest.count)))
                line = rest
                used = rest.reduce(0) { $0 + of($1) }
            }
            if line.isEmpty, scalar == " ", !lines.isEmpty { continue }
            line.append(scalar)
            used += of(scalar)
        }
        return line.isEmpty ? lines : lines + [string(line[...])]
    }

    private static func canBreak(after first: Unicode.Scalar, before second: Unicode.Scalar) -> Bool {
        if first == " " || second == " " { return true }
        // No line begins with a closing mark or ends with an opening one.
        return of(first) == 2 && of(second) > 0 && !"，。；：、）】」！？”".unicodeScalars.contains(second)
            && !"（【「".unicodeScalars.contains(first)
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView(scalars)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
