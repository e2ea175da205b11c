internal import Glibc

/// Tells whether the mains hum in a channel: lines at multiples of 50 or 60 Hz that stand still while nobody speaks.
///
/// A second at a time, and in long recordings not every second, is brought to about 1 kHz by adding up neighbours, and
/// Goertzel filters behind a Hann window look at ten multiples of the mains and at six places between them.
struct HumMeter {
    /// In Hz: the multiples of 50 up to 300, those of 60, then places that belong to neither.
    private static let frequencies: [Double] = [
        50, 100, 150, 200, 250, 300, 60, 120, 180, 240, 80, 110, 135, 165, 220, 275,
    ]
    private static let mains = [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 5]]
    private static let between = 10..<16
    /// Hum of less, 30 dB below a voice of -26 dBov, is no fault; in dBov.
    private static let least: Float = -56
    /// By how much a line stands out of what lies between the lines, in dB.
    private static let clearance: Float = 12
    /// By how much a line may be louder in two fifths of the time than at its softest, in dB.
    private static let unrest: Float = 6
    private static let size = 1000

    private let width: Int
    private let factors: SIMD16<Float>
    private let window = hannWindow(size)
    private var (sum, summed): (Float, Int) = (0, 0)
    private var (before, last) = (SIMD16<Float>.zero, SIMD16<Float>.zero)
    private var filled = 0
    /// One second of so many is looked at; of the others, samples are passed over.
    private var interval = 2
    private var passing = 0
    /// Power at each frequency, in half decibels above -120 dBov, for each second that was looked at.
    private var heard: [SIMD16<UInt8>] = []

    init(sampleRate: Int) {
        width = max(1, sampleRate / 1000)
        let rate = Double(sampleRate) / Double(width)
        factors = SIMD16(Self.frequencies.map { Float(2 * cos(2 * .pi * $0 / rate)) })
    }

    /// Takes the next samples of the channel, which are some of those in a list.
    mutating func hear(_ samples: [Float], in places: Range<Int>) {
        let samples = samples.span.extracting(places)
        var place = min(passing, samples.count)
        passing -= place
        while place < samples.count {
            let end = min(samples.count, place + width - summed)
            for place in place..<end { sum += samples[place] }
            summed += end - place
            place = end
            guard summed == width else { return }
            add(sum / Float(width))
            (sum, summed) = (0, 0)
            if filled == Self.size {
                keep()
                passing = (interval - 1) * Self.size * width
                let passed = min(passing, samples.count - place)
                passing -= passed
                place += passed
            }
        }
    }

    private mutating func add(_ mean: Float) {
        (before, last) = (last, mean * window[filled] + factors * last - before)
        filled += 1
    }

    private mutating func keep() {
        // A sine of amplitude A behind a Hann window has |X| = A · size / 4 and the power A² / 2.
        let square = last * last + before * before - factors * last * before
        let power = square * Float(8 / (Double(Self.size) * Double(Self.size)))
        (before, last, filled) = (.zero, .zero, 0)
        heard.append(bytes((decibels(power.clamped(1e-13)) + 120) * 2))
        guard heard.count == 256 else { return }
        heard = stride(from: 0, to: 256, by: 2).map { heard[$0] }
        interval *= 2
    }

    /// At least two multiples of one mains frequency stand out in the quiet, and together they are loud enough.
    var hums: Bool {
        guard heard.count >= 4 else { return false }
        // The quietest fifth is what the line sounds like in pauses.
        let levels = (0..<16).map { lane in heard.map { Float($0[lane]) / 2 - 120 }.sorted() }
        let quiet = levels.map { $0[heard.count / 5] }
        let floor = quiet[Self.between].sorted()[3]
        return Self.mains.contains { lanes in
            // The mains hold still where a voice without pauses does not.
            let steady = lanes.filter { levels[$0][heard.count * 2 / 5] - levels[$0][0] <= Self.unrest }
            let lines = steady.map { quiet[$0] }.filter { $0 > floor + Self.clearance }
            return lines.count >= 2 && decibels(lines.reduce(0) { $0 + power($1) }) >= Self.least
        }
    }
}

extension SIMD16<Float> {
    fileprivate func clamped(_ least: Float) -> Self { replacing(with: least, where: self .< least) }
}
