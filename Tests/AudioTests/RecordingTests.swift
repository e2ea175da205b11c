import Calls
import Foundation
import Testing

@testable import Audio

@Suite struct `Reading a recording` {
    @Test func `reads two channels of µ-law as its recorder wrote them`() throws {
        let scratch = try Scratch()
        // 0xFF is zero, 0x80 the top code, 0x00 the bottom one (ITU-T G.711: ±32124 of 32768).
        let frames = (0..<800).flatMap { _ -> [UInt8] in [0x80, 0x00] }
        let path = try scratch.write(WAVBuilder(tag: 7, channels: 2, rate: 8000, bits: 8, frames: frames).bytes)
        let recording = try Recording(path: path)
        #expect(recording.format == AudioFormat(container: .wav, coding: .muLaw))
        #expect(recording.sampleRate == 8000)
        #expect(recording.channelCount == 2)
        #expect(recording.frameCount == 800)
        #expect(recording.duration == Milliseconds(100))
        #expect(recording.isTruncated == false)
        let whole = TimeSpan(start: .zero, end: recording.duration)
        #expect(try recording.samples(channel: 0, span: whole) == .init(repeating: 32124.0 / 32768, count: 800))
        #expect(try recording.samples(channel: 1, span: whole) == .init(repeating: -32124.0 / 32768, count: 800))
    }

    @Test(arguments: [6, 7] as [UInt16]) func `makes of every octet what G.711 says`(_ tag: UInt16) throws {
        let scratch = try Scratch()
        // More than a block, and no whole number of them.
        let octets = (0..<25_601).map { UInt8(truncatingIfNeeded: $0) }
        let path = try scratch.write(WAVBuilder(tag: tag, channels: 1, rate: 8000, bits: 8, frames: octets).bytes)
        let recording = try Recording(path: path)
        var codes: [Int] = []
        recording.forEachBlock { block in for i in block.indices { codes.append(Int(block[i] * 32_768)) } }
        // µ-law has two zeros.
        let expected = octets.map { tag == 7 && $0 == 0x7F ? 0xFF : $0 }
        #expect(codes.map { tag == 6 ? G711.aLaw($0) : G711.muLaw($0) } == expected)
        #expect(codes[0xD5] == (tag == 6 ? 8 : 716) && codes[0x2A] == (tag == 6 ? -32_256 : -5372))
        let part = try recording.samples(channel: 0, span: TimeSpan(start: Milliseconds(1001), end: Milliseconds(2001)))
        #expect(part.map { Int($0 * 32_768) } == Array(codes[8008..<16_008]))
    }

    @Test func `hands out every sample once, in blocks, as often as asked`() throws {
        let scratch = try Scratch()
        let codes = (0..<30_000).map { Int16(truncatingIfNeeded: $0) }
        let frames = codes.flatMap { WAVBuilder.little(UInt32(UInt16(bitPattern: $0)), 2) }
        let path = try scratch.write(WAVBuilder(tag: 1, channels: 3, rate: 16_000, bits: 16, frames: frames).bytes)
        let recording = try Recording(path: path)
        var heard: [[Float]] = [[], []]
        for pass in 0..<2 {
            #expect(
                recording.forEachBlock { block in for i in block.indices { heard[pass].append(block[i]) } } == 10_000
            )
        }
        #expect(heard[0] == codes.map { Float($0) / 32768 })
        #expect(heard[1] == heard[0])
    }

    @Test func `cuts a span out of one channel`() throws {
        let scratch = try Scratch()
        let frames = (0..<2000).flatMap { WAVBuilder.little(UInt32($0 / 2), 2) }
        let path = try scratch.write(WAVBuilder(tag: 1, channels: 2, rate: 8000, bits: 16, frames: frames).bytes)
        let recording = try Recording(path: path)
        let span = TimeSpan(start: Milliseconds(10), end: Milliseconds(20))
        #expect(try recording.samples(channel: 1, span: span) == (80..<160).map { Float($0) / 32768 })
        let beyond = TimeSpan(start: Milliseconds(.min), end: Milliseconds(.max))
        #expect(try recording.samples(channel: 0, span: beyond).count == 1000)
        #expect(throws: AudioError.noSuchChannel(2, channels: 2)) { try recording.samples(channel: 2, span: span) }
    }

    @Test func `says how much of a truncated file is left`() throws {
        let scratch = try Scratch()
        let file = WAVBuilder(
            tag: 6,
            channels: 2,
            rate: 8000,
            bits: 8,
            frames: .init(repeating: 0x55, count: 801),
            promised: 16_000
        )
        let recording = try Recording(path: try scratch.write(file.bytes))
        #expect(recording.isTruncated == true)
        #expect(recording.frameCount == 400)
        #expect(recording.promisedFrameCount == 8000)
        #expect(recording.forEachBlock { _ in } == 400)
    }

    struct Compressed: Sendable, CustomTestStringConvertible {
        var file: String
        var format: AudioFormat
        var channels = 2
        /// What a lossy coder may add or cut at the ends, in frames.
        var slack = 0
        var testDescription: String { file }
    }

    @Test(arguments: [
        Compressed(file: "tones.flac", format: AudioFormat(container: .flac, coding: .pcm)),
        Compressed(file: "tones.ogg", format: AudioFormat(container: .ogg, coding: .vorbis)),
        Compressed(file: "tones.opus", format: AudioFormat(container: .ogg, coding: .opus)),
        Compressed(file: "tones.mp3", format: AudioFormat(container: .mpeg, coding: .mpeg), slack: 2500),
        Compressed(file: "tones-rf64.wav", format: AudioFormat(container: .rf64, coding: .muLaw)),
        Compressed(file: "tones-float.wav", format: AudioFormat(container: .wav, coding: .float)),
        Compressed(file: "tone-gsm.wav", format: AudioFormat(container: .wav, coding: .gsm), channels: 1, slack: 320),
    ])
    func `reads what others wrote`(_ compressed: Compressed) throws {
        let recording = try Recording(path: audioFixtures.appending(path: compressed.file).path)
        #expect(recording.format == compressed.format)
        #expect(recording.channelCount == compressed.channels)
        #expect((8000...8000 + compressed.slack).contains(recording.frameCount))
        let middle = TimeSpan(start: Milliseconds(300), end: Milliseconds(700))
        let samples = try recording.samples(channel: 0, span: middle)
        let meanSquare = samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)
        #expect(abs(10 * log10(meanSquare) - -15.05) < 0.5)
    }

    @Test func `counts what a cut FLAC file still holds`() throws {
        let scratch = try Scratch()
        let whole = [UInt8](try Data(contentsOf: audioFixtures.appending(path: "tones.flac")))
        let recording = try Recording(
            path: try scratch.write(Array(whole.prefix(whole.count * 6 / 10)), as: "cut.flac")
        )
        #expect(recording.isTruncated == true)
        #expect(recording.promisedFrameCount == 8000)
        #expect(recording.forEachBlock { _ in } == recording.frameCount)
    }
}
