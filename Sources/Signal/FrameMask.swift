internal import Calls

/// A decision for each frame of 10 ms.
typealias FrameMask = [Bool]

extension [Bool] {
    /// The maximal runs of true frames.
    func runs() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        let values = span
        var place = 0
        while place < values.count {
            let start = place
            let isRun = values[place]
            while place < values.count, values[place] == isRun { place += 1 }
            if isRun { runs.append(start..<place) }
        }
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

    /// Without the runs that do not satisfy the condition.
    func keeping(_ isWanted: (Range<Int>) -> Bool) -> [Bool] {
        var result = self
        for run in runs() where !isWanted(run) {
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
