internal import Foundation

/// What is heard in place of what must not be.
package enum ReplacementSound: String, Sendable, Codable, CaseIterable {
    /// Samples of exactly zero.
    case silence
    /// A tone of 1 kHz at -20 dB of full scale.
    case beep

    private static let frequency = 1000
    private static let amplitude = 0.1

    /// The coded samples of one channel over one period, after which they repeat.
    ///
    /// A period is a whole number of samples at any sample rate, at most one second.
    func period(_ header: WAVHeader) -> [UInt8] {
        switch self {
        case .silence: return [UInt8](repeating: header.zeroCode, count: header.bytesPerSample)
        case .beep:
            let cycles = Self.greatestCommonDivisor(header.sampleRate, Self.frequency)
            return (0..<header.sampleRate / cycles).flatMap { sample in
                let turns = Double(sample * Self.frequency % header.sampleRate) / Double(header.sampleRate)
                return header.coded(Self.amplitude * sin(2 * .pi * turns))
            }
        }
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }
}

extension WAVHeader {
    /// The bytes of one sample from -1 to 1.
    fileprivate func coded(_ sample: Double) -> [UInt8] {
        func little(_ bits: UInt64) -> [UInt8] {
            (0..<bytesPerSample).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
        }
        switch coding {
        case .pcm where bytesPerSample == 1: return [UInt8(128 + (sample * 127).rounded())]
        case .pcm:
            let fullScale = Double(Int64(1) << (8 * bytesPerSample - 1)) - 1
            return little(UInt64(bitPattern: Int64((sample * fullScale).rounded())))
        case .float where bytesPerSample == 4: return little(UInt64(Float(sample).bitPattern))
        case .float: return little(sample.bitPattern)
        case .aLaw: return [G711.aLaw(Int((sample * 32767).rounded()))]
        case .muLaw: return [G711.muLaw(Int((sample * 32767).rounded()))]
        }
    }
}

/// ITU-T G.711 codes of 16-bit samples.
enum G711 {
    static func aLaw(_ sample: Int) -> UInt8 {
        let magnitude = min(sample >= 0 ? sample : ~sample, 0x7FFF) >> 3
        var segment = 0
        while magnitude >> (segment + 5) > 0 { segment += 1 }
        let mantissa = segment == 0 ? magnitude >> 1 : magnitude >> segment & 0xF
        return UInt8(segment << 4 | mantissa & 0xF) ^ (sample >= 0 ? 0xD5 : 0x55)
    }

    static func muLaw(_ sample: Int) -> UInt8 {
        // The bias makes every segment twice as long as the one before.
        let magnitude = min(abs(sample), 32_635) + 132
        var segment = 0
        while magnitude >> (segment + 8) > 0 { segment += 1 }
        let code = segment << 4 | magnitude >> (segment + 3) & 0xF
        return ~UInt8(code | (sample < 0 ? 0x80 : 0))
    }
}
