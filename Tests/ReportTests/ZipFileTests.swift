import Foundation
import Report
import Testing

@Suite struct `A zip file` {
    private static let members: [(name: String, bytes: [UInt8])] = [
        ("calls.csv", Array("a,b\r\n1,二\r\n".utf8)), ("audit/2026-11.signed", Array("x".utf8)), ("leer", []),
        ("核验.md", (0..<70_000).map { UInt8(truncatingIfNeeded: $0 * $0) }),
    ]

    @Test func `is the same for the same members`() throws {
        #expect(try ZipFile(Self.members, in: "p").bytes == ZipFile(Self.members, in: "p").bytes)
    }

    @Test(.enabled(if: Tool.isHere("/usr/bin/python3"), "skipped: Python is not here"))
    func `is read by Python's zipfile, sums and all`() throws {
        let script = """
            import sys, zipfile
            book = zipfile.ZipFile("p.zip")
            assert book.testzip() is None
            for entry in book.infolist(): sys.stdout.buffer.write(entry.filename.encode() + b"\\0" + book.read(entry))
            """
        let zip = try ZipFile(Self.members, in: "包").bytes
        let result = try Tool.inFolder(holding: [("p.zip", zip)]) { folder in
            try Tool.run("/usr/bin/python3", ["-c", script], in: folder)
        }
        #expect(result.status == 0)
        #expect(result.output == Self.members.flatMap { Array("包/\($0.name)\0".utf8) + $0.bytes })
    }
}
