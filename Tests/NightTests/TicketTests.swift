import Foundation
import Night
import Testbench
import Testing

@Suite struct `Tickets of a night` {
    private let site: TestSite
    private let log: URL

    init() throws {
        site = try TestSite()
        log = site.folder.appending(path: "messages")
        try Data().write(to: log)
    }

    private func deliver(to port: Int, attempts: Int = 2) throws {
        let secret = site.folder.appending(path: "tickets.secret")
        try Data("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n".utf8).write(to: secret)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret.path)
        let text = """

            tickets: {webhook: "http://127.0.0.1:\(port)/hook", secret-file: ../tickets.secret, severity: info, attempts: \(attempts)}
            """
        let before = try Data(contentsOf: site.workspace.settings)
        try (before + Data(text.utf8)).write(to: site.workspace.settings)
    }

    private func messages() throws -> [[String: Any]] {
        try Data(contentsOf: log).split(separator: 10).map {
            try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any])
        }
    }

    @Test func `are posted, signed, once, with pseudonyms only`() throws {
        // Busy at first.
        let server = try PythonServer(log: log, answers: "503,200")
        defer { server.stop() }
        try deliver(to: server.port)
        try site.drop(SampleDay.files())
        #expect(try site.command("run").status == 0)
        let sent = try messages()
        #expect(sent.count == 2)
        #expect(sent.allSatisfy { $0["signed"] as? Bool == true })
        #expect(Set(sent.compactMap { $0["id"] as? String }).count == 1)
        let body = try #require(sent.last?["body"] as? String)
        for canary in SampleDay.canaries { #expect(!body.contains(canary)) }
        let message = try #require(JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
        let printed = try site.command("calls", "tickets", "--severity", "info").text.split(separator: "\n")
        #expect((message["tickets"] as? [Any])?.count == printed.count && !printed.isEmpty)
        #expect(try site.command("audit", "show", "--act", "exported").text.contains("webhook"))

        // Nothing new, nothing sent; asked for, all again under the same id.
        #expect(try site.command("run").status == 0)
        #expect(try messages().count == 2)
        #expect(try site.command("calls", "tickets", "--severity", "info", "--send").status == 0)
        #expect(try messages().last?["id"] as? String == sent.last?["id"] as? String)
    }

    @Test func `wait for the next night where nobody takes them`() throws {
        let server = try PythonServer(log: log, answers: "307,200")
        defer { server.stop() }
        try deliver(to: server.port, attempts: 3)
        let files = try SampleDay.files()
        try site.drop(files)
        let first = try site.command("run")
        #expect(first.status == 3)
        #expect(first.errors.contains("tickets"))
        // A redirection is not followed, and what a server refuses is not tried again.
        #expect(try messages().count == 1)
        try site.drop([DroppedFile("other.wav", SpokenWAV(milliseconds: 4000, [(0, 300, 1500)]).file())])
        #expect(try !site.command("run").errors.contains("tickets"))
        let bodies = try messages().compactMap { $0["body"] as? String }
        #expect(bodies.count == 2)
        #expect(bodies.last?.contains(SampleDay.english) == true)
    }

    @Test func `are sent nowhere unless the settings say so`() throws {
        try site.drop(SampleDay.files())
        #expect(try site.command("run").status == 0)
        #expect(!FileManager.default.fileExists(atPath: site.workspace.home.appending(path: ".tickets-sent").path))
        #expect(try site.command("calls", "tickets", "--severity", "info", "--send").status == 3)
    }
}

/// A server that checks signatures with Python's own HMAC, writes down what it gets, and answers as it is told; the last
/// answer holds on.
extension PythonServer {
    fileprivate init(log: URL, answers: String) throws {
        let script = """
            import base64, hashlib, hmac, http.server, json, sys
            answers = [int(answer) for answer in sys.argv[2].split(",")]
            key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_POST(self):
                    body = self.rfile.read(int(self.headers["Content-Length"]))
                    signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
                    code = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
                    line = {"id": self.headers["webhook-id"], "signed": code == self.headers["webhook-signature"],
                            "path": self.path, "body": body.decode()}
                    open(sys.argv[1], "a").write(json.dumps(line) + "\\n")
                    self.send_response(answers.pop(0) if len(answers) > 1 else answers[0])
                    self.send_header("Location", "/elsewhere")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                def log_message(self, *arguments): pass
            """
        try self.init(script, [log.path, answers])
    }
}
