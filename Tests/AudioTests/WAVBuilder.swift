import Foundation

/// Writes WAV files byte by byte, independently of the code under test.
struct WAVBuilder {
    var tag: UInt16
    var channels: Int
    var rate: Int
    var bits: Int
    var frames: [UInt8]
    /// Chunks put before the data, each as its four letters and body.
    var chunks: [(String, [UInt8])] = []
    var promised: UInt32?
    /// Wraps the format in WAVE_FORMAT_EXTENSIBLE.
    var isExtensible = false

    var bytes: [UInt8] {
        var format = Self.little(UInt32(isExtensible ? 0xFFFE : tag), 2) + Self.little(UInt32(channels), 2)
        format += Self.little(UInt32(rate), 4) + Self.little(UInt32(rate * channels * bits / 8), 4)
        format += Self.little(UInt32(channels * bits / 8), 2) + Self.little(UInt32(bits), 2)
        if isExtensible {
            format +=
                Self.little(22, 2) + Self.little(UInt32(bits), 2) + Self.little(3, 4) + Self.little(UInt32(tag), 2)
            format += [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71]
        }
        var body = Array("WAVE".utf8) + Self.chunk("fmt ", format)
        for (name, content) in chunks { body += Self.chunk(name, content) }
        body += Array("data".utf8) + Self.little(promised ?? UInt32(frames.count), 4) + frames
        return Array("RIFF".utf8) + Self.little(UInt32(body.count), 4) + body
    }

    static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(UInt32(body.count), 4) + body + [UInt8](repeating: 0, count: body.count % 2)
    }
}

/// A folder that is gone when the test ends.
struct Scratch: ~Copyable {
    let folder = FileManager.default.temporaryDirectory.appending(path: "audio-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ bytes: [UInt8], as name: String = "call.wav") throws -> String {
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }
}

let audioFixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/audio")
