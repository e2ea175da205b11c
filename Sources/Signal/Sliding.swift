/// Means over any number of frames around each of a list, from the sums of all that come before.
///
/// The sums of some thousand numbers lose nothing in a `Double` that a `Float` could show.
struct MovingAverages {
    /// Sum of so many numbers from the first on.
    private let sums: [Double]

    init(of values: [Float]) {
        var sums = [Double](repeating: 0, count: values.count + 1)
        var sum = 0.0
        for i in values.indices {
            sum += Double(values[i])
            sums[i + 1] = sum
        }
        self.sums = sums
    }

    /// The mean over `width` (odd) frames around each; at the ends over those that are there.
    func callAsFunction(width: Int) -> [Float] {
        let (half, count) = (width / 2, sums.count - 1)
        var result = [Float](repeating: 0, count: count)
        let whole = min(half, count)..<max(min(half, count), count - half)
        for i in 0..<whole.lowerBound { result[i] = mean(max(i - half, 0), min(i + half + 1, count)) }
        fill(&result, whole, half: half)
        for i in whole.upperBound..<count { result[i] = mean(max(i - half, 0), count) }
        return result
    }

    private func mean(_ first: Int, _ end: Int) -> Float { Float((sums[end] - sums[first]) / Double(end - first)) }

    /// Those around which all frames are there.
    private func fill(_ result: inout [Float], _ places: Range<Int>, half: Int) {
        let share = 1 / Double(2 * half + 1)
        let sums = sums.span
        var means = result.mutableSpan
        precondition(places.isEmpty || (places.lowerBound >= half && places.upperBound + half < sums.count))
        for i in places {
            // The precondition holds the indices; a check of each would have the loop go one by one.
            let sum = unsafe sums[unchecked: i + half + 1] - sums[unchecked: i - half]
            unsafe means[unchecked: i] = Float(sum * share)
        }
    }
}

func movingAverage(_ values: [Float], width: Int) -> [Float] { MovingAverages(of: values)(width: width) }

/// The same means, one after the other, of values that are made when they are needed: over hours a list of them is large.
struct SlidingMeans: Sequence, IteratorProtocol {
    private let count: Int
    private let half: Int
    private let value: (Int) -> Float
    private var sum = 0.0
    private var place = 0

    init(of count: Int, width: Int, _ value: @escaping (Int) -> Float) {
        self.count = count
        self.value = value
        half = width / 2
        for i in 0..<Swift.min(half, count) { sum += Double(value(i)) }
    }

    mutating func next() -> Float? {
        guard place < count else { return nil }
        if place + half < count { sum += Double(value(place + half)) }
        if place > half { sum -= Double(value(place - half - 1)) }
        let there = Swift.min(place + half, count - 1) - Swift.max(place - half, 0) + 1
        place += 1
        return Float(sum / Double(there))
    }
}

/// The highest value of `width` (odd) frames around each.
func movingMaximum(_ values: [Float], width: Int) -> [Float] {
    let half = width / 2
    guard let (first, last) = values.first.flatMap({ first in values.last.map { (first, $0) } }) else { return [] }
    // What the ends hold may be beyond them, too: that changes no maximum.
    var highest = [Float](repeating: first, count: half) + values + [Float](repeating: last, count: half)
    // Of each and those that follow, twice as many each time, then two stretches that overlap.
    var reach = 1
    while 2 * reach <= width {
        raise(&highest, by: reach)
        reach *= 2
    }
    raise(&highest, by: width - reach)
    highest.removeLast(2 * half)
    return highest
}

/// Makes each number the higher of itself and the one that lies so many places behind it.
private func raise(_ values: inout [Float], by distance: Int) {
    guard distance > 0, distance < values.count else { return }
    let count = values.count - distance
    var room = values.mutableSpan
    var i = 0
    while i + 8 <= count {
        room.set(room.eight(from: i).highest(room.eight(from: i + distance)), from: i)
        i += 8
    }
    while i < count {
        room[i] = max(room[i], room[i + distance])
        i += 1
    }
}

/// The lowest value of `width` (odd) frames around each.
func movingMinimum(_ values: [Float], width: Int) -> [Float] {
    movingMaximum(values.map { -$0 }, width: width).map { -$0 }
}
