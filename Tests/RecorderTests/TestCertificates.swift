import Foundation

/// Certificates of a root of its own, made by openssl, in a folder that goes with them.
final class TestCertificates: Sendable {
    static let openssl = "/usr/bin/openssl"
    static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: openssl) }

    private let folder: URL

    /// A root and certificates that it has signed, of these names.
    init(_ names: String...) throws {
        folder = FileManager.default.temporaryDirectory.appending(component: "certificates-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("[req]\ndistinguished_name=name\n[name]\n".utf8).write(to: folder.appending(component: "request.cnf"))
        try make("root", ["-addext", "basicConstraints=critical,CA:TRUE"])
        for name in names {
            try make(name, ["-CA", root, "-CAkey", key("root"), "-addext", "subjectAltName=IP:127.0.0.1"])
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var root: String { certificate("root") }
    func certificate(_ name: String) -> String { path("\(name).pem") }
    func key(_ name: String) -> String { path("\(name).key") }
    func path(_ name: String) -> String { folder.appending(component: name).path(percentEncoded: false) }

    private func make(_ name: String, _ options: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.openssl)
        process.arguments =
            [
                "req", "-config", path("request.cnf"), "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
                "-keyout", key(name), "-out", certificate(name),
            ] + options
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw PeerError.refused(process.terminationStatus) }
    }
}

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
