import Audio
import Calls
import Foundation

/// The repository's root.
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A WAV file of 8 kHz and 16 bit in the temporary folder, removed when the test lets go of it.
final class TestRecording: Sendable {
    let path: String

    /// Writes the channels, of equal length, full scale 1.
    init(_ channels: [[Float]]) throws {
        let frames = channels.map(\.count).max() ?? 0
        var sound: [UInt8] = []
        sound.reserveCapacity(frames * channels.count * 2)
        for frame in 0..<frames {
            for channel in channels {
                let sample = Int16((max(-1, min(1, frame < channel.count ? channel[frame] : 0)) * 32767).rounded())
                sound.append(UInt8(truncatingIfNeeded: sample))
                sound.append(UInt8(truncatingIfNeeded: sample >> 8))
            }
        }
        var file = Data("RIFF".utf8) + number(36 + sound.count, 4) + Data("WAVEfmt ".utf8)
        file += number(16, 4) + number(1, 2) + number(channels.count, 2) + number(8000, 4)
        file += number(16000 * channels.count, 4) + number(2 * channels.count, 2) + number(16, 2)
        file += Data("data".utf8) + number(sound.count, 4) + sound
        path = FileManager.default.temporaryDirectory.appending(path: "speech-\(UUID().uuidString).wav").path
        try file.write(to: URL(filePath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open() throws -> Recording { try Recording(path: path) }
}

private func number(_ value: Int, _ bytes: Int) -> Data {
    Data((0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
}

/// The samples of a mono file.
func samples(ofFile path: String) throws -> [Float] {
    let recording = try Recording(path: path)
    return try recording.samples(channel: 0, span: TimeSpan(start: .zero, end: recording.duration))
}

func span(_ start: Int, _ end: Int) -> TimeSpan {
    TimeSpan(start: Milliseconds(start), end: Milliseconds(end))
}
