import Calls
import Foundation
import Testbench
import Testing

@testable import Audio

@Suite struct `What is no recording` {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var error: AudioError
    }

    @Test(arguments: [
        Refusal(testDescription: "an empty file", bytes: [], error: .empty),
        Refusal(testDescription: "text", bytes: Array("accountcode,src,dst\n".utf8), error: .notAudio),
        Refusal(testDescription: "zeros", bytes: .init(repeating: 0, count: 4096), error: .notAudio),
        Refusal(
            testDescription: "a WAV header alone",
            bytes: WAVBuilder(tag: 7, channels: 2, rate: 8000, bits: 8, frames: []).bytes,
            error: .noSound
        ),
        Refusal(
            testDescription: "a rate no telephone has",
            bytes: WAVBuilder(tag: 1, channels: 1, rate: 2000, bits: 16, frames: .init(repeating: 0, count: 64)).bytes,
            error: .unsupportedSampleRate(2000, allowed: 4000...192_000)
        ),
        Refusal(
            testDescription: "nine channels",
            bytes: WAVBuilder(tag: 1, channels: 9, rate: 8000, bits: 16, frames: .init(repeating: 0, count: 36)).bytes,
            error: .tooManyChannels(9, limit: 8)
        ),
    ])
    func `is refused with its reason`(_ refusal: Refusal) throws {
        let scratch = try Scratch()
        let path = try scratch.write(refusal.bytes)
        #expect(throws: refusal.error) { _ = try Recording(path: path) }
    }

    @Test func `is refused where there is no file`() throws {
        let scratch = try Scratch()
        let path = scratch.folder.appending(path: "none.wav").path
        #expect(throws: AudioError.unreadable(code: 2)) { _ = try Recording(path: path) }
        let folder = scratch.folder.path
        #expect(throws: AudioError.notRegularFile) { _ = try Recording(path: folder) }
    }

    @Test func `is refused when it is over the limits`() throws {
        let scratch = try Scratch()
        let file = WAVBuilder(tag: 7, channels: 1, rate: 8000, bits: 8, frames: .init(repeating: 0xFF, count: 16_001))
        let path = try scratch.write(file.bytes)
        #expect(throws: AudioError.tooLong(frames: 16_001, limit: 16_000)) {
            _ = try Recording(path: path, limits: AudioLimits(seconds: 2))
        }
        #expect(throws: AudioError.fileTooLarge(bytes: 16_045, limit: 1000)) {
            _ = try Recording(path: path, limits: AudioLimits(fileBytes: 1000))
        }
        let recording = try Recording(path: path, limits: AudioLimits(samplesAtOnce: 100))
        #expect(throws: AudioError.spanTooLong(frames: 16_001, limit: 100)) {
            _ = try recording.samples(channel: 0, span: TimeSpan(start: .zero, end: Milliseconds(9000)))
        }
    }

    /// Damage anywhere in a file may cost its sound, never the process.
    @Test(arguments: 0..<40) func `never brings the decoder down`(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let scratch = try Scratch()
        let names = ["tones.flac", "tones.ogg", "tones.opus", "tones.mp3", "tone-gsm.wav", "tones-float.wav"]
        let name = names[Int(random.next() % UInt64(names.count))]
        var bytes = [UInt8](try Data(contentsOf: audioFixtures.appending(path: name)))
        for _ in 0..<1 + Int(random.next() % 40) {
            // Half of the damage falls on the header.
            let reach = random.next() % 2 == 0 ? min(bytes.count, 64) : bytes.count
            bytes[Int(random.next() % UInt64(reach))] = UInt8(random.next() & 0xFF)
        }
        let path = try scratch.write(bytes, as: name)
        var loudest: Float = 0
        do {
            let recording = try Recording(path: path)
            recording.forEachBlock { block in for i in block.indices { loudest = max(loudest, abs(block[i])) } }
        } catch {
            #expect(error != .empty)
        }
        #expect(loudest.isFinite)
    }
}
