/// The lines of a plain text, read as a conversation: a question on one line, its answer on the next.
///
/// What a line shows by itself counts beside what the lines before it tell of it, so that no line is masked less for
/// standing below another.
extension Masker {
    /// The personal data of each line; `language` is BCP 47, nil where the characters tell.
    package func scan(lines: [String], language: String? = nil) -> [[PersonalDatum]] {
        place(lines.map { $0.unicodeScalars.map(\.value) }, language) { _ in nil }.map { masks in
            masks.map { PersonalDatum(type: $0.type, range: $0.range, rule: $0.rule, confidence: $0.confidence) }
        }
    }

    /// The lines with their personal data hidden.
    package func mask(lines: [String], language: String? = nil) -> [String] {
        var lines = lines
        var numbering = Numbering()
        for _ in 0..<Self.mostPasses {
            let texts = lines.map { $0.unicodeScalars.map(\.value) }
            let masks = place(texts, language) { printer.print($0, &numbering) }
            guard masks.contains(where: { !$0.isEmpty }) else { break }
            for index in lines.indices where !masks[index].isEmpty {
                lines[index] = PlacedMask.apply(masks[index], to: texts[index], in: texts[index].indices)
            }
        }
        return lines
    }

    private func place(
        _ texts: [[UInt32]],
        _ language: String?,
        _ print: (PersonalFinding) -> MaskPrinter.Print?
    ) -> [[PlacedMask]] {
        var speakers = Speakers()
        let statements = texts.map { text in
            let prose = Prose(text)
            return Statement(prose: prose, speaker: speakers.speaker(of: prose))
        }
        var found = findings(in: statements, language)
        for (index, statement) in statements.enumerated() where statements.count > 1 {
            found += findings(in: [statement], language).map { finding in
                var finding = finding
                for part in finding.parts.indices { finding.parts[part].turn = index }
                return finding
            }
        }
        return PlacedMask.place(found, turns: texts.count, print: print)
    }
}

/// Who speaks on a line: `Agent:`, `客服：`; a line without such a label goes on for the one before.
private struct Speakers {
    private var known: [UInt64: Int] = [:]
    private var last = 0

    /// A label has at most so many words.
    private static let longestLabel = 3

    mutating func speaker(of prose: Prose) -> Int {
        var hash = WordKey()
        for (place, token) in prose.tokens.prefix(Self.longestLabel + 5).enumerated() {
            if token.isMark(":"), place > 0 {
                last = known[hash.key] ?? known.count + 1
                known[hash.key] = last
                return last
            }
            guard token.kind != .mark, token.kind == .han || place < Self.longestLabel else { break }
            hash.add(UInt32(truncatingIfNeeded: token.key))
        }
        return last
    }
}
