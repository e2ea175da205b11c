package import Calls

/// Finds one channel's voice in the other: what leaks through a headset or comes back from the line.
///
/// The stretch is correlated with the other channel at every delay up to 400 ms. Voices of two people hardly correlate,
/// and at no delay more than at others; an echo, however faint, does.
package enum EchoFinder {
    /// The longest delay that is looked for, in milliseconds.
    package static let longestDelay = 400
    /// The sound is averaged down to this rate, in Hz, before it is compared.
    private static let rate = 2000
    /// The correlation from which on an echo is believed, if it stands out among those at other delays.
    private static let threshold: Float = 0.1

    /// The delay of the echo of `voice` in `other`, or nil where there is none.
    ///
    /// Both are samples at full scale 1 from the same moment on; `other` is longer by `longestDelay`.
    package static func delay(of voice: [Float], in other: [Float], sampleRate: Int) -> Milliseconds? {
        let step = max(1, sampleRate / rate)
        let (near, far) = (sharpened(voice, step), sharpened(other, step))
        let lags = longestDelay * sampleRate / step / 1000
        guard near.count > lags, far.count > near.count else { return nil }
        let energy = near.reduce(Float(0)) { $0 + $1 * $1 }
        guard energy > 1e-7 else { return nil }
        var values = [Float](repeating: 0, count: lags + 1)
        let said = vectors(near[...])
        // So that a vector may begin at any sample, the other channel is cut in eight ways.
        let heard = (0..<8).map { vectors(far[$0...]) }
        var loudness = far[..<near.count].reduce(0.0) { $0 + Double($1 * $1) }
        for lag in 0...min(lags, far.count - near.count) {
            if lag > 0 { loudness += Double(far[lag + near.count - 1] * far[lag + near.count - 1]) }
            let product = product(said, heard[lag % 8], from: lag / 8)
            values[lag] = abs(product) / (energy * Float(max(0, loudness)) + 1e-14).squareRoot()
            loudness -= Double(far[lag] * far[lag])
        }
        guard let best = values.indices.max(by: { values[$0] < values[$1] }) else { return nil }
        let level = (values.reduce(0) { $0 + $1 * $1 } / Float(values.count)).squareRoot()
        guard values[best] >= threshold, values[best] >= 3.5 * level else { return nil }
        return Milliseconds(best * step * 1000 / sampleRate)
    }

    /// Eight samples each; zeros fill the last.
    private static func vectors(_ samples: ArraySlice<Float>) -> [SIMD8<Float>] {
        let padded = samples + repeatElement(0, count: 7)
        return stride(from: padded.startIndex, through: padded.endIndex - 8, by: 8).map { SIMD8(padded[$0..<$0 + 8]) }
    }

    /// Of `voice` with as much of `other`, from its vector `first` on.
    private static func product(_ voice: [SIMD8<Float>], _ other: [SIMD8<Float>], from first: Int) -> Float {
        var sum = SIMD8<Float>.zero
        for index in voice.indices { sum += voice[index] * other[first + index] }
        return sum.sum()
    }

    /// Averaged down, then the difference from sample to sample: without the slow parts that all voices share.
    private static func sharpened(_ samples: [Float], _ step: Int) -> [Float] {
        var slow: [Float] = []
        slow.reserveCapacity(samples.count / step + 1)
        for start in stride(from: 0, to: samples.count - step + 1, by: step) {
            slow.append(samples[start..<start + step].reduce(0, +) / Float(step))
        }
        return zip(slow.dropFirst(), slow).map { $0 - $1 }
    }
}
