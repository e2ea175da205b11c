import Audio
import Calls
import Foundation
import Night
import Testbench
import Testing

/// Decoder and listener together, on what nobody meant to be a recording.
@Suite struct `Hearing any bytes` {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fixtures/audio")
    private static let formats = ["alaw", "mulaw:16000:2", "pcm16:8000:2", "pcm16be:48000", "gsm", "vox:6000"]
        .compactMap { HeaderlessFormat($0) }

    /// Says nothing where the file is refused, and only what holds of any measures where it is not.
    private func hear(_ bytes: [UInt8], headerless: HeaderlessFormat? = nil) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "bytes-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        guard let heard = try? HeardFile(path: file.path, headerless: headerless) else { return }
        let end = heard.measures.duration
        for channel in heard.measures.channels {
            for span in channel.speech + channel.music + channel.tones {
                #expect(span.start.count >= 0 && span.start < span.end && span.end.count <= end.count + 10)
            }
        }
        #expect(!heard.text(width: 80).isEmpty)
        #expect(heard.spans.allSatisfy { $0.start <= $0.end })
        #expect(try !JSONEncoder().encode(heard).isEmpty)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>) func `never crashes on noise of any format`(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let bytes = (0..<Int(random.next() % 12_000)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        #expect(Self.formats.count == 6)
        for format in Self.formats { try hear(bytes, headerless: format) }
        for magic in ["RIFF\0\0\0\0WAVEfmt ", "RF64\u{7F}\0\0\0WAVEds64", "fLaC", "OggS\0\u{2}", "FORM", ".snd", "ID3"]
        {
            try hear(Array(magic.utf8) + bytes)
        }
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>) func `never crashes on damaged recordings`(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let names = ["tones.flac", "tones.ogg", "tones.opus", "tones.mp3", "tones-rf64.wav", "tone-gsm.wav"]
        var bytes = [UInt8](try Data(contentsOf: Self.fixtures.appending(path: names[Int(seed) % names.count])))
        for _ in 0..<1 + Int(random.next() % 30) {
            let reach = random.next() % 2 == 0 ? min(bytes.count, 100) : bytes.count
            bytes[Int(random.next() % UInt64(reach))] = UInt8(truncatingIfNeeded: random.next())
        }
        if random.next() % 3 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
        try hear(bytes)
    }
}
