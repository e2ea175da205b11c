import Calls

/// Loudness drawn as a mirrored waveform, one step a second or, in long calls, one for several.
enum Waveform {
    private static let steps = 600
    /// What is this much under full scale has no height, in dB.
    private static let range = 60.0

    /// A picture as wide as what it lies in; nothing where the loudness is not known.
    static func picture(_ loudness: [Int], style: String, y: Int, height: Int) -> Markup {
        guard !loudness.isEmpty else { return .none }
        let each = (loudness.count + steps - 1) / steps
        let heights = stride(from: 0, to: loudness.count, by: each).map { start in
            let loudest = loudness[start..<min(start + each, loudness.count)].max() ?? -99
            return min(1, max(0.02, (Double(loudest) + range) / range))
        }
        let upper = heights.enumerated().map { "\($0),\(coordinate(1 - $1)) \($0 + 1),\(coordinate(1 - $1))" }
        let lower = heights.enumerated().reversed().map {
            "\($0 + 1),\(coordinate(1 + $1)) \($0),\(coordinate(1 + $1))"
        }
        let points = (upper + lower).joined(separator: " ")
        return """
            <svg class="wave" x="0" y="\(y)" width="100%" height="\(height)" viewBox="0 0 \(heights.count) 2" \
            preserveAspectRatio="none"><polygon class="\(style)" points="\(points)"/></svg>
            """
    }

    private static func coordinate(_ value: Double) -> String { NumberText.fixed(value, 2) }
}
