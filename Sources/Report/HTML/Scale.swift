/// Round numbers for the axes of pictures.
enum Scale {
    /// From 0 up to a round number that is not below `top`, in at most `parts` equal, round steps.
    static func ticks(upTo top: Double, parts: Int) -> [Double] {
        let steps = (0...9).flatMap { power in [1, 2, 5].map { $0 * tenTo(power) } }
        let step = steps.first { $0 * Double(parts) >= top } ?? max(1, top)
        return stride(from: 0, through: (top / step).rounded(.up) * step, by: step).map(\.self)
    }

    /// The same for a length of time in seconds: steps of 1 to 30 s, minutes, hours.
    static func timeTicks(upTo top: Double, parts: Int) -> [Double] {
        let steps: [Double] = [
            1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 14_400, 36_000, 86_400,
        ]
        let step = steps.first { $0 * Double(parts) >= top } ?? max(1, top / Double(parts))
        return stride(from: 0, through: top, by: step).map(\.self)
    }

    private static func tenTo(_ power: Int) -> Double { (0..<power).reduce(1) { product, _ in product * 10 } }
}
