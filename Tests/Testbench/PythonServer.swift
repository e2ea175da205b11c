internal import Foundation

/// A web server in Python, on a port of loopback that the kernel chooses, until it is stopped.
package struct PythonServer {
    package struct NotStarted: Error {}

    package let port: Int
    private let process = Process()

    /// `script` defines `Handler`, a `BaseHTTPRequestHandler` that keeps no log of its own; `arguments` are its `sys.argv[1:]`.
    package init(_ script: String, _ arguments: [String]) throws {
        let serving = """
            server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script + "\n" + serving] + arguments
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw NotStarted() }
        self.port = port
    }

    package func stop() { kill(process.processIdentifier, SIGKILL) }
}
