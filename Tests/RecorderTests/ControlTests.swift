import Calls
import Foundation
import Logging
import Recorder
import Testing

@Suite struct `The control socket` {
    @Test(arguments: [
        "", "shout", "pause", "pause ../../etc", "pause a b", "status now", "\u{0}",
        String(repeating: "x", count: 1000),
    ])
    func `refuses a line that is no command`(_ line: String) async throws {
        try await TestRecorder.run { test in
            let path = test.workspace.appending(component: "record.sock").path(percentEncoded: false)
            #expect(try await ControlPeer.exchange("\(line)\n", socket: path) == "{\"outcome\":\"badRequest\"}\n")
            let reply = try await ControlClient.ask(.status, workspace: test.workspace.path(percentEncoded: false))
            #expect(reply.outcome == .done)
        }
    }

    @Test func `is its owner's alone and goes with the recorder`() async throws {
        try await TestRecorder.run { test in
            let path = test.workspace.appending(component: "record.sock").path(percentEncoded: false)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let second = RecorderConfiguration(workspace: test.workspace.path(percentEncoded: false))
            await #expect(throws: RecorderError.cannotListen(path, errno: 98)) {
                _ = try await RunningRecorder.start(second, logger: .init(label: "second") { _ in test.log })
            }
        } afterStop: { test in
            await #expect(throws: RecorderError.notRunning) {
                _ = try await ControlClient.ask(.status, workspace: test.workspace.path(percentEncoded: false))
            }
        }
    }

    @Test func `knows only calls that run`() async throws {
        try await TestRecorder.run { test in
            let id = try #require(CallID("nobody"))
            for request in [ControlRequest.pause(id), .resume(id)] {
                let reply = try await ControlClient.ask(request, workspace: test.workspace.path(percentEncoded: false))
                #expect(reply == ControlReply(.noSuchCall))
            }
        }
    }

    @Test func `tells of calls, packets and the disk`() async throws {
        try await TestRecorder.run { test in
            let workspace = test.workspace.path(percentEncoded: false)
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", body: Offer.audio(direction: "sendrecv"))
            caller.acknowledge()
            let peer = try Peer()
            var sender = RTPSender()
            for _ in 0..<5 { peer.send(sender.packet(sound(160, seed: 1)), to: answer.ports[0]) }
            let status = try await eventually2 {
                let status = try await ControlClient.ask(.status, workspace: workspace).status
                return status?.packets == 5 ? status : nil
            }
            #expect(status.calls.map(\.packets) == [5])
            #expect(status.calls.map(\.paused) == [false])
            #expect(status.accepted == 1)
            #expect(status.kernelDrops == 0)
            #expect(status.diskFree ?? 0 > 0)
            #expect(try await caller.request("BYE").status == 200)
        }
    }

    @Test func `takes over other limits while it runs`() async throws {
        try await TestRecorder.run { test in
            var changed = RecorderConfiguration(workspace: test.workspace.path(percentEncoded: false))
            changed.maximumCalls = 0
            await test.recorder.apply(changed)
            let refusal = try await TestCaller(test.udp).request("INVITE", body: Offer.audio())
            #expect(refusal.status == 503)
        }
    }
}

@Suite struct Metrics {
    @Test func `are Prometheus text at one address only`() async throws {
        try await TestRecorder.run({ $0.metrics = MetricsAddress("127.0.0.1:0") }) { test in
            let port = try #require(test.recorder.metricsPort)
            let text = try await ControlPeer.fetch(["http://127.0.0.1:\(port)/metrics"])
            #expect(text.contains("# TYPE aftercall_calls gauge\naftercall_calls 0\n"))
            #expect(text.contains("# TYPE aftercall_packets_total counter\naftercall_packets_total 0\n"))
            let status = ["-o", "/dev/null", "-w", "%{http_code}"]
            #expect(try await ControlPeer.fetch(status + ["http://127.0.0.1:\(port)/other"]) == "404")
            #expect(try await ControlPeer.fetch(status + ["-X", "POST", "http://127.0.0.1:\(port)/metrics"]) == "405")
            let long = "http://127.0.0.1:\(port)/" + String(repeating: "x", count: 20_000)
            #expect(try await ControlPeer.fetch(status + [long]) != "200")
        }
    }

    @Test(arguments: [
        ("127.0.0.1:9464", true), ("[::1]:1", true), ("9464", false), ("127.0.0.1", false), ("a:1", false),
    ])
    func `have a numeric address and a port`(text: String, isGood: Bool) {
        #expect((MetricsAddress(text) != nil) == isGood)
    }
}

/// Polls until `body` gives something, for five seconds at most.
private func eventually2<Value>(_ body: () async throws -> Value?) async throws -> Value {
    for _ in 0..<250 {
        if let value = try await body() { return value }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw PeerError.silent
}
