import Foundation
import HTTP
import Testbench
import Testing

/// Answers in Python: what each path asks for is in its name.
private let handler = """
    import http.server, json, sys, time
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def log_message(self, *parts): pass
        def do_GET(self): self.answer(b"")
        def do_POST(self): self.answer(self.rfile.read(int(self.headers["Content-Length"])))
        def answer(self, body):
            if self.path == "/slow": time.sleep(20)
            if self.path == "/broken": return self.wfile.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhalf")
            if self.path == "/else": return self.wfile.write(b"220 mail.example ESMTP\\r\\n")
            said = json.dumps({"path": self.path, "host": self.headers["Host"], "body": body.hex(),
                               "note": self.headers["Note"]}).encode()
            self.send_response(302 if self.path == "/moved" else 200)
            self.send_header("Location", "/elsewhere")
            if self.path == "/parts":
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for octet in said: self.wfile.write(b"1\\r\\n%c\\r\\n" % octet)
                return self.wfile.write(b"0\\r\\n\\r\\n")
            if self.path != "/endless": self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)
            if self.path == "/endless":
                while True: self.wfile.write(bytes(65536))
    # A client that goes is no news.
    http.server.HTTPServer.handle_error = lambda *parts: None
    """

/// Speaks TLS with the certificate and key of the arguments.
private let secureServer = """

    import ssl
    class SecureServer(http.server.HTTPServer):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1], sys.argv[2])
            self.socket = context.wrap_socket(self.socket, server_side=True)
    http.server.HTTPServer = SecureServer
    """

private struct Heard: Decodable {
    var path: String
    var host: String
    var body: String
    var note: String?
}

@Suite struct `An exchange over HTTP` {
    private func ask(
        _ url: String,
        _ method: HTTPRequest.Method = .get,
        body: [UInt8] = [],
        timeLimit: Int = 20_000,
        roots: String? = nil
    ) async throws -> HTTPExchange.Outcome {
        let address = try #require(URL(string: url))
        var request = try #require(HTTPRequest(address, method, timeLimit: timeLimit))
        request.headers = [("Note", "as it is")]
        request.body = body
        return await HTTPExchange.outcome(of: request, answerLimit: 1 << 20, roots: roots)
    }

    private func heard(_ outcome: HTTPExchange.Outcome) throws -> Heard {
        guard case .answered(_, let body) = outcome else {
            Issue.record("\(outcome)")
            throw CancellationError()
        }
        return try JSONDecoder().decode(Heard.self, from: Data(body))
    }

    @Test func `brings every octet, and the answer whether it comes whole or in parts`() async throws {
        let server = try PythonServer(handler, [])
        defer { server.stop() }
        let octets = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        for path in ["/whole?a=%20b", "/parts"] {
            let heard = try heard(try await ask("http://127.0.0.1:\(server.port)\(path)", .post, body: octets))
            #expect(heard.path == path)
            #expect(heard.host == "127.0.0.1:\(server.port)")
            #expect(heard.note == "as it is")
            #expect(heard.body == octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        }
        #expect(try heard(try await ask("http://127.0.0.1:\(server.port)")).path == "/")
    }

    @Test func `does not go where it is sent on`() async throws {
        let server = try PythonServer(handler, [])
        defer { server.stop() }
        let outcome = try await ask("http://127.0.0.1:\(server.port)/moved")
        guard case .answered(302, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test(arguments: [
        ("/endless", HTTPExchange.Outcome.tooLarge), ("/broken", .failed(.interrupted)),
        ("/else", .failed(.interrupted)),
    ])
    func `ends with what the server makes of it`(path: String, outcome: HTTPExchange.Outcome) async throws {
        let server = try PythonServer(handler, [])
        defer { server.stop() }
        #expect(try await ask("http://127.0.0.1:\(server.port)\(path)") == outcome)
    }

    @Test func `is given up in its time`() async throws {
        let server = try PythonServer(handler, [])
        defer { server.stop() }
        #expect(try await ask("http://127.0.0.1:\(server.port)/slow", timeLimit: 300) == .failed(.timedOut))
    }

    @Test func `is none with a header that would end early`() async throws {
        let server = try PythonServer(handler, [])
        defer { server.stop() }
        let address = try #require(URL(string: "http://127.0.0.1:\(server.port)/"))
        var request = try #require(HTTPRequest(address, timeLimit: 20_000))
        request.headers = [("Note", "one\r\nHost: another")]
        #expect(await HTTPExchange.outcome(of: request, answerLimit: 1000) == .failed(.interrupted))
    }

    @Test func `says that nobody is there`() async throws {
        #expect(try await ask("http://127.0.0.1:1/") == .failed(.noConnection(code: ECONNREFUSED)))
        #expect(try await ask("http://nobody.invalid/") == .failed(.unknownHost))
    }

    @Test(
        .enabled(if: TestCertificates.isPossible),
        arguments: [("IP:127.0.0.1", "127.0.0.1"), ("DNS:localhost", "localhost")]
    )
    func `is secret with a server that proves its name, and does not begin with another`(
        name: String,
        host: String
    ) async throws {
        let certificates = try TestCertificates("server", for: name)
        let server = try PythonServer(
            handler + secureServer,
            [certificates.certificate("server"), certificates.key("server")]
        )
        defer { server.stop() }
        let url = "https://\(host):\(server.port)/"
        #expect(try heard(try await ask(url, roots: certificates.root)).path == "/")
        #expect(try await ask(url) == .failed(.untrusted))
        #expect(try await ask(url, roots: "/nowhere.pem") == .failed(.noRoots))
    }

    @Test(.enabled(if: TestCertificates.isPossible))
    func `does not begin where the certificate is another server's`() async throws {
        let certificates = try TestCertificates("server", for: "DNS:another.example")
        let server = try PythonServer(
            handler + secureServer,
            [certificates.certificate("server"), certificates.key("server")]
        )
        defer { server.stop() }
        for host in ["localhost", "127.0.0.1"] {
            let outcome = try await ask("https://\(host):\(server.port)/", roots: certificates.root)
            #expect(outcome == .failed(.untrusted))
        }
    }

    @Test(arguments: ["ftp://127.0.0.1/", "http:///path", "mailto:a@b.example", "/path"])
    func `is with servers of the web alone`(url: String) throws {
        let address = try #require(URL(string: url))
        #expect(HTTPRequest(address, timeLimit: 1) == nil)
    }
}
