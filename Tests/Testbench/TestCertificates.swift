internal import Foundation

/// Certificates of a root of its own, made by openssl, in a folder that goes with them.
package final class TestCertificates: Sendable {
    package struct NotMade: Error {}

    package static let openssl = "/usr/bin/openssl"
    package static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: openssl) }

    private let folder: URL

    /// A root and certificates that it has signed, of these names, for `server` (`IP:…` or `DNS:…`).
    package init(_ names: String..., for server: String = "IP:127.0.0.1") throws {
        folder = FileManager.default.temporaryDirectory.appending(component: "certificates-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("[req]\ndistinguished_name=name\n[name]\n".utf8).write(to: folder.appending(component: "request.cnf"))
        try make("root", ["-addext", "basicConstraints=critical,CA:TRUE"])
        for name in names {
            try make(name, ["-CA", root, "-CAkey", key("root"), "-addext", "subjectAltName=\(server)"])
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    package var root: String { certificate("root") }
    package func certificate(_ name: String) -> String { path("\(name).pem") }
    package func key(_ name: String) -> String { path("\(name).key") }
    package func path(_ name: String) -> String { folder.appending(component: name).path(percentEncoded: false) }

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
        guard process.terminationStatus == 0 else { throw NotMade() }
    }
}
