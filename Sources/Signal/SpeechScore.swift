/// How much each frame of a channel speaks for speech: the logarithm of the odds.
///
/// Sixteen units weigh what is heard around a frame, each says how far it is above its own threshold, and those are
/// weighed again. `Benchmarks/activity/fit.py` found the weights, and says on what.
struct SpeechScore {
    private static let chunk = 6000

    /// Hands out the score of every frame, in turn; above zero speech is more likely than not.
    ///
    /// Made in pieces of a minute, so that the many quantities it takes need little memory.
    static func forEachFrame(of context: SpeechFeatures.Context, _ body: (_ frame: Int, _ score: Float) -> Void) {
        let count = context.track.count
        let network = SpeechWeights.network
        var scores: [Float] = []
        scores.reserveCapacity(chunk)
        for start in stride(from: 0, to: count, by: chunk) {
            let frames = start..<min(start + chunk, count)
            let around =
                max(start - SpeechFeatures.reach, 0)..<min(frames.upperBound + SpeechFeatures.reach, count)
            let features = SpeechFeatures(of: context, in: around)
            let wanted = frames.lowerBound - around.lowerBound..<frames.upperBound - around.lowerBound
            scores.removeAll(keepingCapacity: true)
            network.append(wanted, of: features.values.span, to: &scores)
            for (frame, score) in zip(frames, scores) { body(frame, score) }
        }
    }
}

/// A perceptron with one layer of sixteen rectified units.
struct SpeechNetwork {
    private let inputs: [SIMD16<Float>]
    private let thresholds: SIMD16<Float>
    private let outputs: SIMD16<Float>
    private let bias: Float

    /// For each feature the weights it has in the sixteen units, then the units' thresholds, their own weights and the
    /// bias of their sum: 16 numbers for each feature, 16, 16 and 1.
    init(_ numbers: [Float]) {
        precondition(numbers.count == 16 * SpeechFeatures.count + 33)
        let rows = stride(from: 0, to: numbers.count - 1, by: 16).map { SIMD16(numbers[$0..<$0 + 16]) }
        inputs = Array(rows[..<SpeechFeatures.count])
        thresholds = rows[SpeechFeatures.count]
        outputs = rows[SpeechFeatures.count + 1]
        bias = numbers[numbers.count - 1]
    }

    /// Appends the scores of some of the frames whose features are in `values`, list after list.
    func append(_ frames: Range<Int>, of values: Span<Float>, to scores: inout [Float]) {
        let count = values.count / SpeechFeatures.count
        let inputs = inputs.span
        precondition(frames.lowerBound >= 0 && frames.upperBound <= count && inputs.count == SpeechFeatures.count)
        // Each addition waits for the one before: two frames share the time.
        for frame in stride(from: frames.lowerBound, to: frames.upperBound, by: 2) {
            let step = frame + 1 < frames.upperBound ? 1 : 0
            var (one, two) = (thresholds, thresholds)
            var place = frame
            for feature in inputs.indices {
                let weights = inputs[feature]
                // The precondition holds all places.
                one += unsafe weights * values[unchecked: place]
                two += unsafe weights * values[unchecked: place &+ step]
                place &+= count
            }
            scores.append(score(one))
            if step > 0 { scores.append(score(two)) }
        }
    }

    private func score(_ units: SIMD16<Float>) -> Float {
        (units.replacing(with: 0, where: units .< 0) * outputs).sum() + bias
    }
}
