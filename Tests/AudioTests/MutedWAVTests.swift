import Calls
import Foundation
import Testbench
import Testing

@testable import Audio

@Suite struct `Muted WAV` {
    struct Coding: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var tag: UInt16
        var bits: Int
        /// What one muted sample reads in the file.
        var zero: [UInt8]
    }

    static let codings = [
        Coding(testDescription: "A-law", tag: 6, bits: 8, zero: [0xD5]),
        Coding(testDescription: "µ-law", tag: 7, bits: 8, zero: [0xFF]),
        Coding(testDescription: "8-bit PCM", tag: 1, bits: 8, zero: [0x80]),
        Coding(testDescription: "16-bit PCM", tag: 1, bits: 16, zero: [0, 0]),
        Coding(testDescription: "24-bit PCM", tag: 1, bits: 24, zero: [0, 0, 0]),
        Coding(testDescription: "32-bit PCM", tag: 1, bits: 32, zero: [0, 0, 0, 0]),
        Coding(testDescription: "float", tag: 3, bits: 32, zero: [0, 0, 0, 0]),
    ]

    @Test(arguments: codings) func `has the code for zero where muted and every other byte untouched`(
        _ coding: Coding
    ) throws {
        let scratch = try Scratch()
        let size = coding.bits / 8
        var random = SplitMix64(seed: 7)
        // 20 000 frames: more than two blocks, so that a muted stretch crosses their border.
        let frames = (0..<40_000 * size).map { _ in UInt8(random.next() & 0x3F) }
        var file = WAVBuilder(tag: coding.tag, channels: 2, rate: 8000, bits: coding.bits, frames: frames)
        file.chunks = [("LIST", Array("INFOIART 13812345678".utf8))]
        let recording = try Recording(path: try scratch.write(file.bytes))
        let spans = [
            TimeSpan(start: Milliseconds(100), end: Milliseconds(101)),
            TimeSpan(start: Milliseconds(1000), end: Milliseconds(1100)),
        ]
        let (header, data) = try written(recording, muting: [1: spans])

        var expected = frames
        for frame in Array(800..<808) + Array(8000..<8800) {
            expected.replaceSubrange((frame * 2 + 1) * size..<(frame * 2 + 2) * size, with: coding.zero)
        }
        #expect(data == expected)
        #expect(header.count == (coding.tag == 1 ? 44 : 58))
        #expect(!String(decoding: header, as: UTF8.self).contains("LIST"))
    }

    @Test(arguments: codings) func `has a tone of 1 kHz and -20 dB where it beeps, whatever the coding`(
        _ coding: Coding
    ) throws {
        let scratch = try Scratch()
        let frames = [UInt8](repeating: 0, count: 2 * 11_025 * coding.bits / 8)
        let file = WAVBuilder(tag: coding.tag, channels: 2, rate: 11_025, bits: coding.bits, frames: frames)
        let recording = try Recording(path: try scratch.write(file.bytes))
        let span = TimeSpan(start: Milliseconds(200), end: Milliseconds(800))
        var bytes: [UInt8] = []
        try recording.writeWAV(muting: [1: [span]], with: .beep) { piece in
            for i in piece.indices { bytes.append(piece[i]) }
        }
        let copy = try Recording(path: try scratch.write(bytes, as: "copy.wav"))
        let heard = try copy.samples(channel: 1, span: span)
        #expect(heard.count == 6615)
        for (place, sample) in heard.enumerated() {
            let expected = 0.1 * sin(2 * .pi * 1000 * Double(place + 2205) / 11_025)
            // G.711 has steps of 1/32 of a sample at most, 8-bit PCM of 1/128 of full scale.
            #expect(abs(Double(sample) - expected) < 0.005, "frame \(place)")
        }
        let other = TimeSpan(start: .zero, end: Milliseconds(1000))
        #expect(try copy.samples(channel: 0, span: other) == recording.samples(channel: 0, span: other))
    }

    @Test func `rounds a span outward to whole frames and ignores what lies outside`() throws {
        let muting = Muting(
            [
                0: [
                    TimeSpan(start: Milliseconds(1), end: Milliseconds(2)),
                    TimeSpan(start: Milliseconds(-5), end: .zero),
                ]
            ],
            sampleRate: 11_025,
            frameCount: 100
        )
        #expect(muting.ranges == [0: [11..<23]])
        let beyond = [0: [TimeSpan(start: Milliseconds(5), end: Milliseconds(.max))]]
        #expect(Muting(beyond, sampleRate: 8000, frameCount: 100).ranges == [0: [40..<100]])
    }

    @Test func `is whole where the source is not`() throws {
        let scratch = try Scratch()
        let file = WAVBuilder(
            tag: 7,
            channels: 1,
            rate: 8000,
            bits: 8,
            frames: .init(repeating: 0x20, count: 801),
            promised: 9000
        )
        let recording = try Recording(path: try scratch.write(file.bytes))
        var bytes: [UInt8] = []
        try recording.writeWAV(muting: [:]) { piece in for i in piece.indices { bytes.append(piece[i]) } }
        // 801 bytes of sound end in a pad byte.
        #expect(bytes.count == 58 + 802)
        let copy = try Recording(path: try scratch.write(bytes, as: "copy.wav"))
        #expect(copy.frameCount == 801)
        #expect(copy.isTruncated == false)
    }

    @Test func `turns a compressed source into 16-bit PCM`() throws {
        let scratch = try Scratch()
        let recording = try Recording(path: audioFixtures.appending(path: "tones.flac").path)
        let span = TimeSpan(start: Milliseconds(200), end: Milliseconds(600))
        var bytes: [UInt8] = []
        try recording.writeWAV(muting: [0: [span]]) { piece in for i in piece.indices { bytes.append(piece[i]) } }
        let copy = try Recording(path: try scratch.write(bytes))
        #expect(copy.format == AudioFormat(container: .wav, coding: .pcm))
        let whole = TimeSpan(start: .zero, end: Milliseconds(1000))
        #expect(try copy.samples(channel: 1, span: whole) == recording.samples(channel: 1, span: whole))
        var expected = try recording.samples(channel: 0, span: whole)
        for i in 1600..<4800 { expected[i] = 0 }
        #expect(try copy.samples(channel: 0, span: whole) == expected)
    }

    @Test func `refuses a channel that is not there`() throws {
        let recording = try Recording(path: audioFixtures.appending(path: "tone-gsm.wav").path)
        #expect(throws: AudioError.noSuchChannel(1, channels: 1)) {
            try recording.writeWAV(muting: [1: []]) { _ in }
        }
    }

    private func written(
        _ recording: borrowing Recording,
        muting: [Int: [TimeSpan]]
    ) throws -> (header: [UInt8], data: [UInt8]) {
        var pieces: [[UInt8]] = []
        try recording.writeWAV(muting: muting) { piece in pieces.append(piece.indices.map { piece[$0] }) }
        return (pieces[0], pieces.dropFirst().flatMap { $0 })
    }
}
