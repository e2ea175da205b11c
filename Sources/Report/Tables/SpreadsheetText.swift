/// Text that a spreadsheet takes for text.
///
/// Excel, WPS and LibreOffice run a cell as a formula when it begins with `=`, `+`, `-` or `@` (also full-width, also
/// after white space, also at the start of a later line of the same cell), turn digits into numbers of 15 places, and
/// short texts into dates and truth values. Each line of a cell that they would take so gets an apostrophe in front.
/// Lines that begin with an apostrophe get another one, so that taking one away gives the text back exactly.
package enum SpreadsheetText {
    package static func protected(_ text: String) -> String {
        mapLines(of: text) { needsMark($0) ? "'" + $0 : $0 }
    }

    /// The inverse of `protected`.
    package static func restored(_ text: String) -> String {
        mapLines(of: text) { $0.hasPrefix("'") ? String($0.dropFirst()) : $0 }
    }

    private static func mapLines(of text: String, _ change: (String) -> String) -> String {
        var changed = ""
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard scalar == "\n" || scalar == "\r" else {
                line.append(scalar)
                continue
            }
            changed += change(String(line))
            changed.unicodeScalars.append(scalar)
            line = String.UnicodeScalarView()
        }
        return changed + change(String(line))
    }

    private static func needsMark(_ line: String) -> Bool {
        let scalars = line.unicodeScalars
        guard let first = scalars.first else { return false }
        if first == "'" || first == "\t" { return true }
        let text = scalars.drop { $0.properties.isWhitespace || $0.properties.generalCategory == .format }
        guard let start = text.first else { return false }
        return "=+-@＝＋－＠".unicodeScalars.contains(start) || looksLikeNumber(text) || looksLikeDateOrTruth(line)
    }

    /// Digits with nothing beside them but what occurs in numbers, dates and times.
    private static func looksLikeNumber(_ text: some Collection<Unicode.Scalar>) -> Bool {
        text.contains { $0.properties.numericType == .decimal }
            && text.allSatisfy {
                $0.properties.numericType == .decimal || $0.properties.isWhitespace
                    || ".,-+/:eE%$¥€()年月日时分秒".unicodeScalars.contains($0)
            }
    }

    private static func looksLikeDateOrTruth(_ line: String) -> Bool {
        let folded = line.lowercased().trimming { $0.isWhitespace }
        if folded == "true" || folded == "false" { return true }
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return folded.contains(where: \.isNumber) && months.contains { folded.contains($0) } && folded.count <= 24
    }
}

extension String {
    fileprivate func trimming(_ isDropped: (Character) -> Bool) -> String {
        var slice = self[...]
        while let first = slice.first, isDropped(first) { slice.removeFirst() }
        while let last = slice.last, isDropped(last) { slice.removeLast() }
        return String(slice)
    }
}
