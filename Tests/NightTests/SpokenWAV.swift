import Foundation

/// A recording of 8 kHz that nobody spoke: its sound has the pitch, the syllables and the formants by which a detector
/// knows speech.
struct SpokenWAV {
    /// A stretch in which one channel speaks, in milliseconds.
    struct Passage {
        var channel: Int
        var span: Range<Int>
    }

    enum Coding { case pcm16, aLaw }

    var milliseconds: Int
    var channelCount: Int = 2
    var passages: [Passage]

    /// Who speaks when, as `[(channel, from, to)]` in milliseconds.
    init(milliseconds: Int, channelCount: Int = 2, _ passages: [(Int, Int, Int)]) {
        self.milliseconds = milliseconds
        self.channelCount = channelCount
        self.passages = passages.map { Passage(channel: $0.0, span: $0.1..<$0.2) }
    }

    func file(_ coding: Coding = .pcm16) -> [UInt8] {
        let samples = interleaved
        var data: [UInt8] = []
        data.reserveCapacity(samples.count * 2)
        switch coding {
        case .pcm16: for sample in samples { data += Self.bytes(Int(sample), 2) }
        case .aLaw: for sample in samples { data.append(Self.aLaw(Int(sample))) }
        }
        let width = coding == .pcm16 ? 2 : 1
        var file = Array("RIFF".utf8) + Self.bytes(36 + data.count, 4) + Array("WAVEfmt ".utf8)
        file += Self.bytes(16, 4) + Self.bytes(coding == .pcm16 ? 1 : 6, 2) + Self.bytes(channelCount, 2)
        file += Self.bytes(8000, 4) + Self.bytes(8000 * channelCount * width, 4)
        file += Self.bytes(channelCount * width, 2) + Self.bytes(8 * width, 2)
        return file + Array("data".utf8) + Self.bytes(data.count, 4) + data
    }

    private var interleaved: [Int16] {
        let frames = milliseconds * 8
        var samples = [Int16](repeating: 0, count: frames * channelCount)
        // A line is never quite silent.
        var noise = Noise()
        for index in samples.indices { samples[index] = noise.next() >> 12 }
        for passage in passages {
            let voice = Self.voices[passage.channel % Self.voices.count]
            for frame in passage.span.lowerBound * 8..<min(frames, passage.span.upperBound * 8) {
                samples[frame * channelCount + passage.channel] += voice[frame % voice.count]
            }
        }
        return samples
    }

    private static let voices = [voice(pitch: 190), voice(pitch: 115)]

    /// Four seconds of a gliding pitch, its harmonics shaped by moving formants, cut into syllables.
    private static func voice(pitch: Double) -> [Int16] {
        var phase = 0.0
        var noise = Noise()
        return (0..<32_000).map { index in
            let time = Double(index) / 8000
            phase += pitch * (1 + 0.25 * sin(9.3 * time) + 0.12 * sin(17.1 * time)) / 8000
            let formants = [550 + 220 * sin(9 * time), 1500 + 500 * sin(6.3 * time + 1), 2600 + 200 * sin(5 * time)]
            var sample = 0.0
            for harmonic in 1...Int(3400 / (pitch * 1.4)) {
                let frequency = pitch * Double(harmonic)
                let gain = formants.reduce(0.03) { $0 + exp(-pow(($1 - frequency) / 180, 2)) }
                sample += gain / sqrt(Double(harmonic)) * sin(2 * .pi * phase * Double(harmonic))
            }
            let syllable = max(0, 1.3 * abs(sin(.pi * 3.7 * time)) - 0.3)
            let breath = Double(noise.next()) / 32768 * 0.02 * (1 - syllable)
            return Int16(max(-1, min(1, sample * 0.3 * syllable + breath)) * 20_000)
        }
    }

    /// The same white noise every time.
    private struct Noise {
        var state: UInt64 = 1

        mutating func next() -> Int16 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int16(truncatingIfNeeded: state >> 48)
        }
    }

    static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// ITU-T G.711 A-law of a 16-bit sample.
    private static func aLaw(_ sample: Int) -> UInt8 {
        let sign: UInt8 = sample >= 0 ? 0x80 : 0
        let magnitude = min(sample >= 0 ? sample : ~sample, 0x7FFF) >> 3
        var segment = 0
        while magnitude >> (segment + 5) > 0 { segment += 1 }
        let mantissa = segment == 0 ? magnitude >> 1 : magnitude >> segment & 0xF
        return (sign | UInt8(segment << 4 | mantissa & 0xF)) ^ 0x55
    }
}
