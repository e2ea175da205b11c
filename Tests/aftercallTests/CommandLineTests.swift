import Foundation
import Testing

@Suite struct `Command line` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scripts")

    private static var scripts: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".txt") }
            .sorted()
    }

    @Test(arguments: scripts)
    func `does what the script says`(_ script: String) throws {
        try Script(contentsOf: Self.folder.appending(path: script)).play()
    }

    @Test func `there are scripts`() {
        #expect(Self.scripts.count >= 8)
    }
}
