/// Tells that a recording runs at another speed than it was made at, by tones whose frequencies are laid down.
///
/// Two witnesses, each of which has to be sure: keys (DTMF), of which three presses must be off by one and the same factor;
/// and tones in a cadence, whose frequency and period must be off alike, by a ratio of two usual sample rates.
enum WrongSpeed {
    private static let rows: [Float] = [697, 770, 852, 941]
    private static let columns: [Float] = [1209, 1336, 1477, 1633]
    /// Faster and slower by less is within what switches and lines do.
    private static let tolerance: Float = 0.035

    /// Factors by which a sample rate that was written wrong speeds a recording up.
    private static let ratios: [Float] = [
        0.5, 2.0 / 3, 8000.0 / 11_025, 0.75, 4.0 / 3, 11_025.0 / 8000, 1.5, 2,
    ]

    /// Three presses in two keys that are all off by one factor, where hardly any tone pair says otherwise.
    static func isTold(by presses: [TonePairs.Burst]) -> Bool {
        guard presses.count >= 3 else { return false }
        let readings = presses.map(readings)
        // Neighbouring keys lie one factor apart: what may be keys at the right speed is no witness.
        let right = readings.count { press in press.contains { abs($0.factor - 1) <= tolerance } }
        guard right * 2 < presses.count else { return false }
        for candidate in readings.joined() {
            let factor = candidate.factor
            guard abs(factor - 1) > tolerance, (0.4...2.5).contains(factor) else { continue }
            let fits = readings.compactMap { press in press.first { abs($0.factor - factor) < 0.007 * factor } }
            if fits.count >= 3, fits.count * 5 >= presses.count * 4, Set(fits.map(\.key)).count >= 2 { return true }
        }
        return false
    }

    /// The keys that two tones can be, each with the factor by which they are then off.
    private static func readings(of press: TonePairs.Burst) -> [(key: Int, factor: Float)] {
        rows.indices.flatMap { row in
            columns.indices.compactMap { column -> (key: Int, factor: Float)? in
                let (low, high) = (press.low / rows[row], press.high / columns[column])
                guard abs(low - high) < 0.008 * low else { return nil }
                return (4 * row + column, (low + high) / 2)
            }
        }
    }

    /// A tone that recurs twice, at a period and a frequency that are off by the same ratio.
    ///
    /// `tones` has the length on, the period, both in frames, and the frequencies that may be the strongest, in Hz.
    static func isTold(
        by bursts: [ToneNames.Burst],
        tones: [(on: Int, period: Int, frequencies: ClosedRange<Float>)]
    ) -> Bool {
        guard bursts.count >= 3 else { return false }
        return (0...bursts.count - 3).contains { first in
            let three = bursts[first..<first + 3]
            return tones.contains { tone in ratios.contains { fits(three, tone.on, tone.period, tone.frequencies, $0) }
            }
        }
    }

    private static func fits(
        _ bursts: ArraySlice<ToneNames.Burst>,
        _ on: Int,
        _ period: Int,
        _ frequencies: ClosedRange<Float>,
        _ ratio: Float
    ) -> Bool {
        let (on, period) = (Float(on) / ratio, Float(period) / ratio)
        let isOfTone = bursts.allSatisfy { burst in
            frequencies.contains(burst.frequency / ratio) && abs(Float(burst.frames.count) - on) <= max(4, 0.1 * on)
        }
        return isOfTone
            && zip(bursts, bursts.dropFirst()).allSatisfy { before, after in
                abs(Float(after.frames.lowerBound - before.frames.lowerBound) - period) <= max(2, 0.015 * period)
            }
    }
}
