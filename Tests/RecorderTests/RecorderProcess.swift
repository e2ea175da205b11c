import Foundation
import Recorder
import Synchronization

/// The built `aftercall record`, as a process that can be killed.
final class RecorderProcess: Sendable {
    /// SwiftPM puts the tests and the command into one folder.
    private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "aftercall")

    let listener: SIPListener
    private let process: Mutex<Process>
    private let identifier: pid_t
    private let wasKilled = Mutex(false)

    /// Makes a folder a workspace with settings that leave all as it is.
    static func prepare(_ workspace: URL) throws {
        try FileManager.default.createDirectory(at: workspace, withIntermediateDirectories: true)
        try Data("record:\n  maximum-calls: 500\n".utf8).write(to: workspace.appending(path: "aftercall.yaml"))
    }

    /// Starts in `workspace` and returns once it listens; where the test may, it runs before all else.
    init(workspace: URL, rtpPorts: ClosedRange<UInt16>) async throws {
        let errors = workspace.appending(path: "recorder-\(UUID().uuidString).log")
        try Data().write(to: errors)
        let process = Process()
        process.executableURL = Self.program
        process.arguments = [
            "record", "--home", workspace.path, "--sip", "udp:127.0.0.1:0", "--rtp-ports",
            "\(rtpPorts.lowerBound)-\(rtpPorts.upperBound)",
        ]
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        identifier = process.processIdentifier
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(identifier), -10)
        self.process = Mutex(process)
        listener = try await eventually(within: .seconds(60)) {
            let text = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
            return text.firstMatch(of: /listening on (udp:127\.0\.0\.1:[0-9]+)\n/).flatMap { SIPListener(String($0.1)) }
        }
    }

    deinit { Foundation.kill(identifier, SIGKILL) }

    var isKilled: Bool { wasKilled.withLock { $0 } }

    func kill() {
        wasKilled.withLock { wasKilled in
            wasKilled = true
            _ = Foundation.kill(identifier, SIGKILL)
        }
    }

    /// Has it end of itself; its exit status.
    func stop() async throws -> Int32 {
        _ = Foundation.kill(identifier, SIGTERM)
        return try await eventually(within: .seconds(60)) {
            process.withLock { $0.isRunning ? nil : $0.terminationStatus }
        }
    }
}
