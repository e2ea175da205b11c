import Foundation
import Testing

/// Parts of the toolchain that rooms with files, clocks or C in them may use.
private let toolchain: Set<String> = ["Dispatch", "Foundation", "Glibc", "Synchronization"]

/// What each room may import beside the standard library; the table in CONTRIBUTING.md says the same.
private let allowed: [String: Set<String>] = [
    "Calls": [],
    "StrictYAML": ["Yams"],
    "Wire": [],
    "HTTP": ["Foundation", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL"],
    "Vault": toolchain.union(["COpenSSL"]),
    "Audio": toolchain.union(["Calls", "COpus", "CSndFile"]),
    "Signal": ["Glibc", "Calls", "CFFTW"],
    "CDR": ["Foundation", "Calls"],
    "Report": ["Foundation", "Calls"],
    "Retention": ["Foundation", "Calls"],
    "Quality": ["Foundation", "Calls", "StrictYAML"],
    "Masking": ["Calls", "Audio"],
    "Speech": toolchain.union(["Calls", "Audio", "HTTP"]),
    "Archive": ["Foundation", "Calls", "Vault", "GRDB"],
    "Recorder": toolchain.union([
        "Calls", "Wire", "Vault", "CSockets", "CSRTP", "NIOCore", "NIOPosix", "NIOSSL", "NIOTLS", "Logging",
    ]),
    "Night": toolchain.union([
        "Calls", "HTTP", "StrictYAML", "Vault", "Audio", "Signal", "CDR", "Report", "Retention",
        "Quality", "Masking", "Speech", "Archive", "CMalloc",
    ]),
    "aftercall": [
        "Foundation", "Calls", "StrictYAML", "Vault", "Audio", "Report", "Retention", "Quality", "Masking",
        "Archive", "Recorder", "Night", "ArgumentParser", "CVersion", "Logging",
    ],
    "demo": ["Foundation", "Calls", "Audio"],
    "bench": ["Foundation", "Calls", "Audio", "Quality", "Signal", "Speech", "Vault"],
]

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

private func swiftFiles(under folder: String) throws -> [URL] {
    let all = try #require(
        FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
    )
    return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
}

private func lines(of file: URL) throws -> [Substring] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
}

@Suite struct `House rules` {
    @Test(arguments: allowed.keys.sorted())
    func `a room imports only from rooms below it`(room: String) throws {
        let statement = #/^\s*(?:@\w+ )*(?:(?:package|internal|private|fileprivate) )?import (?:\w+ )?(\w+)/#
        let files = try swiftFiles(under: "Sources/\(room)")
        #expect(!files.isEmpty)
        for file in files {
            for line in try lines(of: file) {
                guard let module = line.firstMatch(of: statement)?.1 else { continue }
                let isAllowed = allowed[room, default: []].contains(String(module))
                #expect(isAllowed, "\(file.lastPathComponent) imports \(module)")
            }
        }
    }

    @Test func `every room is in the table`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path)
        #expect(Set(folders.filter { !$0.hasPrefix("C") || $0 == "Calls" || $0 == "CDR" }) == Set(allowed.keys))
    }

    @Test func `no file is longer than 400 lines and half of them are under 150`() throws {
        let lengths = try (swiftFiles(under: "Sources") + swiftFiles(under: "Tests")).map { file in
            (file.lastPathComponent, try lines(of: file).count)
        }
        let long = lengths.filter { $0.1 > 400 }.map(\.0)
        #expect(long.isEmpty)
        let median = try #require(lengths.map(\.1).sorted().dropFirst(lengths.count / 2).first)
        #expect(median < 150)
    }

    /// `@unchecked Sendable`, `try!` and their like need a comment that proves them on the line before.
    @Test func `nothing switches a check off without a proof`() throws {
        let switches = ["@unchecked Sendable", "try!", "nonisolated(unsafe)", "fatalError("]
        for file in try swiftFiles(under: "Sources") {
            let text = try lines(of: file)
            for (index, line) in text.enumerated() where switches.contains(where: { line.contains($0) }) {
                let isProven = index > 0 && text[index - 1].contains("//")
                #expect(isProven, "\(file.lastPathComponent):\(index + 1)")
            }
        }
    }
}
