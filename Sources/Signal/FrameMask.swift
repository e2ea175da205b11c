internal import Calls

/// A decision for each frame of 10 ms.
typealias FrameMask = [Bool]

extension [Bool] {
    /// The maximal runs of true frames.
    func runs() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for (i, value) in enumerated() {
            if value, start == nil { start = i }
            if !value, let first = start {
                runs.append(first..<i)
                start = nil
            }
        }
        if let start { runs.append(start..<count) }
        return runs
    }

    /// Fills inner gaps of at most `gap` frames, then drops runs shorter than `burst` frames.
    func smoothed(filling gap: Int, dropping burst: Int) -> [Bool] {
        var result = self
        var previous: Int?
        for run in runs() {
            if let previous, run.lowerBound - previous <= gap {
                for i in previous..<run.lowerBound { result[i] = true }
            }
            previous = run.upperBound
        }
        for run in result.runs() where run.count < burst {
            for i in run { result[i] = false }
        }
        return result
    }

    /// Grows every run by `frames` on both sides.
    func dilated(by frames: Int) -> [Bool] {
        var result = self
        for run in runs() {
            let grown = Swift.max(run.lowerBound - frames, 0)..<Swift.min(run.upperBound + frames, count)
            for i in grown { result[i] = true }
        }
        return result
    }

    /// The runs as times.
    func spans() -> [TimeSpan] {
        runs().map { TimeSpan(start: Milliseconds($0.lowerBound * 10), end: Milliseconds($0.upperBound * 10)) }
    }
}

/// The mean over `width` (odd) frames around each; at the ends over those that are there.
func movingAverage(_ values: [Float], width: Int) -> [Float] {
    let half = width / 2
    var result: [Float] = []
    result.reserveCapacity(values.count)
    for i in values.indices {
        let (from, to) = (max(i - half, 0), min(i + half, values.count - 1))
        var sum: Float = 0
        for j in from...to { sum += values[j] }
        result.append(sum / Float(to - from + 1))
    }
    return result
}
