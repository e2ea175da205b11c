import Audio
import Calls
import Foundation
import Masking
import Testing

/// A 16-bit WAV of `channels` channels at 8 kHz in which no sample is zero.
private func wave(channels: Int, frames: Int) -> [UInt8] {
    func little(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    let size = frames * channels * 2
    var bytes: [UInt8] = Array("RIFF".utf8) + little(size + 36, 4) + Array("WAVEfmt ".utf8) + little(16, 4)
    bytes += little(1, 2) + little(channels, 2) + little(8000, 4) + little(8000 * channels * 2, 4)
    bytes += little(channels * 2, 2) + little(16, 2) + Array("data".utf8) + little(size, 4)
    for place in 0..<frames * channels { bytes += little(place * 37 % 20000 + 1, 2) }
    return bytes
}

private func muted(
    _ bytes: [UInt8],
    _ mutes: [Int: [TimeSpan]],
    sound: MaskingPolicy.Sound = .silence
) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).wav")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(bytes).write(to: path)
    let masked = mute(try Recording(path: path.path), mutes, sound: sound)
    var written: [UInt8] = []
    try masked.write { piece in
        for index in piece.indices { written.append(piece[index]) }
    }
    return written
}

/// `bytes` with the samples of `frames` of one channel set to zero.
private func zeroed(_ bytes: [UInt8], channels: Int, channel: Int, frames: Range<Int>) -> [UInt8] {
    var bytes = bytes
    for frame in frames {
        for place in 0..<2 { bytes[44 + (frame * channels + channel) * 2 + place] = 0 }
    }
    return bytes
}

@Suite struct `A masked recording` {
    @Test func `is zero in the muted samples and bit for bit the same elsewhere`() throws {
        let clear = wave(channels: 2, frames: 16000)
        let expected = zeroed(clear, channels: 2, channel: 1, frames: 4000..<8000)
        #expect(try muted(clear, [1: [span(500, 1000)]]) == expected)
    }

    @Test func `is the same recording where nothing is muted`() throws {
        let clear = wave(channels: 2, frames: 4000)
        #expect(try muted(clear, [:]) == clear)
    }

    @Test(arguments: [MaskedTranscript.everyChannel, 2])
    func `is silent on every channel where the channel is not known`(_ channel: Int) throws {
        let clear = wave(channels: 2, frames: 8000)
        let left = zeroed(clear, channels: 2, channel: 0, frames: 800..<1600)
        #expect(
            try muted(clear, [channel: [span(100, 200)]]) == zeroed(left, channels: 2, channel: 1, frames: 800..<1600)
        )
    }

    @Test func `closes the gap between a channel's own mutes and those of every channel`() throws {
        let clear = wave(channels: 1, frames: 16000)
        let mutes = [0: [span(100, 200)], MaskedTranscript.everyChannel: [span(499, 600)]]
        #expect(try muted(clear, mutes) == zeroed(clear, channels: 1, channel: 0, frames: 800..<4800))
    }

    @Test func `beeps at 1 kHz and -20 dB in the muted samples where the policy says so, and nowhere else`() throws {
        let clear = wave(channels: 2, frames: 16000)
        let beeped = try muted(clear, [0: [span(500, 1000)]], sound: .beep)
        let silent = try muted(clear, [0: [span(500, 1000)]])
        #expect(zeroed(beeped, channels: 2, channel: 0, frames: 4000..<8000) == silent)
        let samples = (4000..<8000).map { frame in
            Int(Int16(bitPattern: UInt16(beeped[44 + frame * 4]) | UInt16(beeped[45 + frame * 4]) << 8))
        }
        let expected = (4000..<8000).map { Int((3276.7 * sin(2 * .pi * Double($0 % 8) / 8)).rounded()) }
        #expect(samples == expected)
    }
}
