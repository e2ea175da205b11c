import Foundation
import Recorder
import Testing

@Suite struct `WAV writer` {
    private let path = FileManager.default.temporaryDirectory.appending(component: "\(UUID()).wav")
        .path(percentEncoded: false)

    @Test func `leaves a whole file after each write`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        var writer = try WAVWriter(path: path, laws: [.aLaw, .aLaw])
        var written: [UInt8] = []
        for second in 0..<5 {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let header = try #require(WAVHeader(bytes: Array(bytes.prefix(WAVHeader.length))))
            #expect(header == WAVHeader(format: .aLaw, channels: 2, dataLength: written.count))
            #expect(Array(bytes.dropFirst(WAVHeader.length)) == written)
            let octets = sound(16_000, seed: UInt64(second))
            try writer.append(octets)
            written += octets
        }
    }

    @Test func `writes the head that RFC 2361 and its readers expect`() {
        let head = WAVHeader(format: .muLaw, channels: 2, dataLength: 0x0102).bytes
        let expected: [UInt8] =
            Array("RIFF".utf8) + [0x34, 1, 0, 0] + Array("WAVEfmt ".utf8) + [18, 0, 0, 0]
            + [7, 0, 2, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 8, 0, 0, 0]
            + Array("fact".utf8) + [4, 0, 0, 0, 0x81, 0, 0, 0] + Array("data".utf8) + [2, 1, 0, 0]
        #expect(head == expected)
    }

    @Test func `refuses to write over a file`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try WAVWriter(path: path, laws: [.aLaw, .aLaw])
        #expect(throws: RecorderError.cannotOpen(path: path, errno: EEXIST)) {
            _ = try WAVWriter(path: path, laws: [.aLaw, .aLaw])
        }
    }

    struct Laws: Sendable, CustomTestStringConvertible {
        var laws: [G711Law]
        var testDescription: String { laws.map(\.rawValue).joined(separator: "+") }
    }

    /// SoX reads the file and says what it hears, as 16-bit PCM; it shares no code with us.
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/sox"), "skipped: sox is not installed"),
        arguments: [Laws(laws: [.aLaw, .aLaw]), Laws(laws: [.muLaw, .muLaw]), Laws(laws: [.muLaw, .aLaw])]
    )
    func `is heard by SoX as G.711 has it`(_ sample: Laws) throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let octets = (0...255).flatMap { [UInt8($0), UInt8(255 - $0)] }
        var writer = try WAVWriter(path: path, laws: sample.laws)
        try writer.append(octets)
        let heard = try Self.run("/usr/bin/sox", [path, "-t", "raw", "-e", "signed", "-b", "16", "-L", "-"])
        let raw = try sample.laws.map { law in
            try Self.run(
                "/usr/bin/sox",
                [
                    "-t", law == .aLaw ? "al" : "ul", "-r", "8000", "-c", "2", "-", "-t", "raw", "-e", "signed", "-b",
                    "16", "-",
                ],
                input: octets
            )
        }
        let expected = octets.indices.flatMap { raw[$0 % 2][2 * $0..<2 * $0 + 2] }
        #expect(heard == expected)
    }

    private static func run(_ tool: String, _ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let process = Process()
        let (output, feed) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: tool)
        process.arguments = arguments
        process.standardInput = feed
        process.standardOutput = output
        try process.run()
        try feed.fileHandleForWriting.write(contentsOf: Data(input))
        try feed.fileHandleForWriting.close()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return [UInt8](bytes)
    }
}

@Suite struct `G.711` {
    @Test(arguments: [
        (G711Law.aLaw, UInt8(0xD5), Int16(8)), (.aLaw, 0x55, -8), (.aLaw, 0xAA, 32256), (.aLaw, 0x2A, -32256),
        (.muLaw, 0xFF, 0), (.muLaw, 0x7F, 0), (.muLaw, 0x80, 32124), (.muLaw, 0x00, -32124),
    ])
    func `expands the ends and the middle of both laws`(_ law: G711Law, _ octet: UInt8, _ sample: Int16) {
        #expect(law.samples[Int(octet)] == sample)
    }
}
