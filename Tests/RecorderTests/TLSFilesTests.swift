import Foundation
import Logging
import Recorder
import Testbench
import Testing

@Suite(.enabled(if: TestCertificates.isPossible, "skipped: openssl is not here"))
struct `TLS files` {
    /// What a start with these files fails with.
    private static func fault(_ files: RecorderConfiguration.TLSFiles?) async throws -> RecorderError? {
        let workspace = FileManager.default.temporaryDirectory.appending(component: "tls-files-\(UUID())")
        defer { try? FileManager.default.removeItem(at: workspace) }
        var configuration = RecorderConfiguration(
            workspace: workspace.path(percentEncoded: false),
            listeners: [SIPListener(.tls, address: "127.0.0.1", port: 0)]
        )
        configuration.tls = files
        do {
            let recorder = try await RunningRecorder.start(configuration, logger: Logger(label: "tls-files"))
            await recorder.stop(grace: .zero)
            return nil
        } catch let error as RecorderError {
            return error
        }
    }

    @Test func `are needed where TLS is listened for`() async throws {
        #expect(try await Self.fault(nil) == .noCertificate)
    }

    @Test func `that are not there are named`() async throws {
        let made = try TestCertificates("a")
        let (good, absent) = (made.certificate("a"), made.path("absent.pem"))
        let missing = RecorderError.cannotOpen(path: absent, errno: ENOENT)
        #expect(try await Self.fault(.init(certificates: absent, key: made.key("a"))) == missing)
        #expect(try await Self.fault(.init(certificates: good, key: absent)) == missing)
        #expect(try await Self.fault(.init(certificates: good, key: made.key("a"), clientRoots: absent)) == missing)
    }

    @Test func `that hold something else are named`() async throws {
        let made = try TestCertificates("a", "b")
        let (certificate, key) = (made.certificate("a"), made.key("a"))
        #expect(try await Self.fault(.init(certificates: key, key: key)) == .notCertificates(path: key))
        #expect(
            try await Self.fault(.init(certificates: certificate, key: certificate))
                == .notPrivateKey(path: certificate)
        )
        #expect(
            try await Self.fault(.init(certificates: certificate, key: key, clientRoots: key))
                == .notCertificates(path: key)
        )
        #expect(
            try await Self.fault(.init(certificates: certificate, key: made.key("b")))
                == .unusableCertificate(path: certificate, key: made.key("b"))
        )
    }
}
