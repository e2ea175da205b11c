import CDR
import Masking

/// Finds or masks personal data in a CSV file; the first record names the columns, everything else keeps its bytes.
struct CSVFilter {
    private let action: TextFilter.Action
    private let language: String?
    private let masker: Masker
    private var bytes: [UInt8] = []

    /// The largest file that is read.
    static let largest = 512 << 20

    init(_ action: TextFilter.Action, masker: Masker, language: String? = nil) {
        self.action = action
        self.language = language
        self.masker = masker
    }

    /// - Throws: `MaskingError.lineTooLong` for a file beyond `largest`.
    mutating func feed(_ more: [UInt8]) throws {
        bytes += more
        guard bytes.count <= Self.largest else { throw MaskingError.lineTooLong(line: 1, limit: Self.largest) }
    }

    /// - Throws: `MaskingError.malformed` with the line that is no CSV, or what `sink` throws.
    func finish(to sink: ([UInt8]) throws -> Void) throws {
        let span = bytes.span
        var scanner = CSVScanner()
        var record = CSVRecord()
        var headers: [String]?
        var copied = 0
        var output: [UInt8] = []
        reading: while true {
            switch scanner.next(span, into: &record) {
            case .end: break reading
            case .fault(_, let line): throw MaskingError.malformed(line: line, byte: 1, expected: "CSV by RFC 4180")
            case .record:
                let cells = (0..<record.count).map { record.text($0, in: bytes) }
                guard let columns = headers else {
                    headers = cells
                    continue
                }
                for (index, cell) in cells.enumerated() where !cell.isEmpty {
                    let header = columns.indices.contains(index) ? columns[index] : ""
                    switch action {
                    case .scan, .explain: output += spans(cell, header, record.line)
                    case .mask:
                        let raw = record.raw(index, in: bytes)
                        let (text, entries) = masker.mask(cell: cell, header: header, language: language)
                        guard !entries.isEmpty else { continue }
                        output += bytes[copied..<raw.startIndex]
                        let isQuoted = raw.startIndex > 0 && bytes[raw.startIndex - 1] == UInt8(ascii: "\"")
                        output += Self.quoted(text, isQuoted: isQuoted).utf8
                        copied = raw.endIndex
                    }
                }
                if output.count > 1 << 16 {
                    try sink(output)
                    output = []
                }
            }
        }
        if action == .mask { output += bytes[copied...] }
        try sink(output)
    }

    private func spans(_ cell: String, _ header: String, _ line: Int) -> [UInt8] {
        var output: [UInt8] = []
        for datum in masker.scan(cell: cell, header: header, language: language) {
            if action == .explain {
                output += TextFilter.explanation(datum, "line \(line), column '\(header)'", cell, masker.policy).utf8
                continue
            }
            var name: [UInt8] = []
            JSONText.append(header, to: &name)
            output += #"{"line":\#(line),"column":"#.utf8
            output += name
            let (start, end) = (datum.range.lowerBound, datum.range.upperBound)
            output += ",\"start\":\(start),\"end\":\(end),\"type\":\"\(datum.type.rawValue)\"}\n".utf8
        }
        return output
    }

    private static func quoted(_ text: String, isQuoted: Bool) -> String {
        let doubled = text.replacing("\"", with: "\"\"")
        guard !isQuoted else { return doubled }
        return text.contains(where: { ",\"\r\n".contains($0) }) ? "\"\(doubled)\"" : text
    }
}
