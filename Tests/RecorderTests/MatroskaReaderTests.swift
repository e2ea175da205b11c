import Foundation
import Recorder
import Testing

private let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg")

/// What Debian's ffmpeg makes of our Matroska.
@Suite(.enabled(if: isInstalled, "skipped: ffmpeg is not installed"))
struct `Matroska as ffmpeg reads it` {
    private struct Sample: CustomTestStringConvertible {
        var codec: AudioCodec
        var packets: [[UInt8]]
        /// Samples that one packet of 20 ms decodes to.
        var samples: Int
        var testDescription: String { codec.name }
    }

    private static func samples() throws -> [Sample] {
        [
            Sample(codec: .g722, packets: try CodecFixture.g722(), samples: 320),
            Sample(codec: .opus, packets: try CodecFixture.opus(), samples: 960),
            Sample(codec: .g711(.aLaw), packets: (0..<50).map { sound(160, seed: UInt64($0)) }, samples: 160),
            Sample(codec: .l16(rate: 16_000), packets: (0..<50).map { sound(640, seed: UInt64($0)) }, samples: 320),
        ]
    }

    /// Five seconds, of which the second one was lost.
    @Test func `has every packet at its time`() throws {
        for sample in try Self.samples() {
            let path = FileManager.default.temporaryDirectory.appending(path: "ffmpeg-\(UUID()).mka").path
            defer { try? FileManager.default.removeItem(atPath: path) }
            var writer = try MatroskaWriter(path: path, codecs: [sample.codec])
            for second in 0..<5 {
                let placed = sample.packets.prefix(50).enumerated().map { index, payload in
                    PlacedPacket(position: 8000 * second + 160 * index, length: 160, payload: payload)
                }
                try writer.append([second == 1 ? [] : placed], until: 8000 * (second + 1))
            }
            let times = try toolOutput(
                "ffprobe",
                ["-v", "error", "-show_entries", "packet=pts_time", "-of", "csv=p=0", path]
            )
            let seconds = String(decoding: times, as: UTF8.self).split(whereSeparator: { ",\n".contains($0) })
                .compactMap { Double($0) }
            let expected = [0, 2, 3, 4].flatMap { second in
                sample.packets.prefix(50).indices.map { Double(second) + Double($0) * 0.02 }
            }
            #expect(seconds.count == expected.count, "\(sample)")
            #expect(zip(seconds, expected).allSatisfy { abs($0 - $1) < 0.002 }, "\(sample)")
            let decoded = try toolOutput("ffmpeg", ["-v", "error", "-i", path, "-f", "s16le", "-"])
            let skipped = sample.codec == .opus ? 960 : 0
            #expect(abs(decoded.count / 2 - expected.count * sample.samples) <= skipped, "\(sample)")
        }
    }
}
