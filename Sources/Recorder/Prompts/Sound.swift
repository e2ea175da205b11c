internal import Foundation
internal import Glibc

/// Something to play to a party: G.711 in both laws.
struct Sound: Equatable, Sendable {
    private let aLaw: [UInt8]
    private let muLaw: [UInt8]

    /// The most octets of a prompt's file: five minutes of 16 bit.
    private static let limit = 5 << 20

    func octets(_ law: G711Law) -> [UInt8] { law == .aLaw ? aLaw : muLaw }

    /// How long it lasts.
    var length: Duration { .microseconds(aLaw.count * 1_000_000 / G711Law.sampleRate) }

    init(samples: [Int16]) {
        let (a, mu) = (G711Encoder(.aLaw), G711Encoder(.muLaw))
        aLaw = samples.map(a.octet)
        muLaw = samples.map(mu.octet)
    }

    /// The warning tone that a call is recorded: half a second of 1400 Hz, faded at both ends, 20 dB below full scale.
    static let warningTone = Sound(
        samples: (0..<4000).map { index in
            let fade = min(1, Double(min(index, 3999 - index)) / 80)
            return Int16(3277 * fade * sin(2 * .pi * 1400 * Double(index) / 8000))
        }
    )

    /// Reads a WAV file with one channel at 8 kHz, of 16 bit, A-law or µ-law.
    init(wav path: String) throws(RecorderError) {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw .cannotOpen(path: path, errno: ENOENT) }
        guard let data = try? handle.read(upToCount: Self.limit + 1), data.count <= Self.limit,
            let samples = Self.samples(of: [UInt8](data)), !samples.isEmpty
        else { throw .notPrompt(path: path) }
        self.init(samples: samples)
    }

    private static func samples(of bytes: [UInt8]) -> [Int16]? {
        guard bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WAVE".utf8) else { return nil }
        var format = 0
        var rest = bytes.dropFirst(12)
        while rest.count >= 8 {
            let size = number(rest.dropFirst(4).prefix(4))
            let content = rest.dropFirst(8).prefix(size)
            if rest.starts(with: "fmt ".utf8) {
                let (channels, rate) = (number(content.dropFirst(2).prefix(2)), number(content.dropFirst(4).prefix(4)))
                guard channels == 1, rate == 8000 else { return nil }
                format = number(content.prefix(2))
                guard format != 1 || number(content.dropFirst(14).prefix(2)) == 16 else { return nil }
            } else if rest.starts(with: "data".utf8) {
                return samples(of: content, format: format)
            }
            rest = rest.dropFirst(8 + size + size % 2)
        }
        return nil
    }

    private static func samples(of content: ArraySlice<UInt8>, format: Int) -> [Int16]? {
        switch format {
        case 1:
            stride(from: content.startIndex, to: content.endIndex - 1, by: 2).map { index in
                Int16(truncatingIfNeeded: number(content[index...index + 1]))
            }
        case 6: content.map { G711Law.aLaw.samples[Int($0)] }
        case 7: content.map { G711Law.muLaw.samples[Int($0)] }
        default: nil
        }
    }

    /// Little-endian.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }
}

/// The way back from samples to octets of one law: to the level that is nearest.
private struct G711Encoder {
    private let levels: [(sample: Int, octet: UInt8)]

    init(_ law: G711Law) {
        levels = law.samples.enumerated().map { (Int($1), UInt8($0)) }.sorted { $0.sample < $1.sample }
    }

    func octet(_ sample: Int16) -> UInt8 {
        let sample = Int(sample)
        var (low, high) = (0, levels.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if levels[middle].sample <= sample { low = middle } else { high = middle }
        }
        let isLower = abs(levels[low].sample - sample) <= abs(levels[high].sample - sample)
        return levels[isLower ? low : high].octet
    }
}
