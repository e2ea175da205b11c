internal import Calls

/// One mask in one turn: what is hidden where, and what is printed instead.
struct PlacedMask {
    var type: EntityType
    /// Offsets in the turn's Unicode scalars.
    var range: Range<Int>
    var text: String
    var `operator`: String
    var token: String?
    var rule: String
    var confidence: Double

    /// The masks of each turn in order, without overlaps: what overlaps is hidden as one, under the surer type.
    static func place(
        _ findings: [PersonalFinding],
        turns: Int,
        print: (PersonalFinding) -> MaskPrinter.Print?
    ) -> [[Self]] {
        var masks = [[Self]](repeating: [], count: turns)
        for finding in findings.sorted(by: { ($0.parts.first?.turn ?? 0) < ($1.parts.first?.turn ?? 0) }) {
            let printed = print(finding)
            for (index, part) in finding.parts.enumerated() where part.turn < turns {
                masks[part.turn].append(
                    Self(
                        type: finding.type,
                        range: part.range,
                        text: printed?.texts[index] ?? "",
                        operator: printed?.operator ?? "",
                        token: printed?.token,
                        rule: finding.rule,
                        confidence: finding.confidence
                    )
                )
            }
        }
        return masks.map(withoutOverlaps)
    }

    private static func withoutOverlaps(_ masks: [Self]) -> [Self] {
        guard masks.count > 1 else { return masks }
        var kept: [Self] = []
        for mask in masks.sorted(by: {
            ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
        }) {
            guard let last = kept.last, last.range.upperBound > mask.range.lowerBound else {
                kept.append(mask)
                continue
            }
            var surer = mask.confidence > last.confidence ? mask : last
            surer.range = last.range.lowerBound..<max(last.range.upperBound, mask.range.upperBound)
            kept[kept.count - 1] = surer
        }
        return kept
    }

    /// The scalars in `range` with the masks printed over their places.
    static func apply(_ masks: [Self], to scalars: [UInt32], in range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        var next = range.lowerBound
        for mask in masks {
            append(scalars[next..<max(next, mask.range.lowerBound)], to: &text)
            text.append(contentsOf: mask.text.unicodeScalars)
            next = mask.range.upperBound
        }
        append(scalars[next..<max(next, range.upperBound)], to: &text)
        return String(text)
    }

    private static func append(_ scalars: ArraySlice<UInt32>, to text: inout String.UnicodeScalarView) {
        for value in scalars { text.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    }

    func entry(place: String, turn: Int? = nil, channel: Int? = nil, span: TimeSpan? = nil) -> MaskEntry {
        MaskEntry(
            place: place,
            turn: turn,
            channel: channel,
            span: span,
            type: type.rawValue,
            operator: self.operator,
            token: token,
            rule: rule,
            confidence: (confidence * 100).rounded() / 100
        )
    }
}
