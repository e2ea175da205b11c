import Foundation
import Testbench

/// `openssl s_client`, which says to the recorder what it is told and keeps what it hears.
final class SecureClient {
    private let process = Process()
    private let input = Pipe()
    private let output: URL

    init(_ certificates: TestCertificates, to port: UInt16, as name: String, _ options: String...) throws {
        output = URL(filePath: certificates.path("heard-by-\(name)"))
        try Data().write(to: output)
        process.executableURL = URL(filePath: TestCertificates.openssl)
        process.arguments =
            [
                "s_client", "-connect", "127.0.0.1:\(port)", "-quiet", "-verify_return_error", "-CAfile",
                certificates.root, "-cert", certificates.certificate(name), "-key", certificates.key(name),
            ] + options
        process.standardInput = input
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        // It inherits the signal mask of a test's thread, which may hold SIGTERM back.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    func say(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

    /// Everything up to now, as soon as it holds an empty line.
    func heard() async throws -> String {
        try await eventually {
            let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
            return text.contains("\r\n\r\n") ? text : nil
        }
    }
}
