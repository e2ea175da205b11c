import Foundation

/// Coded sound of `fixtures/codecs`, made by ffmpeg.
enum CodecFixture {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fixtures/codecs")

    static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: name))) }

    /// A second of G.722 in packets of 20 ms.
    static func g722() throws -> [[UInt8]] {
        let bytes = try bytes("sweep.g722")
        return stride(from: 0, to: bytes.count, by: 160).map { Array(bytes[$0..<$0 + 160]) }
    }

    /// What ffmpeg makes of it, at 16 kHz.
    static func g722Sound() throws -> [Int16] {
        let bytes = try bytes("sweep.pcm")
        return stride(from: 0, to: bytes.count, by: 2).map {
            Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
        }
    }

    /// A second of 1 kHz in Opus packets of 20 ms.
    static func opus() throws -> [[UInt8]] {
        var rest = try bytes("tone.opus-packets")[...]
        var packets: [[UInt8]] = []
        while let high = rest.popFirst(), let low = rest.popFirst() {
            let count = Int(high) << 8 | Int(low)
            packets.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return packets
    }
}
