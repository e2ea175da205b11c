import Calls
import Foundation
import Masking
import Testing

/// A conversation with `⟦TYPE|…⟧` around what must be found.
struct MarkedConversation: CustomTestStringConvertible, Sendable {
    struct Line: Sendable {
        var speaker: Character
        var text: String
        var data: [Found]
    }

    /// A type and the range in scalars that it takes.
    struct Found: Hashable, Sendable, CustomStringConvertible {
        var type: String
        var range: Range<Int>
        var text: String

        var description: String { "\(type) \(text)" }
    }

    var lines: [Line]

    var testDescription: String { lines.first?.text ?? "" }

    /// The conversations of `fixtures/masking/<name>.txt`.
    static func all(_ name: String) -> [Self] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "fixtures/masking/\(name).txt")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        var all: [Self] = []
        var lines: [Line] = []
        let rows: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
        for row in rows + [""] {
            if row.isEmpty, !lines.isEmpty {
                all.append(Self(lines: lines))
                lines = []
            }
            if !row.isEmpty, !row.hasPrefix("#"), let speaker = row.first {
                lines.append(line(speaker, String(row.dropFirst(3))))
            }
        }
        return all
    }

    /// Takes the marks out of a text and notes where they were.
    static func line(_ speaker: Character = "C", _ marked: String) -> Line {
        var text = String.UnicodeScalarView()
        var data: [Found] = []
        var start: Int?
        var type = ""
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦":
                start = text.count
                type = ""
            case "|" where start != nil && type.isEmpty:
                type = String(String.UnicodeScalarView(text.suffix(text.count - (start ?? 0))))
                text.removeLast(text.count - (start ?? 0))
            case "⟧":
                let range = (start ?? 0)..<text.count
                let found = String(String.UnicodeScalarView(text.dropFirst(range.lowerBound)))
                data.append(Found(type: type, range: range, text: found))
                start = nil
            default: text.append(scalar)
            }
        }
        return Line(speaker: speaker, text: String(text), data: data)
    }
}

/// A masker whose tokens are the values turned round, so that tests can tell them apart.
let masker = Masker { type, value in "\(type.lowercased())-\(value.hashValue.magnitude % 1_000_000)k" }

/// What `scanLines` finds in each turn of a conversation.
func scan(_ conversation: MarkedConversation) throws -> [[MarkedConversation.Found]] {
    struct Input: Encodable { var id: Int, text: String, conv = "c", speaker: String }
    struct Output: Decodable { struct Span: Decodable { var start: Int, end: Int, type: String }; var spans: [Span] }
    var lines = Data()
    for (id, line) in conversation.lines.enumerated() {
        lines += try JSONEncoder().encode(Input(id: id, text: line.text, speaker: String(line.speaker))) + [0x0A]
    }
    let output = try masker.scanLines([UInt8](lines))
    return try zip(conversation.lines, output.split(separator: 0x0A)).map { line, row in
        try JSONDecoder().decode(Output.self, from: Data(row)).spans.map { span in
            let text = line.text.unicodeScalars.dropFirst(span.start).prefix(span.end - span.start)
            return .init(type: span.type, range: span.start..<span.end, text: String(text))
        }
    }
}
