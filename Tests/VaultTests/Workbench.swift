import Foundation
import Vault

/// A folder of its own for one test, removed when the test ends.
struct TemporaryFolder: ~Copyable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(component: "vault-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The paths of all files in it, relative and sorted.
    var files: [String] {
        let walk = FileManager.default.enumerator(atPath: url.filePath)
        var files: [String] = []
        while let path = walk?.nextObject() as? String {
            if walk?.fileAttributes?[.type] as? FileAttributeType != .typeDirectory { files.append(path) }
        }
        return files.sorted()
    }
}

/// A program of the system that reads what the vault writes, or writes what it reads.
struct Tool {
    let path: String

    static let age = Tool(path: "/usr/bin/age")
    static let ageKeygen = Tool(path: "/usr/bin/age-keygen")
    static let sshKeygen = Tool(path: "/usr/bin/ssh-keygen")
    static let openssl = Tool(path: "/usr/bin/openssl")
    static let gzip = Tool(path: "/usr/bin/gzip")

    var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    struct Result {
        let status: Int32
        let output: [UInt8]
    }

    /// Runs the tool on a file as its input; what it says on standard error is dropped.
    func run(_ arguments: [String], input: URL? = nil) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
        try process.run()
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: bytes)
    }
}

/// Bytes that look random and are the same every time.
func noise(_ count: Int) -> [UInt8] {
    count <= noiseTable.count ? Array(noiseTable[..<count]) : noiseTable + noise(count - noiseTable.count)
}

private let noiseTable: [UInt8] = {
    var state: UInt64 = 1
    return (0..<400_000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
    }
}()

extension URL {
    var filePath: String { path(percentEncoded: false) }
    var bytes: [UInt8] { get throws { [UInt8](try Data(contentsOf: self)) } }

    func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: self) }
}

/// The repository's root; `../shared` beside it holds vectors that are not shipped.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

extension KeyRing {
    /// A key ring with every key, below `folder`.
    static func filled(in folder: URL, _ profile: SealProfile = .age) throws -> KeyRing {
        let ring = KeyRing(
            folder: folder.appending(component: "keys"),
            secrets: folder.appending(component: "secrets"),
            profile: profile
        )
        _ = try ring.generateMissing(at: Date(timeIntervalSince1970: 1_767_225_600))
        return ring
    }
}

extension Span<UInt8> {
    var array: [UInt8] { unsafe withUnsafeBufferPointer { unsafe Array($0) } }
}
