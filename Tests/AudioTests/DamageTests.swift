import Calls
import Foundation
import Testing

@testable import Audio

@Suite struct `A damaged file` {
    private func fixture(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: audioFixtures.appending(path: name)))
    }

    private func damage(_ bytes: [UInt8], as name: String) throws -> Milliseconds? {
        let scratch = try Scratch()
        let recording = try Recording(path: try scratch.write(bytes, as: name))
        return recording.damage(afterReading: recording.forEachBlock { _ in })
    }

    @Test(arguments: ["tones.flac", "tones.ogg", "tones.opus", "tones.mp3", "tones-rf64.wav", "tones-float.wav"])
    func `is none that is whole`(_ name: String) throws { #expect(try damage(fixture(name), as: name) == nil) }

    @Test func `of PCM says to the sample where it breaks off`() throws {
        let file = WAVBuilder(
            tag: 7,
            channels: 2,
            rate: 8000,
            bits: 8,
            frames: .init(repeating: 0xFF, count: 24_000),
            promised: 32_000
        )
        #expect(try damage(file.bytes, as: "cut.wav") == Milliseconds(1500))
        // The sound begins at octet 94.
        #expect(try damage(Array(fixture("tones-rf64.wav").prefix(8094)), as: "cut.wav") == Milliseconds(500))
    }

    /// Blocks of FLAC hold 4096 frames: what was damaged in the second one breaks off behind the first.
    @Test func `of FLAC says in which block it breaks off`() throws {
        var bytes = try fixture("tones.flac")
        let middle = bytes.count * 3 / 4
        for i in middle..<middle + 200 { bytes[i] = 0 }
        #expect(try damage(bytes, as: "hole.flac") == Milliseconds(512))
    }

    /// Of two pages of sound the first ends at granule 38,400, of 48,000 a second, of which 312 come before the start.
    @Test func `of Ogg says behind which page it is damaged`() throws {
        var bytes = try fixture("tones.opus")
        for i in 5200..<5250 { bytes[i] = 0 }
        let damage = try #require(try damage(bytes, as: "hole.opus"))
        #expect(abs(damage.count - 794) <= 10)
    }

    @Test func `of Ogg is one that does not close its stream`() throws {
        let bytes = try fixture("tones.opus")
        let end = try #require(try damage(Array(bytes.prefix(bytes.count - 100)), as: "cut.opus"))
        #expect((700...900).contains(end.count))
    }

    /// Frames of 72 ms at 8 kHz hold 576 samples each.
    @Test func `of MP3 says at which frame the chain breaks`() throws {
        let whole = try fixture("tones.mp3")
        var overwritten = whole
        for i in whole.count / 2..<whole.count / 2 + 300 { overwritten[i] = 0x55 }
        var shorter = whole
        shorter.removeSubrange(whole.count / 2..<whole.count / 2 + 100)
        let duration = try length(whole, as: "whole.mp3")
        for bytes in [overwritten, shorter] {
            let damage = try #require(try damage(bytes, as: "hole.mp3"))
            #expect(abs(Double(damage.count) / Double(duration.count) - 0.5) < 0.15)
        }
        let end = try #require(try damage(Array(whole.prefix(whole.count - 50)), as: "cut.mp3"))
        #expect(Double(end.count) > 0.8 * Double(duration.count))
    }

    @Test func `of MP3 is no tag and no padding`() throws {
        let whole = try fixture("tones.mp3")
        let id3 = Array("ID3".utf8) + [4, 0, 0, 0, 0, 2, 0] + [UInt8](repeating: 0xFF, count: 256)
        for end in [Array("TAG".utf8) + [UInt8](repeating: 0x20, count: 125), [UInt8](repeating: 0, count: 5000)] {
            #expect(try damage(id3 + whole + end, as: "tagged.mp3") == nil)
        }
    }

    private func length(_ bytes: [UInt8], as name: String) throws -> Milliseconds {
        let scratch = try Scratch()
        return try Recording(path: try scratch.write(bytes, as: name)).duration
    }
}
