package import Masking

/// Finds or masks personal data in a stream of JSON lines or of plain text, told apart by the first character.
package struct TextFilter {
    private enum Mode {
        case undecided
        case lines(LineFilter)
        case text
    }

    private let action: LineFilter.Action
    private let masker: Masker
    private var mode = Mode.undecided
    private var rest: [UInt8] = []
    private var number = 0

    /// Tokens have no key here, so that equal values cannot be joined: only a workspace has one.
    package init(_ action: LineFilter.Action) {
        self.action = action
        masker = Masker(policy: .default) { _, _ in "no-key" }
    }

    package mutating func feed(_ bytes: [UInt8], to sink: ([UInt8]) throws -> Void) throws {
        if case .undecided = mode, let first = bytes.first(where: { !" \t\r\n".utf8.contains($0) }) {
            mode = first == UInt8(ascii: "{") ? .lines(LineFilter(action, masker: masker)) : .text
        }
        switch mode {
        case .undecided: try sink(bytes)
        case .lines(var filter):
            // Out of the enum while it works, so that it is not copied.
            mode = .undecided
            defer { mode = .lines(filter) }
            try filter.feed(bytes.span) { try sink($0.bytes) }
        case .text:
            rest += bytes
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                try take(rest[..<end], to: sink)
                rest.removeSubrange(...end)
            }
        }
    }

    package mutating func finish(to sink: ([UInt8]) throws -> Void) throws {
        switch mode {
        case .undecided: return
        case .lines(var filter): try filter.finish { try sink($0.bytes) }
        case .text: if !rest.isEmpty { try take(rest[...], to: sink) }
        }
    }

    /// A masked line, or a JSON line for each span found.
    private mutating func take(_ bytes: ArraySlice<UInt8>, to sink: ([UInt8]) throws -> Void) throws {
        number += 1
        let text = String(decoding: bytes, as: UTF8.self)
        switch action {
        case .mask: try sink(Array((masker.mask(text: text).0 + "\n").utf8))
        case .scan:
            for datum in masker.scan(text) {
                let line =
                    #"{"line":\#(number),"start":\#(datum.range.lowerBound),"end":\#(datum.range.upperBound),"type":"\#(datum.type.rawValue)"}"#
                try sink(Array((line + "\n").utf8))
            }
        }
    }
}
