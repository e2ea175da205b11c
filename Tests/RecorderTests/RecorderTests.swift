import Calls
import Foundation
import Recorder
import Testing

@Suite struct `A recorder` {
    @Test func `answers OPTIONS and refuses what it cannot record`() async throws {
        try await TestRecorder.run { test in
            let caller = try TestCaller(test.udp)
            #expect(try await caller.request("OPTIONS").status == 200)
            let video = Offer.audio().replacing("m=audio", with: "m=video")
            #expect(try await TestCaller(test.udp).request("INVITE", body: video).status == 488)
            let encrypted = Offer.audio().replacing("RTP/AVP", with: "RTP/SAVP")
            #expect(try await TestCaller(test.tcp).request("INVITE", body: encrypted).status == 488)
        }
    }

    @Test func `refuses one call more than it is set to take`() async throws {
        try await TestRecorder.run({ $0.maximumCalls = 1 }) { test in
            let first = try TestCaller(test.udp)
            #expect(try await first.request("INVITE", body: Offer.audio()).status == 200)
            first.acknowledge()
            let refusal = try await TestCaller(test.udp).request("INVITE", body: Offer.audio())
            #expect(refusal.status == 503)
            #expect(refusal.header("Retry-After") != nil)
            #expect(try await first.request("BYE").status == 200)
        }
    }

    @Test func `refuses a call for which no port is left`() async throws {
        let port = try Peer().port & ~3
        try await TestRecorder.run({ $0.rtpPorts = port...port + 3 }) { test in
            let first = try TestCaller(test.udp)
            #expect(try await first.request("INVITE", body: Offer.audio()).status == 200)
            first.acknowledge()
            #expect(try await TestCaller(test.udp).request("INVITE", body: Offer.audio()).status == 503)
        }
    }

    @Test func `closes as degraded the calls that outlast its grace`() async throws {
        try await TestRecorder.run { test in
            let caller = try TestCaller(test.udp)
            #expect(try await caller.request("INVITE", body: Offer.audio()).status == 200)
            caller.acknowledge()
        } afterStop: { test in
            let call = try await test.delivered()
            #expect(call.cdr.completeness == .degraded)
            #expect(call.cdr.reason == "the recorder was stopped during the call")
            #expect(call.cdr.bytes == call.bytes.count)
        }
    }

    @Test func `delivers at its start what a killed one left behind`() async throws {
        let copy = FileManager.default.temporaryDirectory.appending(component: "recorder-\(UUID())")
        try await TestRecorder.run { test in
            let caller = try TestCaller(test.udp)
            #expect(
                try await caller.request(
                    "INVITE",
                    headers: ["Require: siprec"],
                    type: Offer.boundary,
                    body: Offer.siprec()
                ).status == 200
            )
            caller.acknowledge()
            // What a kill leaves is what is on the disk now: by then the file has grown at least once.
            try await eventually { () -> Void? in
                let names = try FileManager.default.contentsOfDirectory(atPath: test.spool.path(percentEncoded: false))
                guard names.count == 2, let wav = names.first(where: { $0.hasSuffix(".wav") }) else { return nil }
                let path = test.spool.appending(component: wav).path(percentEncoded: false)
                let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
                return size > WAVHeader.length ? () : nil
            }
            try FileManager.default.copyItem(at: test.workspace, to: copy)
        }
        try await TestRecorder.run(workspace: copy) { test in
            let call = try await test.delivered()
            let header = try #require(call.header)
            #expect(call.cdr.completeness == .degraded)
            #expect(call.cdr.reason == "the recorder stopped during the call")
            #expect(call.cdr.channels.map(\.number) == ["5550142", "2004"])
            #expect(abs(call.cdr.duration.count * 8 - header.frames) <= 4)
            #expect(call.cdr.end == call.cdr.start + call.cdr.duration)
            #expect(call.cdr.bytes == call.bytes.count)
            #expect(call.cdr.sha256?.count == 64)
        }
    }
}

@Suite struct `SIP listener` {
    struct Case: Sendable {
        var text: String
        var listener: SIPListener?
    }

    @Test(arguments: [
        Case(text: "udp:127.0.0.1:5060", listener: SIPListener(.udp, address: "127.0.0.1", port: 5060)),
        Case(text: "tcp:0.0.0.0", listener: SIPListener(.tcp, address: "0.0.0.0", port: 5060)),
        Case(text: "tcp:[::1]:5070", listener: SIPListener(.tcp, address: "::1", port: 5070)),
        Case(text: "udp:[::]", listener: SIPListener(.udp, address: "::", port: 5060)),
        Case(text: "udp", listener: nil),
        Case(text: "tls:127.0.0.1:5061", listener: nil),
        Case(text: "udp:localhost:5060", listener: nil),
        Case(text: "udp:127.0.0.1:65536", listener: nil),
        Case(text: "udp:127.0.0.1:", listener: nil),
    ])
    func `is read from the command line's form`(_ sample: Case) {
        #expect(SIPListener(sample.text) == sample.listener)
    }

    @Test func `is printed as it is read`() {
        let listeners = [SIPListener(.udp, address: "127.0.0.1", port: 1), SIPListener(.tcp, address: "::1", port: 2)]
        #expect(listeners.map { SIPListener($0.description) } == listeners)
    }
}
