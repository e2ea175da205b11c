/// The stretches of one channel that were sent and did not come, in samples, sorted.
struct GapList: Equatable, Sendable {
    private(set) var ranges: [Range<Int>] = []
    /// True where a hostile sender left more gaps than are kept.
    private(set) var isTruncated = false
    /// An hour with every tenth packet lost has 18,000.
    private static let limit = 100_000

    /// Adds a stretch behind all others.
    mutating func append(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if let last = ranges.last, range.lowerBound <= last.upperBound {
            ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        } else if ranges.count < Self.limit {
            ranges.append(range)
        } else {
            isTruncated = true
        }
    }

    /// Takes out what came after all; that is near the end.
    mutating func fill(_ range: Range<Int>) {
        var index = ranges.count
        while index > 0, ranges[index - 1].upperBound > range.lowerBound {
            index -= 1
            let gap = ranges[index]
            guard gap.overlaps(range) else { continue }
            let rest = [
                gap.lowerBound..<max(gap.lowerBound, range.lowerBound),
                min(gap.upperBound, range.upperBound)..<gap.upperBound,
            ]
            ranges.replaceSubrange(index...index, with: rest.filter { !$0.isEmpty })
        }
    }
}
