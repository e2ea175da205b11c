import Foundation

/// The built command, run as a child of the tests.
enum Program {
    /// The one that `AFTERCALL_PROGRAM` names; else SwiftPM puts the tests and the command into one folder.
    static let url =
        ProcessInfo.processInfo.environment["AFTERCALL_PROGRAM"].map { URL(filePath: $0) }
        ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "aftercall")

    struct Result {
        var status: Int32
        var output: [UInt8]
        var errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Runs the command to its end, or kills it after a while.
    static func run(
        _ arguments: [String],
        in folder: URL,
        environment: [String: String] = ["TERM": "dumb"],
        input: URL? = nil,
        killedAfter delay: Duration? = nil
    ) throws -> Result {
        let child = try Child(url, arguments, in: folder, environment: environment, input: input)
        if let delay {
            usleep(UInt32(delay / .microseconds(1)))
            kill(child.process.processIdentifier, SIGKILL)
        }
        return try child.wait()
    }
}

/// A running program whose output goes to files, so that no full pipe can stop it.
struct Child {
    let process = Process()
    private let output = FileManager.default.temporaryDirectory.appending(path: "out-\(UUID().uuidString)")
    private let errors = FileManager.default.temporaryDirectory.appending(path: "err-\(UUID().uuidString)")

    init(
        _ program: URL,
        _ arguments: [String],
        in folder: URL,
        environment: [String: String],
        input: URL? = nil
    ) throws {
        try Data().write(to: output)
        try Data().write(to: errors)
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let kept = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "LD_LIBRARY_PATH"].contains($0.key) }
        process.environment = kept.merging(environment) { _, given in given }
        process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
    }

    func wait() throws -> Program.Result {
        process.waitUntilExit()
        defer {
            try? FileManager.default.removeItem(at: output)
            try? FileManager.default.removeItem(at: errors)
        }
        return Program.Result(
            status: process.terminationStatus,
            output: [UInt8](try Data(contentsOf: output)),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        )
    }
}
