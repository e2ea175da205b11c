extension RowFault {
    static func columns(_ count: Int, expected: Int) -> RowFault {
        RowFault(
            reason: "\(count) columns, expected \(expected)",
            mend: "check that the line was not cut short and that every line has the same columns"
        )
    }

    static func empty(_ column: String) -> RowFault {
        RowFault(reason: "column '\(column)' is empty", mend: "export the file with this column filled")
    }

    static func notOneOf(_ column: String, _ allowed: String) -> RowFault {
        RowFault(reason: "column '\(column)' is none of \(allowed)", mend: "write it as one of these words")
    }

    static func notATime(_ column: String, _ form: String) -> RowFault {
        RowFault(
            reason: "column '\(column)' is no time of the form \(form)",
            mend: "export times in this form, with seconds"
        )
    }

    static func notALength(_ column: String, _ unit: String) -> RowFault {
        RowFault(
            reason: "column '\(column)' is no number of \(unit)",
            mend: "write it as a number of \(unit), not negative"
        )
    }

    static func notOnScale(_ column: String, _ scale: ClosedRange<Int>) -> RowFault {
        RowFault(
            reason: "column '\(column)' is no whole number from \(scale.lowerBound) to \(scale.upperBound)",
            mend: "leave it empty where the customer gave no answer"
        )
    }

    static func before(_ column: String, _ other: String) -> RowFault {
        RowFault(
            reason: "column '\(column)' lies more than 1 s before '\(other)'",
            mend: "check the switch's clock and the export's time zone"
        )
    }

    static let notAnObject = RowFault(
        reason: "no JSON object, or one larger than \(JSONObjectStream.mostBytes) bytes",
        mend: "export one JSON object a line"
    )

    /// A field of a JSON record, by its path.
    static func field(_ path: String) -> RowFault {
        RowFault(
            reason: "field '\(path)' is missing or not what it must be",
            mend: "export the records again, unchanged"
        )
    }

    // MARK: Of Asterisk's columns

    static func empty(_ column: AsteriskColumn) -> RowFault { empty(column.rawValue) }

    static func notOneOf(_ column: AsteriskColumn, _ allowed: String) -> RowFault { notOneOf(column.rawValue, allowed) }

    static func notAStamp(_ column: AsteriskColumn) -> RowFault { notATime(column.rawValue, "yyyy-MM-dd HH:mm:ss") }

    static func notSeconds(_ column: AsteriskColumn) -> RowFault { notALength(column.rawValue, "whole seconds") }

    static func before(_ column: AsteriskColumn, _ other: AsteriskColumn) -> RowFault {
        before(column.rawValue, other.rawValue)
    }

    static func disagrees(_ column: AsteriskColumn, _ with: String) -> RowFault {
        RowFault(
            reason: "column '\(column.rawValue)' differs by more than 1 s from \(with)",
            mend: "check the switch's clock; the row's times contradict each other"
        )
    }
}

extension StringProtocol {
    func trimming(where isTrimmed: (Character) -> Bool) -> SubSequence {
        guard let first = firstIndex(where: { !isTrimmed($0) }), let last = lastIndex(where: { !isTrimmed($0) }) else {
            return self[endIndex..<endIndex]
        }
        return self[first...last]
    }
}

/// Names of recordings, of which only the last path component is ever used.
enum FileName {
    /// The last component of a path with either slash; nil where it is empty, hidden, too long or not a plain name.
    static func last(of path: String) -> String? {
        guard !path.isEmpty, let name = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else { return nil }
        let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        return isPlain && name.utf8.count <= 255 && !name.hasPrefix(".") ? String(name) : nil
    }
}
