import Foundation
import Night
import Testbench
import Testing

@Suite struct `A night that is watched` {
    private let site: TestSite

    init() throws { site = try TestSite() }

    private func watch(_ lines: String...) throws {
        let text = "\nwatching:\n" + lines.map { "  \($0)\n" }.joined()
        let before = try Data(contentsOf: site.workspace.settings)
        try (before + Data(text.utf8)).write(to: site.workspace.settings)
    }

    private func metrics() throws -> [String: Double] {
        let text = try String(contentsOf: site.workspace.home.appending(path: "night.prom"), encoding: .utf8)
        let samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        return try Dictionary(
            uniqueKeysWithValues: samples.map { line in
                let parts = line.split(separator: " ")
                try #require(parts.count == 2)
                return (String(parts[0]), try #require(Double(parts[1])))
            }
        )
    }

    /// There is a recording, and nobody to seal it to.
    private func failingRun() throws -> Program.Result {
        try site.drop([DroppedFile("other.wav", SpokenWAV(milliseconds: 4000, [(0, 300, 1500)]).file())])
        try FileManager.default.removeItem(at: site.workspace.keys)
        return try site.command("run")
    }

    @Test func `writes metrics that a failure leaves the last success in`() throws {
        try watch("metrics: night.prom")
        try site.drop(SampleDay.files())
        #expect(try site.command("run").status == 0)
        let good = try metrics()
        #expect(good["aftercall_run_exit_code"] == 0)
        #expect(good["aftercall_calls_committed"] == Double(SampleDay.ids.count))
        #expect(good["aftercall_mishaps"] == 0)
        #expect(good["aftercall_kpi{kpi=\"offered\",unit=\"calls\"}"] != nil)
        #expect(good["aftercall_kpi_target{kpi=\"answer_rate\",unit=\"ratio\"}"] == 0.85)
        #expect(good["aftercall_run_stage_duration_seconds{stage=\"calls\"}"] != nil)
        let success = try #require(good["aftercall_last_success_timestamp_seconds"])
        #expect(abs(success - Date().timeIntervalSince1970) < 300)
        let mode = try FileManager.default.attributesOfItem(
            atPath: site.workspace.home.appending(path: "night.prom").path
        )[.posixPermissions]
        #expect(mode as? Int == 0o644)

        let failed = try failingRun()
        #expect(failed.status == 66)
        let bad = try metrics()
        #expect(bad["aftercall_run_exit_code"] == 66)
        #expect(bad["aftercall_last_success_timestamp_seconds"] == success)
        #expect(bad["aftercall_calls_committed"] == nil)
    }

    @Test func `tells a health check when it starts and how it ended, also of a night that failed`() throws {
        let log = site.folder.appending(path: "requests")
        let server = try PythonServer(log: log)
        defer { server.stop() }
        try watch("ping: http://127.0.0.1:\(server.port)/id")
        try site.drop(SampleDay.files() + [DroppedFile("broken.wav", text: "no sound at all")])
        #expect(try site.command("run").status == 3)
        #expect(try failingRun().status == 66)
        let requests = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
        #expect(requests == ["/id/start", "/id/3", "/id/start", "/id/66"])
    }

    @Test func `tells everybody alike where the metrics cannot be written`() throws {
        let log = site.folder.appending(path: "requests")
        let server = try PythonServer(log: log)
        defer { server.stop() }
        try watch("ping: http://127.0.0.1:\(server.port)/id", "metrics: no/such/folder/night.prom")
        try Data().write(to: site.workspace.home.appending(path: "no"))
        try site.drop(SampleDay.files())
        #expect(try site.command("run").status == 3)
        #expect(try String(contentsOf: log, encoding: .utf8).split(separator: "\n") == ["/id/start", "/id/3"])
    }

    @Test func `goes on where the health check cannot be reached`() throws {
        try watch("ping: http://127.0.0.1:9/id", "lineage: http://127.0.0.1:9/lineage")
        try site.drop(SampleDay.files())
        let result = try site.command("run")
        #expect(result.status == 0)
        #expect(result.errors == "")
    }

    @Test func `leaves a line of lineage for its start and its end`() throws {
        try watch("lineage: lineage.jsonl")
        try site.drop(SampleDay.files())
        #expect(try site.command("run").status == 0)
        let lines = try Data(contentsOf: site.workspace.home.appending(path: "lineage.jsonl")).split(separator: 10)
        let events = try lines.map { try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any]) }
        #expect(events.map { $0["eventType"] as? String } == ["START", "COMPLETE"])
        let runs = Set(events.compactMap { ($0["run"] as? [String: String])?["runId"] })
        #expect(runs.count == 1)
        #expect(runs.allSatisfy { UUID(uuidString: $0) != nil })
        #expect((events.last?["outputs"] as? [[String: String]])?.count == 3)
    }

    @Test func `says what happens as lines of JSON`() throws {
        try site.drop(SampleDay.files() + [DroppedFile("broken.wav", text: "no sound at all")])
        let result = try site.command("run", "--log-json", environment: [:])
        #expect(result.status == 3)
        #expect(result.text == "")
        let lines = result.errors.split(separator: "\n")
        let events = try lines.map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let names = events.compactMap { $0["event"] as? String }
        #expect(names.first == "started")
        #expect(names.last == "ended")
        #expect(names.filter { $0 == "stage" }.count == RunStage.allCases.count)
        #expect(events.contains { $0["event"] as? String == "mishap" && $0["subject"] as? String == "broken.wav" })
        #expect(events.last?["exit"] as? Int == 3)
        for canary in SampleDay.canaries { #expect(!result.errors.contains(canary)) }
    }

    @Test func `is listed with what it did and how long its parts took`() throws {
        try site.drop(SampleDay.files())
        #expect(try site.command("run").status == 0)
        // Nothing to do, nothing to list.
        #expect(try site.command("run").status == 0)
        let result = try site.command("runs", "--format", "json")
        let object = try JSONSerialization.jsonObject(with: Data(result.output))
        let runs = try #require((object as? [String: Any])?["rows"] as? [[String: Any]] ?? object as? [[String: Any]])
        #expect(runs.count == 1)
        #expect(runs.first?["outcome"] as? String == "done")
        #expect(runs.first?["calls"] as? Int == SampleDay.ids.count)
        #expect(runs.first?["intake_s"] is Double)
        #expect(runs.first?["proof_s"] is Double)
    }
}

/// A server that writes down the paths it is asked for.
extension PythonServer {
    fileprivate init(log: URL) throws {
        let script = """
            import http.server, sys
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    open(sys.argv[1], "a").write(self.path + "\\n")
                    self.send_response(200)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                def log_message(self, *arguments): pass
            """
        try self.init(script, [log.path])
    }
}
