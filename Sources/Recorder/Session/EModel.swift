internal import Glibc

/// How good a call sounds by the E-model (ITU-T G.107), with everything but loss and delay at its default.
///
///     R     = 93.2 − Id − Ie,eff
///     Ie,eff = Ie + (95 − Ie) · Ppl / (Ppl + Bpl)           G.107 (7-29), random loss
///     Id    = Idd of the one-way delay                       G.107 (7-27), no echo
///     MOS   = 1 + 0.035 R + R (R − 60) (100 − R) · 7·10⁻⁶    G.107 Annex B
package struct EModel: Equatable, Sendable {
    /// Ie of the codec (ITU-T G.113 appendix I).
    package var impairment: Double
    /// Bpl: how well the codec bears loss.
    package var robustness: Double

    /// G.711 whose losses nothing conceals, as they are in a recording.
    package static let g711 = EModel(impairment: 0, robustness: 4.3)

    package init(impairment: Double, robustness: Double) {
        self.impairment = impairment
        self.robustness = robustness
    }

    /// R, from 0 to 93.2, where the share `loss` of packets, 0 to 1, is not heard, and the way takes `delay` milliseconds.
    package func rating(loss: Double, delay: Double = 0) -> Double {
        let percent = 100 * min(max(0, loss), 1)
        let lossy = impairment + (95 - impairment) * percent / (percent + robustness)
        return min(max(0, 93.2 - Self.impairment(ofDelay: delay) - lossy), 100)
    }

    /// The mean opinion score of a rating, 1 to 4.5.
    package static func score(ofRating rating: Double) -> Double {
        let rating = min(max(0, rating), 100)
        return max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6)
    }

    private static func impairment(ofDelay delay: Double) -> Double {
        guard delay > 100 else { return 0 }
        let x = log2(delay / 100)
        return 25 * (pow(1 + pow(x, 6), 1 / 6) - 3 * pow(1 + pow(x / 3, 6), 1 / 6) + 2)
    }
}
