import Calls
import Foundation
import Recorder
import Testing
import Vault

/// Recordings that are sealed as they are said, and what opens them.
enum SealedCalls {
    private static let age = "/usr/bin/age"

    /// What a workspace needs to be sealed to, and the keys that open it.
    static func keys(in workspace: URL) throws -> KeyRing {
        let ring = KeyRing(
            folder: workspace.appending(component: "keys"),
            secrets: workspace.appending(component: "secrets")
        )
        _ = try ring.generateMissing(at: Date(timeIntervalSince1970: 1_767_225_600))
        return ring
    }

    /// Has the recorder of a prepared workspace seal what it records.
    static func sealLive(_ workspace: URL) throws {
        let settings = workspace.appending(component: "aftercall.yaml")
        try Data("record:\n  seal: live\n  maximum-calls: 500\n".utf8).write(to: settings)
    }

    /// What stock age makes of a file, or our own reader where age is not installed.
    static func open(_ file: URL, _ ring: KeyRing, _ role: Role) throws -> [UInt8] {
        guard FileManager.default.isExecutableFile(atPath: age) else {
            var bytes: [UInt8] = []
            try Sealing.decrypt(fileAt: file, with: try ring.identity(of: role)) { span in
                for index in span.indices { bytes.append(span[index]) }
            }
            return bytes
        }
        let identity = ring.identityFile(of: role).path(percentEncoded: false)
        return try toolOutput("age", ["-d", "-i", identity, file.path(percentEncoded: false)])
    }

    /// A call with its recording as it was before it was sealed.
    static func opened(_ call: RecordedCall, in inbox: URL, with ring: KeyRing) throws -> RecordedCall {
        guard let recording = call.cdr.recording else { return call }
        #expect(recording.hasSuffix(".age"))
        var call = call
        call.bytes = try open(inbox.appending(component: recording), ring, .night)
        return call
    }
}
