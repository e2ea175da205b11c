import Foundation

/// A stock tool that reads what the room writes.
enum Tool {
    static let python = "/usr/bin/python3"
    static let sha256sum = "/usr/bin/sha256sum"

    static func isHere(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    struct Result {
        var status: Int32
        var output: [UInt8]
    }

    /// Runs a tool with a file of `input` as its last argument, in a folder of its own.
    static func run(_ path: String, _ arguments: [String], on input: [UInt8]) throws -> Result {
        try inFolder(holding: [("input", input)]) { try run(path, arguments + ["input"], in: $0) }
    }

    static func inFolder<Value>(
        holding files: [(name: String, bytes: [UInt8])],
        _ body: (URL) throws -> Value
    ) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in files { try Data(file.bytes).write(to: folder.appending(path: file.name)) }
        return try body(folder)
    }

    static func run(_ path: String, _ arguments: [String], in folder: URL) throws -> Result {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: [UInt8](output))
    }
}
