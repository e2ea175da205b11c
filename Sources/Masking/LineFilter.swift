/// JSON lines in, JSON lines out, a conversation at a time.
///
/// A line is an object with `id` and `text`, and, where they are known, `conv`, `turn`, `speaker` and `lang`. Turns of
/// one `conv` follow each other in order; a line without one stands alone. Offsets count Unicode scalars.
package struct LineFilter {
    package enum Action: Sendable {
        /// Each line becomes `{"id":…,"spans":[{"start":…,"end":…,"type":…}]}`.
        case scan
        /// Each line stays as it is but for its `text`, which is masked.
        case mask
    }

    package typealias Explanation = @Sendable (_ id: String, _ datum: PersonalDatum, _ text: String) -> String

    private let action: Action
    private let masker: Masker
    /// Of lines that name none.
    private let language: String?
    /// What is written of a span instead of the line's spans: its line's id, the span, the line's text.
    private let explain: Explanation?
    private var rest: [UInt8] = []
    private var lines: [Line] = []
    private var conversation: [UInt8] = []
    private var number = 0
    private var size = 0

    /// The longest line that is read, in bytes.
    package static let longestLine = 1 << 20
    /// A longer conversation is read as several.
    private static let mostTurns = 4096
    private static let mostBytes = 8 << 20

    private struct Line {
        var bytes: [UInt8]
        var id: Range<Int>
        var text: Range<Int>
        var scalars: [UInt32]
        var speaker: [UInt8]
        var language: String?
    }

    package init(
        _ action: Action,
        masker: Masker,
        language: String? = nil,
        explain: Explanation? = nil
    ) {
        self.action = action
        self.explain = explain
        self.language = language
        self.masker = masker
    }

    /// Takes the next bytes of the input, which may end anywhere, and hands out what is finished.
    ///
    /// - Throws: `MaskingError` with the line that is wrong, or what `sink` throws.
    package mutating func feed(_ bytes: Span<UInt8>, to sink: (Span<UInt8>) throws -> Void) throws {
        var output: [UInt8] = []
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            guard rest.count + end - start <= Self.longestLine else {
                throw MaskingError.lineTooLong(line: number + 1, limit: Self.longestLine)
            }
            rest.reserveCapacity(rest.count + end - start)
            for index in start..<end { rest.append(bytes[index]) }
            if end < bytes.count { try take(&output) }
            start = end + 1
        }
        if !output.isEmpty { try sink(output.span) }
    }

    /// Hands out what is left when the input ends.
    package mutating func finish(to sink: (Span<UInt8>) throws -> Void) throws {
        var output: [UInt8] = []
        if !rest.isEmpty { try take(&output) }
        flush(&output)
        if !output.isEmpty { try sink(output.span) }
    }

    /// Reads the line in `rest`; a new conversation lets the one before go.
    private mutating func take(_ output: inout [UInt8]) throws(MaskingError) {
        number += 1
        defer { rest.removeAll(keepingCapacity: true) }
        guard !rest.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) else { return }
        let json = try JSONLine(rest[...], number: number)
        guard let id = json[.id] else { throw .missingField(line: number, name: "id") }
        guard let text = json[.text], rest[text.lowerBound] == UInt8(ascii: "\"") else {
            throw .missingField(line: number, name: "text")
        }
        let conv = json.raw(.conv)
        if conv.isEmpty || !conv.elementsEqual(conversation) || lines.count >= Self.mostTurns || size > Self.mostBytes {
            flush(&output)
            conversation = Array(conv)
        }
        let language =
            json.raw(.lang).count > 2 ? String(decoding: json.raw(.lang).dropFirst().dropLast(), as: UTF8.self) : nil
        lines.append(
            Line(
                bytes: rest,
                id: id,
                text: text,
                scalars: JSONText.scalars(of: rest[text]),
                speaker: Array(json.raw(.speaker)),
                language: language
            )
        )
        size += rest.count
    }

    private mutating func flush(_ output: inout [UInt8]) {
        guard !lines.isEmpty else { return }
        var speakers: [[UInt8]] = []
        var speakerOfLine: [Int] = []
        for line in lines {
            let index = speakers.firstIndex(of: line.speaker) ?? speakers.count
            if index == speakers.count { speakers.append(line.speaker) }
            speakerOfLine.append(index)
        }
        switch action {
        case .scan: scan(speakerOfLine, &output)
        case .mask: mask(speakerOfLine, &output)
        }
        lines.removeAll(keepingCapacity: true)
        size = 0
    }

    private func masks(
        _ speakers: [Int],
        _ texts: [[UInt32]],
        _ print: (PersonalFinding) -> MaskPrinter.Print?
    ) -> [[PlacedMask]] {
        let statements = zip(texts, speakers).map { Statement(prose: Prose($0), speaker: $1) }
        let language = lines.lazy.compactMap(\.language).first ?? language
        let findings = masker.findings(in: statements, language)
        return PlacedMask.place(findings, turns: statements.count, print: print)
    }

    private func scan(_ speakers: [Int], _ output: inout [UInt8]) {
        for (line, masks) in zip(lines, masks(speakers, lines.map(\.scalars)) { _ in nil }) {
            if let explain {
                for text in explanations(of: masks, line, explain) { output += text.utf8 }
                continue
            }
            output += "{\"id\":".utf8
            output += line.bytes[line.id]
            output += ",\"spans\":[".utf8
            for (index, mask) in masks.enumerated() {
                let comma = index > 0 ? "," : ""
                let (start, end) = (mask.range.lowerBound, mask.range.upperBound)
                output += "\(comma){\"start\":\(start),\"end\":\(end),\"type\":\"\(mask.type.category)\"}".utf8
            }
            output += "]}\n".utf8
        }
    }

    private func explanations(of masks: [PlacedMask], _ line: Line, _ explain: Explanation) -> [String] {
        let id = String(decoding: line.bytes[line.id], as: UTF8.self)
        let text = String(String.UnicodeScalarView(line.scalars.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
        return masks.map {
            let datum = PersonalDatum(type: $0.type, range: $0.range, rule: $0.rule, confidence: $0.confidence)
            return explain(id, datum, text)
        }
    }

    private func mask(_ speakers: [Int], _ output: inout [UInt8]) {
        var texts = lines.map(\.scalars)
        var isMasked = [Bool](repeating: false, count: lines.count)
        var numbering = Numbering()
        for _ in 0..<Masker.mostPasses {
            let masks = masks(speakers, texts) { masker.printer.print($0, &numbering) }
            guard masks.contains(where: { !$0.isEmpty }) else { break }
            for index in texts.indices where !masks[index].isEmpty {
                let text = PlacedMask.apply(masks[index], to: texts[index], in: texts[index].indices)
                texts[index] = text.unicodeScalars.map(\.value)
                isMasked[index] = true
            }
        }
        for (index, line) in lines.enumerated() {
            guard isMasked[index] else {
                output += line.bytes
                output.append(0x0A)
                continue
            }
            output += line.bytes[..<line.text.lowerBound]
            var text = String.UnicodeScalarView()
            for value in texts[index] { text.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
            JSONText.append(String(text), to: &output)
            output += line.bytes[line.text.upperBound...]
            output.append(0x0A)
        }
    }
}

extension Masker {
    /// The spans of personal data in JSON lines, all at once; `LineFilter` does the same for a stream.
    package func scanLines(_ input: [UInt8]) throws -> [UInt8] { try filter(.scan, input) }

    /// JSON lines with their texts masked.
    package func maskLines(_ input: [UInt8]) throws -> [UInt8] { try filter(.mask, input) }

    private func filter(_ action: LineFilter.Action, _ input: [UInt8]) throws -> [UInt8] {
        var output: [UInt8] = []
        var filter = LineFilter(action, masker: self)
        func keep(_ bytes: Span<UInt8>) {
            for index in bytes.indices { output.append(bytes[index]) }
        }
        try filter.feed(input.span, to: keep)
        try filter.finish(to: keep)
        return output
    }
}
