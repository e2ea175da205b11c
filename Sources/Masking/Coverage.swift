/// Ranges that are taken, asked about from left to right: the whole is linear, however many there are.
struct Coverage {
    private let ranges: [Range<Int>]
    private var next = 0
    private var end = 0

    init(_ ranges: [Range<Int>]) {
        self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// True where `range` overlaps one of the ranges; each call's `range` begins behind the one before.
    mutating func overlaps(_ range: Range<Int>) -> Bool {
        while next < ranges.count, ranges[next].lowerBound < range.upperBound {
            end = max(end, ranges[next].upperBound)
            next += 1
        }
        return end > range.lowerBound
    }
}
