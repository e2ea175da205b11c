/// The mean over `width` (odd) frames around each; at the ends over those that are there.
func movingAverage(_ values: [Float], width: Int) -> [Float] {
    let half = width / 2
    var result = [Float](repeating: 0, count: values.count)
    var sum = 0.0
    for i in 0..<min(half, values.count) { sum += Double(values[i]) }
    for i in values.indices {
        if i + half < values.count { sum += Double(values[i + half]) }
        if i > half { sum -= Double(values[i - half - 1]) }
        result[i] = Float(sum / Double(min(i + half, values.count - 1) - max(i - half, 0) + 1))
    }
    return result
}

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
    var result = [Float](repeating: 0, count: values.count)
    // Indices whose values fall: each is the maximum once those before it have left the window.
    var falling: [Int] = []
    var head = 0
    var next = 0
    for i in values.indices {
        while next <= min(i + half, values.count - 1) {
            while falling.count > head, values[falling[falling.count - 1]] <= values[next] { falling.removeLast() }
            falling.append(next)
            next += 1
        }
        while falling[head] < i - half { head += 1 }
        result[i] = values[falling[head]]
    }
    return result
}

/// The lowest value of `width` (odd) frames around each.
func movingMinimum(_ values: [Float], width: Int) -> [Float] {
    movingMaximum(values.map { -$0 }, width: width).map { -$0 }
}
