import Audio
import Calls
import Foundation
import Testing

@Suite struct `Length of a video` {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fixtures/video")

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// What ffprobe says; nil where our reader finds none in the header.
        var milliseconds: Int?
    }

    static let cases = [
        Case(testDescription: "sale.mp4", milliseconds: 2600), Case(testDescription: "sale.mov", milliseconds: 12_000),
        Case(testDescription: "sale.mkv", milliseconds: 12_000), Case(testDescription: "sale.webm", milliseconds: 2600),
        Case(testDescription: "fragmented.mp4", milliseconds: nil),
        Case(testDescription: "README.md", milliseconds: nil),
    ]

    @Test(arguments: cases) func `is what its container says`(_ example: Case) throws {
        let path = Self.folder.appending(path: example.testDescription).path
        #expect(try VideoLength.read(path: path) == example.milliseconds.map { Milliseconds($0) })
    }

    @Test(arguments: ["sale.mp4", "sale.mkv"])
    func `is found or not in a file that was cut or altered, and nothing worse`(_ name: String) throws {
        let whole = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
        let copy = FileManager.default.temporaryDirectory.appending(path: "video-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: copy) }
        for place in stride(from: 1, to: whole.count, by: 7) {
            for (bytes, isCut) in [(Array(whole[..<place]), true), (whole, false)] {
                var bytes = bytes
                if !isCut { bytes[place] = 0xFF }
                try Data(bytes).write(to: copy)
                let length = try VideoLength.read(path: copy.path)
                #expect(length.map { $0 > .zero && $0.count <= 31 * 86_400_000 } ?? true)
            }
        }
    }
}
