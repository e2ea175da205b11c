internal import Foundation

/// Changes the sample rate of one channel, block by block, by a ratio of whole numbers.
///
/// A polyphase low-pass filter: a Hann-windowed sinc of 16 zero crossings a side, cut off at 0.95 of the lower of the
/// two Nyquist frequencies. The filter's delay is taken out: input and output start at the same instant.
struct Resampler {
    private let up: Int
    private let down: Int
    private let half: Int
    /// One row of `2 * half` taps for each of the `up` phases.
    private let taps: [Float]
    /// Input that later output still needs; `origin` is the index of its first sample in the whole input.
    private var history: [Float]
    private var origin: Int
    private var heard = 0
    private var made = 0

    /// Both rates in Hz, above zero.
    init(from input: Int, to output: Int) {
        let divisor = Self.greatestCommonDivisor(input, output)
        up = output / divisor
        down = input / divisor
        let cutoff = 0.95 * min(1, Double(output) / Double(input))
        half = Int((16 / cutoff).rounded(.up))
        taps = Self.filter(phases: up, half: half, cutoff: cutoff)
        history = [Float](repeating: 0, count: half)
        origin = -half
    }

    /// Takes the next input and appends what output it completes.
    mutating func resample(_ input: Span<Float>, into output: inout [Float]) {
        for i in input.indices { history.append(input[i]) }
        heard += input.count
        produce(until: heard - half, into: &output)
    }

    /// Appends the output that is still owed once the input has ended.
    mutating func finish(into output: inout [Float]) {
        history.append(contentsOf: repeatElement(0, count: half + 1))
        produce(until: heard, into: &output)
    }

    /// Makes every output sample that lies before the input's sample `end`.
    private mutating func produce(until end: Int, into output: inout [Float]) {
        while made * down < end * up {
            let (centre, phase) = (made * down).quotientAndRemainder(dividingBy: up)
            let first = centre - half + 1 - origin
            let row = phase * 2 * half
            var sum: Float = 0
            for k in 0..<2 * half { sum += history[first + k] * taps[row + k] }
            output.append(sum)
            made += 1
        }
        let needless = made * down / up - half - origin
        if needless > 4096 {
            history.removeFirst(needless)
            origin += needless
        }
    }

    private static func filter(phases: Int, half: Int, cutoff: Double) -> [Float] {
        var taps: [Float] = []
        taps.reserveCapacity(phases * 2 * half)
        for phase in 0..<phases {
            var row = (0..<2 * half).map { k in
                let distance = Double(k - half + 1) - Double(phase) / Double(phases)
                let x = .pi * cutoff * distance
                let sinc = distance == 0 ? 1 : sin(x) / x
                return sinc * (0.5 + 0.5 * cos(.pi * distance / Double(half)))
            }
            // Equal gain at 0 Hz in every phase: otherwise a constant would come out with a ripple.
            let gain = row.reduce(0, +)
            for k in row.indices { row[k] /= gain }
            taps.append(contentsOf: row.map(Float.init))
        }
        return taps
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }
}
