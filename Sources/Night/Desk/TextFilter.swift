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

    /// Tokens have no key here, so that equal values cannot be joined: only a workspace has one.
    package init(_ action: Action, policy: MaskingPolicy = .default, language: String? = nil, isCSV: Bool = false) {
        self.action = action
        self.language = language
        masker = Masker(policy: policy) { _, _ in "no-key" }
        if isCSV { mode = .csv(CSVFilter(action == .mask ? .mask : .scan, masker: masker)) }
    }

    package mutating func feed(_ bytes: [UInt8], to sink: ([UInt8]) throws -> Void) throws {
        if case .undecided = mode, let first = bytes.first(where: { !" \t\r\n".utf8.contains($0) }) {
            let isLines = first == UInt8(ascii: "{") && action != .explain
            let filter = LineFilter(action == .mask ? .mask : .scan, masker: masker, language: language)
            mode = isLines ? .lines(filter) : .text
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
                throw MaskingError.lineTooLong(line: number + 1, limit: LineFilter.longestLine)
            }
        }
    }

    package mutating func finish(to sink: ([UInt8]) throws -> Void) throws {
        switch mode {
        case .undecided: return
        case .csv(let filter): try filter.finish(to: sink)
        case .lines(var filter): try filter.finish { try sink($0.bytes) }
        case .text: if !rest.isEmpty { try take(rest[...], to: sink) }
        }
    }

    /// A masked line, or a line for each span found.
    private mutating func take(_ bytes: ArraySlice<UInt8>, to sink: ([UInt8]) throws -> Void) throws {
        number += 1
        let text = String(decoding: bytes, as: UTF8.self)
        switch action {
        case .mask: try sink(Array((masker.mask(text: text).0 + "\n").utf8))
        case .scan:
            for datum in masker.scan(text, language: language) {
                let line =
                    #"{"line":\#(number),"start":\#(datum.range.lowerBound),"end":\#(datum.range.upperBound),"type":"\#(datum.type.rawValue)"}"#
                try sink(Array((line + "\n").utf8))
            }
        case .explain:
            for datum in masker.scan(text, language: language) { try sink(Array(explanation(datum, text).utf8)) }
        }
    }

    private func explanation(_ datum: PersonalDatum, _ text: String) -> String {
        let scalars = text.unicodeScalars
        let start = scalars.index(scalars.startIndex, offsetBy: datum.range.lowerBound)
        let end = scalars.index(start, offsetBy: datum.range.count)
        let confidence = "\(Int((datum.confidence * 100).rounded())) %"
        return """
            line \(number), \(datum.range.lowerBound)-\(datum.range.upperBound): \(datum.type.rawValue), \(confidence)
              text  \(String(scalars[start..<end]))
              rule  \(datum.rule): \(datum.reason)
              mask  \(masker.policy.operator(for: datum.type).text)

            """
    }
}
