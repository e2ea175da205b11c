import Calls
import Foundation
import Testbench

@testable import Signal

extension SplitMix64 {
    /// -1 to 1.
    mutating func sample() -> Float { Float(Int64(bitPattern: next()) >> 40) / Float(1 << 23) }
}

/// A two-party call made of sounds that are built like speech: gliding harmonics under moving formants, cut into syllables.
struct SyntheticCall {
    static let rate = 8000
    var channels: [[Float]]

    /// Line noise of -65 dB and nothing else.
    init(seconds: Double, channels count: Int = 2, seed: UInt64 = 1) {
        channels = (0..<count).map { channel in
            var random = SplitMix64(seed: seed + UInt64(channel))
            return (0..<Int(seconds * Double(Self.rate))).map { _ in random.sample() * 0.001 }
        }
    }

    /// Lets one party speak.
    ///
    /// Pauses between syllables stay under 100 ms, so that a stretch is one piece of speech.
    mutating func speak(_ channel: Int, from start: Double, to end: Double, pitch: Double = 120, level: Float = 0.12) {
        var phase = 0.0
        for i in Int(start * 8000)..<Int(end * 8000) {
            let t = Double(i) / 8000 - start
            let f0 = pitch * (1 + 0.15 * sin(2 * .pi * 1.1 * t) + 0.05 * sin(2 * .pi * 3.3 * t))
            phase += 2 * .pi * f0 / 8000
            let formants = [600 + 250 * sin(2 * .pi * 2.3 * t), 1500 + 500 * sin(2 * .pi * 1.7 * t), 2600]
            var sample = 0.0
            for k in 1...Int(3400 / f0) {
                let f = Double(k) * f0
                let gain = formants.reduce(0.0) { $0 + exp(-pow((f - $1) / 180, 2)) }
                sample += (gain + 0.02) * sin(Double(k) * phase)
            }
            // Four to five syllables a second, 45 dB deep.
            let syllable = pow(abs(sin(.pi * 4.5 * t)), 0.7) + 0.006
            channels[channel][i] += level * Float(sample * syllable)
        }
    }

    mutating func tone(_ channel: Int, _ frequencies: [Double], from start: Double, to end: Double, level: Float = 0.2)
    {
        for i in Int(start * 8000)..<Int(end * 8000) {
            for f in frequencies { channels[channel][i] += level * Float(sin(2 * .pi * f * Double(i) / 8000)) }
        }
    }

    func heard(
        roles: [PartyRole]? = nil,
        gain: Float = 1,
        holds: [TimeSpan] = [],
        pauses: [TimeSpan] = [],
        isTruncated: Bool = false
    ) throws -> Measures {
        let roles = roles ?? channels.indices.map { $0 == 0 ? .agent : .customer }
        var listener = try CallListener(sampleRate: Self.rate, channelRoles: roles)
        var frame = 0
        // Blocks of an awkward size: nothing may depend on how the sound was cut.
        while frame < channels[0].count {
            let end = min(frame + 997, channels[0].count)
            let block = (frame..<end).flatMap { i in channels.map { gain * $0[i] } }
            listener.hear(block.span)
            frame = end
        }
        return listener.finish(holds: holds, pauses: pauses, isTruncated: isTruncated)
    }
}

extension TimeSpan {
    static func seconds(_ start: Double, _ end: Double) -> TimeSpan {
        TimeSpan(start: Milliseconds(seconds: start), end: Milliseconds(seconds: end))
    }
}

/// True where both lists have the same spans but for `tolerance` at each edge.
func agree(_ a: [TimeSpan], _ b: [TimeSpan], within tolerance: Int) -> Bool {
    a.count == b.count
        && zip(a, b).allSatisfy {
            abs($0.start.count - $1.start.count) <= tolerance && abs($0.end.count - $1.end.count) <= tolerance
        }
}
