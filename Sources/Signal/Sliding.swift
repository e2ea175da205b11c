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
