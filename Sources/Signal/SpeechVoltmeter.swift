internal import Glibc

/// Active speech level by ITU-T P.56 (12/2011), method B, kept second by second, so that seconds of music can be left out.
///
/// Squares are summed, and |x| is smoothed twice with 30 ms. For each of sixteen thresholds, 6 dB apart, the time is counted
/// in which that envelope has been above it within 200 ms. The level is the power over the counted time where it lies
/// 15.9 dB above the threshold. P.56 needs no more than 694 samples a second; so many are taken, evenly spaced.
struct SpeechVoltmeter {
    private struct Second {
        var squares: Float = 0
        /// Samples by the highest threshold that counts as passed.
        var passed = SIMD16<UInt16>.zero
    }

    private static let timeConstant = 0.03
    private static let hangover = 0.2
    /// In dB.
    private static let margin: Float = 15.9
    private static let leastRate = 694
    /// Thresholds are 2⁻¹⁶ to 2⁻¹ of full scale; this one has the number 0.
    private static let lowestExponent = -16

    /// Of the samples, every so-manieth is taken.
    private let stride: Int
    private let perSecond: Int
    private let smoothing: Float
    private let hang: Int
    private var skip = 0
    private var (inner, envelope): (Float, Float) = (0, 0)
    private var now = 0
    /// The highest threshold that the envelope is above; -1 for none.
    private var present = -1
    /// The highest threshold passed within the hangover; until when that is so if nothing moves; since when it is counted.
    private var (highest, expiry, since) = (-1, Int.max, 0)
    /// When the envelope was last between each threshold and the next; of the present one that is not yet known.
    private var last = [Int](repeating: .min / 2, count: 16)
    private var second = Second()
    private var seconds: [Second] = []

    init(sampleRate: Int) {
        stride = max(1, sampleRate / Self.leastRate)
        let rate = Double(sampleRate) / Double(stride)
        perSecond = Int(rate.rounded())
        smoothing = Float(exp(-1 / (rate * Self.timeConstant)))
        hang = Int(rate * Self.hangover + 0.5)
    }

    /// Takes the next samples of the channel, which are some of those in a list.
    mutating func hear(_ samples: [Float], in places: Range<Int>) {
        let samples = samples.span.extracting(places)
        var place = skip
        while place < samples.count {
            let left = (samples.count - place + stride - 1) / stride
            let steps = min(left, perSecond - now % perSecond)
            hear(samples, from: place, steps: steps)
            place += steps * stride
            count()
            if now.isMultiple(of: perSecond) {
                seconds.append(second)
                second = Second()
            }
        }
        skip = place - samples.count
    }

    /// Takes so many samples, all of one second.
    private mutating func hear(_ samples: Span<Float>, from start: Int, steps: Int) {
        var (inner, envelope, squares) = (inner, envelope, second.squares)
        var place = start
        for _ in 0..<steps {
            let sample = abs(samples[place])
            place += stride
            inner = sample + smoothing * (inner - sample)
            envelope = inner + smoothing * (envelope - inner)
            squares += sample * sample
            // The thresholds are powers of two: the exponent says which one is passed.
            let exponent = Int(envelope.bitPattern >> 23) - 127
            let reached = min(max(exponent - Self.lowestExponent, -1), 15)
            if reached != present || now > expiry { move(to: reached) }
            now += 1
        }
        (self.inner, self.envelope, second.squares) = (inner, envelope, squares)
    }

    /// The envelope is now between this threshold and the next.
    private mutating func move(to reached: Int) {
        if present >= 0 { last[present] = now - 1 }
        present = reached
        if present > highest {
            count()
            highest = present
        }
        while highest > present, now - last[highest] > hang {
            count()
            highest -= 1
        }
        expiry = present < highest ? last[highest] + hang : .max
    }

    /// Notes for how long the highest threshold has been passed.
    private mutating func count() {
        if highest >= 0 { second.passed[highest] += UInt16(now - since) }
        since = now
    }

    /// In dBov, of the seconds that are wanted; nil where nothing in them passes for speech.
    func level(where isWanted: (_ second: Int) -> Bool = { _ in true }) -> Float? {
        var squares = 0.0
        var active = [Double](repeating: 0, count: 16)
        for (index, second) in (seconds + [second]).enumerated() where isWanted(index) {
            squares += Double(second.squares)
            for threshold in 0..<16 { active[threshold] += Double(second.passed[threshold]) }
        }
        // Who passes a threshold passes all below it.
        for threshold in (0..<15).reversed() { active[threshold] += active[threshold + 1] }
        var before: (level: Float, excess: Float)?
        for (threshold, count) in active.enumerated() where count > 0 && squares > 0 {
            let level = decibels(Float(squares / count))
            let excess = level - 6.0206 * Float(threshold + Self.lowestExponent) - Self.margin
            if excess <= 0 {
                guard let before else { return nil }
                return before.level + (level - before.level) * before.excess / (before.excess - excess)
            }
            before = (level, excess)
        }
        return nil
    }
}
