import Foundation
import Recorder
import Testing

@Suite struct `Connections` {
    @Test func `beyond the limit are closed, and those within it go on`() async throws {
        try await TestRecorder.run({ $0.connections.maximum = 1 }) { test in
            let caller = try TestCaller(test.tcp)
            #expect(try await caller.request("OPTIONS").status == 200)
            let refused = try Peer(tcp: test.tcp.port)
            try await eventually { refused.isClosed ? () : nil }
            #expect(try await caller.request("OPTIONS").status == 200)
        }
    }

    @Test func `that are silent are closed, unless a dialog is on them`() async throws {
        try await TestRecorder.run({ $0.connections.idleTimeOut = .milliseconds(200) }) { test in
            let caller = try TestCaller(test.tcp)
            #expect(try await caller.request("INVITE", body: Offer.audio()).status == 200)
            caller.acknowledge()
            let idle = try Peer(tcp: test.tcp.port)
            try await eventually { idle.isClosed ? () : nil }
            try await Task.sleep(for: .milliseconds(400))
            #expect(try await caller.request("BYE").status == 200)
        }
    }
}
