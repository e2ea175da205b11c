package import Masking

/// Finds, masks or explains personal data in a stream of JSON lines, of plain text or of CSV.
///
/// JSON lines and text are told apart by the first character.
package struct TextFilter {
    package enum Action: Sendable { case scan, mask, explain }

    private enum Mode {
        case undecided
        case lines(LineFilter)
        case csv(CSVFilter)
        case text
    }

    private let action: Action
    private let masker: Masker
    private let language: String?
    private var mode = Mode.undecided
    private var rest: [UInt8] = []
    private var number = 0
    /// Lines of one paragraph, which are read together.
    private var paragraph: [String] = []
    private var size = 0

    /// A longer paragraph is read as several.
    private static let mostLines = 200
    private static let mostBytes = 64 << 10

    /// Tokens have no key here, so that equal values cannot be joined: only a workspace has one.
    package init(_ action: Action, policy: MaskingPolicy = .default, language: String? = nil, isCSV: Bool = false) {
        self.action = action
        self.language = language
        masker = Masker(policy: policy) { _, _ in "no-key" }
        if isCSV { mode = .csv(CSVFilter(action, masker: masker, language: language)) }
    }

    package mutating func feed(_ bytes: [UInt8], to sink: ([UInt8]) throws -> Void) throws {
        if case .undecided = mode, let first = bytes.first(where: { !" \t\r\n".utf8.contains($0) }) {
            mode = first == UInt8(ascii: "{") ? .lines(lineFilter) : .text
        }
        switch mode {
        case .undecided: try sink(bytes)
        case .csv(var filter):
            mode = .undecided
            defer { mode = .csv(filter) }
            try filter.feed(bytes)
        case .lines(var filter):
            // Out of the enum while it works, so that it is not copied.
            mode = .undecided
            defer { mode = .lines(filter) }
            try filter.feed(bytes.span) { try sink($0.bytes) }
        case .text:
            rest += bytes
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                try take(rest[start..<end], to: sink)
                start = end + 1
            }
            rest.removeSubrange(..<start)
            guard rest.count <= LineFilter.longestLine else {
                throw MaskingError.lineTooLong(line: number + paragraph.count + 1, limit: LineFilter.longestLine)
            }
        }
    }

    package mutating func finish(to sink: ([UInt8]) throws -> Void) throws {
        switch mode {
        case .undecided: return
        case .csv(let filter): try filter.finish(to: sink)
        case .lines(var filter): try filter.finish { try sink($0.bytes) }
        case .text:
            if !rest.isEmpty { try take(rest[...], to: sink) }
            try flush(to: sink)
        }
    }

    private var lineFilter: LineFilter {
        let policy = masker.policy
        guard action == .explain else {
            return LineFilter(action == .mask ? .mask : .scan, masker: masker, language: language)
        }
        return LineFilter(.scan, masker: masker, language: language) { id, datum, text in
            Self.explanation(datum, "id \(id)", text, policy)
        }
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>, to sink: ([UInt8]) throws -> Void) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        paragraph.append(text)
        size += bytes.count
        let isEnd = text.allSatisfy(\.isWhitespace) || paragraph.count >= Self.mostLines || size >= Self.mostBytes
        if isEnd { try flush(to: sink) }
    }

    /// Masked lines, or a line for each span found.
    private mutating func flush(to sink: ([UInt8]) throws -> Void) throws {
        let first = number + 1
        number += paragraph.count
        defer { (paragraph, size) = ([], 0) }
        var output = ""
        switch action {
        case .mask: for line in masker.mask(lines: paragraph, language: language) { output += line + "\n" }
        case .scan, .explain:
            let found = masker.scan(lines: paragraph, language: language)
            for (line, data) in zip(first..., found) {
                let text = paragraph[line - first]
                for datum in data {
                    let (start, end) = (datum.range.lowerBound, datum.range.upperBound)
                    output +=
                        action == .scan
                        ? #"{"line":\#(line),"start":\#(start),"end":\#(end),"type":"\#(datum.type.rawValue)"}"# + "\n"
                        : Self.explanation(datum, "line \(line)", text, masker.policy)
                }
            }
        }
        if !output.isEmpty { try sink(Array(output.utf8)) }
    }

    static func explanation(_ datum: PersonalDatum, _ place: String, _ text: String, _ policy: MaskingPolicy) -> String
    {
        let scalars = text.unicodeScalars
        let start = scalars.index(scalars.startIndex, offsetBy: datum.range.lowerBound)
        let end = scalars.index(start, offsetBy: datum.range.count)
        let confidence = "\(Int((datum.confidence * 100).rounded())) %"
        return """
            \(place), \(datum.range.lowerBound)-\(datum.range.upperBound): \(datum.type.rawValue), \(confidence)
              text  \(String(scalars[start..<end]))
              rule  \(datum.rule): \(datum.reason)
              mask  \(policy.operator(for: datum.type).text)

            """
    }
}
