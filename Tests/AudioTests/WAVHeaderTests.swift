import Testbench
import Testing

@testable import Audio

@Suite struct `WAV header` {
    struct Kind: Sendable, CustomTestStringConvertible {
        var coding: WAVHeader.Coding
        var bytes: Int
        var testDescription: String { "\(coding), \(bytes) bytes a sample" }
    }

    static let kinds = [
        Kind(coding: .pcm, bytes: 1), Kind(coding: .pcm, bytes: 2), Kind(coding: .pcm, bytes: 3),
        Kind(coding: .pcm, bytes: 4), Kind(coding: .float, bytes: 4), Kind(coding: .float, bytes: 8),
        Kind(coding: .aLaw, bytes: 1), Kind(coding: .muLaw, bytes: 1),
    ]

    @Test(arguments: kinds) func `is read back as it was printed`(_ kind: Kind) throws {
        var header = WAVHeader(
            coding: kind.coding,
            channelCount: 2,
            sampleRate: 8000,
            bytesPerSample: kind.bytes,
            dataOffset: 0,
            dataBytes: 480 * kind.bytes
        )
        let printed = try header.printed(dataBytes: 480 * kind.bytes)
        header.dataOffset = printed.count
        let read = WAVHeader(printed.span)
        #expect(read == header)
    }

    @Test func `is found behind other chunks, odd ones padded`() {
        let file = WAVBuilder(tag: 7, channels: 2, rate: 8000, bits: 8, frames: [1, 2], chunks: [("LIST", [9, 9, 9])])
        let expected = WAVHeader(
            coding: .muLaw,
            channelCount: 2,
            sampleRate: 8000,
            bytesPerSample: 1,
            dataOffset: 56,
            dataBytes: 2
        )
        let read = WAVHeader(file.bytes.span)
        #expect(read == expected)
    }

    @Test func `is unwrapped from the extensible format`() {
        let file = WAVBuilder(tag: 1, channels: 2, rate: 16_000, bits: 16, frames: [0, 0, 0, 0], isExtensible: true)
        let header = WAVHeader(file.bytes.span)
        #expect(header?.coding == .pcm)
        #expect(header?.bytesPerFrame == 4)
    }

    @Test(arguments: [0, 0xFFFF_FFFF] as [UInt32]) func `leaves an open size open`(_ size: UInt32) {
        let file = WAVBuilder(tag: 6, channels: 1, rate: 8000, bits: 8, frames: [1, 2, 3], promised: size)
        let header = WAVHeader(file.bytes.span)
        #expect(header?.coding == .aLaw)
        #expect(header?.dataBytes == nil)
    }

    @Test(arguments: 0..<58) func `refuses a file that ends inside it`(_ length: Int) {
        let file = WAVBuilder(tag: 7, channels: 2, rate: 8000, bits: 8, frames: [1, 2], chunks: [("LIST", [9, 9, 9])])
        let cut = Array(file.bytes.prefix(length))
        let header = WAVHeader(cut.span)
        #expect((header == nil) == (length < 56))
    }

    @Test func `cannot hold more than 32 bits of bytes`() {
        let header = WAVHeader(pcm16Channels: 2, sampleRate: 8000)
        #expect(throws: AudioError.tooLongForWAV(bytes: 1 << 32)) { try header.printed(dataBytes: 1 << 32) }
    }

    @Test(arguments: 0..<64) func `never trips over random chunks`(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var bytes = WAVBuilder(tag: 1, channels: 2, rate: 8000, bits: 16, frames: [1, 2, 3, 4]).bytes
        for _ in 0..<8 { bytes[12 + Int(random.next() % UInt64(bytes.count - 12))] = UInt8(random.next() & 0xFF) }
        if let header = WAVHeader(bytes.span) {
            #expect(header.bytesPerFrame > 0)
            #expect(header.dataOffset <= bytes.count)
        }
    }
}
