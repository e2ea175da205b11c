import Calls
import Foundation
import Logging
import Recorder
import Synchronization

/// A recorder in a workspace of its own, on ports of the kernel's choice.
///
/// `run` stops it, lets `afterStop` look at what it left, and clears everything away.
struct TestRecorder {
    let recorder: RunningRecorder
    let workspace: URL
    let log: LogLines

    var udp: SIPListener { recorder.listeners[0] }
    var tcp: SIPListener { recorder.listeners[1] }

    static func run(
        workspace: URL? = nil,
        _ change: (inout RecorderConfiguration) -> Void = { _ in },
        _ body: (TestRecorder) async throws -> Void,
        afterStop: (TestRecorder) async throws -> Void = { _ in }
    ) async throws {
        let workspace = workspace ?? FileManager.default.temporaryDirectory.appending(component: "recorder-\(UUID())")
        defer { try? FileManager.default.removeItem(at: workspace) }
        let first = UInt16.random(in: 5000...12_000) * 4
        var configuration = RecorderConfiguration(
            workspace: workspace.path(percentEncoded: false),
            listeners: [
                SIPListener(.udp, address: "127.0.0.1", port: 0), SIPListener(.tcp, address: "127.0.0.1", port: 0),
            ],
            rtpPorts: first...first + 400
        )
        change(&configuration)
        let log = LogLines()
        var logger = Logger(label: "recorder") { _ in log }
        logger.logLevel = .trace
        let recorder = try await RunningRecorder.start(configuration, logger: logger)
        let test = TestRecorder(recorder: recorder, workspace: workspace, log: log)
        do {
            try await body(test)
        } catch {
            await recorder.stop(grace: .zero)
            throw error
        }
        await recorder.stop(grace: .zero)
        try await afterStop(test)
    }

    /// The one call that is in the inbox, once it is there.
    func delivered() async throws -> RecordedCall {
        try await eventually {
            let names = try FileManager.default.contentsOfDirectory(atPath: inbox.path(percentEncoded: false))
            return try names.first { $0.hasSuffix(".cdr.json") }.map { try RecordedCall(inbox, cdr: $0) }
        }
    }

    /// The calls in the inbox, once there are `count`, by their start.
    func delivered(_ count: Int) async throws -> [RecordedCall] {
        let names = try await eventually {
            let names = try FileManager.default.contentsOfDirectory(atPath: inbox.path(percentEncoded: false))
                .filter { $0.hasSuffix(".cdr.json") }
            return names.count >= count ? names : nil
        }
        return try names.map { try RecordedCall(inbox, cdr: $0) }.sorted { $0.cdr.start < $1.cdr.start }
    }

    var inbox: URL { workspace.appending(component: "inbox") }
    var spool: URL { workspace.appending(component: "spool") }
}

/// A CDR and its recording, as the night finds them.
struct RecordedCall {
    var cdr: RecorderCDR
    var bytes: [UInt8] = []

    init(_ inbox: URL, cdr name: String) throws {
        cdr = try JSONDecoder().decode(RecorderCDR.self, from: Data(contentsOf: inbox.appending(component: name)))
        if let recording = cdr.recording {
            bytes = [UInt8](try Data(contentsOf: inbox.appending(component: recording)))
        }
    }

    var isSealed: Bool { cdr.recording?.hasSuffix(".age") == true }

    /// The head of the WAV file; one that leaves the length open says that it is the longest.
    var header: WAVHeader? {
        let head = Array(bytes.prefix(WAVHeader.length))
        guard let closed = WAVHeader(bytes: head) else {
            let formats: [WAVHeader.Format] = [.aLaw, .muLaw, .pcm16]
            return formats.map { WAVHeader(format: $0, channels: Int(head[22]), dataLength: WAVHeader.dataLimit) }
                .first { $0.openBytes == head }
        }
        return closed
    }

    /// What is stored of a channel, silence at both ends left out.
    func sound(_ channel: Int, silence: UInt8 = 0xD5) -> [UInt8] {
        let channels = header?.channels ?? 2
        let octets = stride(from: WAVHeader.length + channel, to: bytes.count, by: channels).map { bytes[$0] }
        guard let first = octets.firstIndex(where: { $0 != silence }),
            let last = octets.lastIndex(where: { $0 != silence })
        else { return [] }
        return Array(octets[first...last])
    }
}

/// Keeps all that is logged.
final class LogLines: LogHandler, Sendable {
    private let lines = Mutex<[String]>([])
    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }
    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }
}
