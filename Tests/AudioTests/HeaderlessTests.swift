import Calls
import Foundation
import Testing

@testable import Audio

@Suite struct `A file without a header` {
    @Test(arguments: [
        ("mulaw", HeaderlessFormat(.muLaw)), ("alaw:16000", HeaderlessFormat(.aLaw, sampleRate: 16_000)),
        ("pcm16:44100:2", HeaderlessFormat(.pcm16, sampleRate: 44_100, channelCount: 2)),
        ("vox:6000", HeaderlessFormat(.vox, sampleRate: 6000)),
    ])
    func `has the format that is declared`(_ text: String, _ format: HeaderlessFormat) {
        #expect(HeaderlessFormat(text) == format)
    }

    @Test(arguments: ["", "mp3", "mulaw:", "mulaw:8000:0", "mulaw:8000:9", "mulaw:100", "gsm:8000:2", "mulaw:8000:1:1"])
    func `has no format of another kind`(_ text: String) { #expect(HeaderlessFormat(text) == nil) }

    @Test func `is read in the byte order, the rate and the channels declared`() throws {
        let scratch = try Scratch()
        let path = try scratch.write([0x00, 0x40, 0x00, 0xC0, 0x00, 0x20, 0x00, 0xE0], as: "call.raw")
        let low = try Recording(path: path, headerless: HeaderlessFormat(.pcm16, sampleRate: 16_000, channelCount: 2))
        #expect(low.sampleRate == 16_000 && low.channelCount == 2 && low.frameCount == 2)
        let whole = TimeSpan(start: .zero, end: Milliseconds(1))
        #expect(try low.samples(channel: 0, span: whole) == [0.5, 0.25])
        #expect(try low.samples(channel: 1, span: whole) == [-0.5, -0.25])
        let high = try Recording(path: path, headerless: HeaderlessFormat(.pcm16be))
        #expect(try high.samples(channel: 0, span: whole) == [64, 192, 32, 224].map { Float($0) / 32768 })
    }

    /// The same µ-law octets behind a header, as the oracle.
    @Test func `sounds as it would with its header, and is masked likewise`() throws {
        let scratch = try Scratch()
        let octets = (0..<16_000).map { UInt8(truncatingIfNeeded: $0 * 31) }
        let raw = try scratch.write(octets, as: "call.ulaw")
        let wav = try scratch.write(WAVBuilder(tag: 7, channels: 2, rate: 8000, bits: 8, frames: octets).bytes)
        let bare = try Recording(path: raw, headerless: HeaderlessFormat(.muLaw, channelCount: 2))
        let dressed = try Recording(path: wav)
        let whole = TimeSpan(start: .zero, end: Milliseconds(1000))
        #expect(try bare.samples(channel: 1, span: whole) == dressed.samples(channel: 1, span: whole))
        var masked: [UInt8] = []
        try bare.writeWAV(muting: [0: [whole]]) { bytes in for i in bytes.indices { masked.append(bytes[i]) } }
        let again = try Recording(path: try scratch.write(masked, as: "masked.wav"))
        #expect(try again.samples(channel: 0, span: whole).allSatisfy { $0 == 0 })
        #expect(try again.samples(channel: 1, span: whole) == dressed.samples(channel: 1, span: whole))
    }

    @Test func `is not what begins with a header, whatever was declared`() throws {
        let path = audioFixtures.appending(path: "tones.flac").path
        let recording = try Recording(path: path, headerless: HeaderlessFormat(.muLaw))
        #expect(recording.format.container == .flac)
        #expect(recording.headerless == nil)
    }

    @Test func `is refused where nothing is declared`() throws {
        let scratch = try Scratch()
        let path = try scratch.write((0..<4000).map { UInt8(truncatingIfNeeded: $0 * 7 + 1) }, as: "call.ulaw")
        #expect(throws: AudioError.notAudio) { _ = try Recording(path: path) }
    }
}
