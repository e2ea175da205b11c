/// Ranges that are taken, asked about from left to right: the whole is linear, however many there are.
struct Coverage {
    /// In order, without overlaps.
    private var ranges: [Range<Int>] = []
    private var next = 0

    init(_ ranges: [Range<Int>]) {
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let last = self.ranges.last, last.upperBound >= range.lowerBound else {
                self.ranges.append(range)
                continue
            }
            self.ranges[self.ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        }
    }

    /// True where `range` overlaps one of the ranges; each call's `range` begins behind the one before.
    mutating func overlaps(_ range: Range<Int>) -> Bool {
        move(to: range.lowerBound)
        return next < ranges.count && ranges[next].lowerBound < range.upperBound
    }

    /// True where the ranges leave nothing of `range`; each call's `range` begins behind the one before.
    mutating func covers(_ range: Range<Int>) -> Bool {
        move(to: range.lowerBound)
        return next < ranges.count && ranges[next].lowerBound <= range.lowerBound
            && ranges[next].upperBound >= range.upperBound
    }

    private mutating func move(to place: Int) {
        while next < ranges.count, ranges[next].upperBound <= place { next += 1 }
    }
}
