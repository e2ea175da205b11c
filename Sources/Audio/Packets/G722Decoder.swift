/// Decodes ITU-T G.722 at 64 kbit/s: each octet is two samples at 16 kHz (recommendation G.722, §6.2; its block names).
///
/// Two bands of adaptive differential PCM, six bits for the lower and two for the upper, joined by a mirror filter. All
/// arithmetic is that of the recommendation, in 16 bits with saturation.
struct G722Decoder {
    /// What one band's decoder remembers.
    fileprivate struct Band {
        var predicted: Int32 = 0
        var zeroPart: Int32 = 0
        var reconstructed: (Int32, Int32) = (0, 0)
        var partial: (Int32, Int32) = (0, 0)
        var poles: (Int32, Int32) = (0, 0)
        var zeros = SIMD8<Int32>(repeating: 0)
        var differences = SIMD8<Int32>(repeating: 0)
        var logScale: Int32 = 0
        /// The quantiser's step.
        var step: Int32
    }

    private var low = Band(step: 32)
    private var high = Band(step: 8)
    /// The last sums and differences of the bands, oldest first.
    private var history = [Int32](repeating: 0, count: 24)

    /// Appends the samples of `octets`, full scale 1.
    mutating func decode(_ octets: Span<UInt8>, into samples: inout [Float]) {
        for index in octets.indices {
            let octet = Int(octets[index])
            let (low, high) = (low.decodeLow(octet & 0x3F), high.decodeHigh(octet >> 6))
            join(low, high, into: &samples)
        }
    }

    /// The receiving mirror filter.
    private mutating func join(_ low: Int32, _ high: Int32, into samples: inout [Float]) {
        for index in 0..<22 { history[index] = history[index + 2] }
        history[22] = low + high
        history[23] = low - high
        var (first, second): (Int32, Int32) = (0, 0)
        for index in 0..<12 {
            second += history[2 * index] * Self.filter[index]
            first += history[2 * index + 1] * Self.filter[11 - index]
        }
        samples.append(Float(saturated(first >> 11)) / 32768)
        samples.append(Float(saturated(second >> 11)) / 32768)
    }

    private static let filter: [Int32] = [3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11]
}

private func saturated(_ value: Int32) -> Int32 { min(max(value, -32768), 32767) }

extension G722Decoder.Band {
    mutating func decodeLow(_ code: Int) -> Int32 {
        let difference = (step * Tables.sixBits[code]) >> 15
        let output = min(max(predicted + difference, -16384), 16383)
        // The predictor runs on four of the six bits, so that it stays in step where two are taken for data.
        let coarse = (step * Tables.fourBits[code >> 2]) >> 15
        scale(by: Tables.lowWeights[code >> 2], limit: 18432, shift: 8)
        adapt(to: coarse)
        return output
    }

    mutating func decodeHigh(_ code: Int) -> Int32 {
        let difference = (step * Tables.twoBits[code]) >> 15
        let output = min(max(predicted + difference, -16384), 16383)
        scale(by: Tables.highWeights[code], limit: 22528, shift: 10)
        adapt(to: difference)
        return output
    }

    /// LOGSCL and SCALEL, or LOGSCH and SCALEH.
    private mutating func scale(by weight: Int32, limit: Int32, shift: Int32) {
        logScale = min(max(((logScale * 127) >> 7) + weight, 0), limit)
        let mantissa = Tables.inverseLogarithms[Int(logScale >> 6 & 31)]
        let exponent = shift - (logScale >> 11)
        step = (exponent < 0 ? mantissa << -exponent : mantissa >> exponent) << 2
    }

    /// RECONS to PREDIC: takes in a difference and predicts the next sample.
    private mutating func adapt(to difference: Int32) {
        let newest = saturated(predicted + difference)
        let partialNewest = saturated(zeroPart + difference)
        let second = secondPole(partialNewest)
        let first = firstPole(partialNewest, second)
        adaptZeros(to: difference)
        differences = SIMD8(
            difference,
            differences[0],
            differences[1],
            differences[2],
            differences[3],
            differences[4],
            0,
            0
        )
        reconstructed = (newest, reconstructed.0)
        partial = (partialNewest, partial.0)
        poles = (first, second)
        let polePart = saturated(
            ((poles.0 * saturated(2 * reconstructed.0)) >> 15) + ((poles.1 * saturated(2 * reconstructed.1)) >> 15)
        )
        var sum: Int32 = 0
        for index in 0..<6 { sum += (zeros[index] * saturated(2 * differences[index])) >> 15 }
        zeroPart = saturated(sum)
        predicted = saturated(polePart + zeroPart)
    }

    /// UPPOL2.
    private func secondPole(_ newest: Int32) -> Int32 {
        let quadruple = saturated(poles.0 << 2)
        let signed = min((newest >> 15) == (partial.0 >> 15) ? -quadruple : quadruple, 32767)
        let same: Int32 = (newest >> 15) == (partial.1 >> 15) ? 128 : -128
        return min(max((signed >> 7) + same + ((poles.1 * 32512) >> 15), -12288), 12288)
    }

    /// UPPOL1.
    private func firstPole(_ newest: Int32, _ second: Int32) -> Int32 {
        let same: Int32 = (newest >> 15) == (partial.0 >> 15) ? 192 : -192
        let bound = saturated(15360 - second)
        return min(max(saturated(same + ((poles.0 * 32640) >> 15)), -bound), bound)
    }

    /// UPZERO.
    private mutating func adaptZeros(to difference: Int32) {
        let change: Int32 = difference == 0 ? 0 : 128
        for index in 0..<6 {
            let isSame = (differences[index] >> 15) == (difference >> 15)
            zeros[index] = saturated((isSame ? change : -change) + ((zeros[index] * 32640) >> 15))
        }
    }
}

/// The recommendation's tables 11, 14, 17 to 20.
private enum Tables {
    static let twoBits: [Int32] = [-7408, -1616, 7408, 1616]
    static let fourBits: [Int32] = [
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0,
    ]
    static let sixBits: [Int32] = [
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136,
    ]
    /// WL by RIL.
    static let lowWeights: [Int32] = [
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60,
    ]
    /// WH by RIH.
    static let highWeights: [Int32] = [798, -214, 798, -214]
    static let inverseLogarithms: [Int32] = [
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025,
        3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008,
    ]
}
