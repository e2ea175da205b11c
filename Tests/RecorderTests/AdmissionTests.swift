import Calls
import Foundation
import Recorder
import Testing

@Suite struct `Admission of calls` {
    @Test func `stops before running calls suffer, and begins again`() {
        var admission = Admission()
        let limits = RecorderConfiguration.Limits()
        #expect(admission.objection(limits, at: .zero) == nil)
        admission.note(load: 0.81, drops: 0, diskFree: 1 << 40, at: .seconds(1))
        #expect(admission.objection(limits, at: .seconds(1)) == "the recorder is at its limit")
        admission.note(load: 0.2, drops: 3, diskFree: 1 << 40, at: .seconds(2))
        #expect(admission.objection(limits, at: .seconds(2)) == "packets of running calls are dropped")
        admission.note(load: 0.2, drops: 3, diskFree: 1 << 40, at: .seconds(3))
        #expect(admission.objection(limits, at: .seconds(11)) == "packets of running calls are dropped")
        #expect(admission.objection(limits, at: .seconds(12)) == nil)
        admission.note(load: 0.2, drops: 3, diskFree: 1 << 20, at: .seconds(13))
        #expect(admission.objection(limits, at: .seconds(13)) == "the disk is nearly full")
    }

    @Test func `gives a peer no more calls than it may have`() async throws {
        try await TestRecorder.run({ $0.limits.callsPerPeer = 1 }) { test in
            let first = try TestCaller(test.udp)
            #expect(try await first.request("INVITE", body: Offer.audio()).status == 200)
            first.acknowledge()
            let refusal = try await TestCaller(test.tcp).request("INVITE", body: Offer.audio())
            #expect(refusal.status == 503)
            #expect(refusal.header("Retry-After") == "10")
            #expect(try await first.request("BYE").status == 200)
            #expect(try await TestCaller(test.udp).request("INVITE", body: Offer.audio()).status == 200)
        }
    }

    struct Range: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let contains: [String]
        let misses: [String]
    }

    @Test(arguments: [
        Range(testDescription: "10.0.0.0/8", contains: ["10.1.2.3", "::ffff:10.0.0.1"], misses: ["11.0.0.1", "::1"]),
        Range(testDescription: "192.0.2.7", contains: ["192.0.2.7"], misses: ["192.0.2.6", "pbx.example"]),
        Range(testDescription: "2001:db8::/33", contains: ["2001:db8:7fff::1"], misses: ["2001:db8:8000::1"]),
        Range(testDescription: "0.0.0.0/0", contains: ["1.2.3.4"], misses: ["2001:db8::1"]),
        Range(testDescription: "::/0", contains: ["1.2.3.4", "2001:db8::1"], misses: []),
    ])
    func `knows who is in a range of addresses`(_ sample: Range) throws {
        let range = try #require(AddressRange(sample.testDescription))
        for address in sample.contains { #expect(range.contains(address)) }
        for address in sample.misses { #expect(!range.contains(address)) }
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "pbx.example", "2001:db8::/129"])
    func `refuses what is no range`(_ text: String) { #expect(AddressRange(text) == nil) }

    @Test func `is silent to those who are not on the list`() async throws {
        try await TestRecorder.run({ $0.allowed = [AddressRange("127.0.0.2")].compactMap(\.self) }) { test in
            let stranger = try Peer(udp: "127.0.0.3")
            let ping = [
                "OPTIONS sip:x SIP/2.0", "Via: SIP/2.0/UDP 127.0.0.3:\(stranger.port);branch=z9hG4bK1;rport",
                "From: <sip:a@b>;tag=1", "To: <sip:x>", "Call-ID: 1", "CSeq: 1 OPTIONS", "", "",
            ].joined(separator: "\r\n")
            stranger.send(Array(ping.utf8), to: test.udp.port)
            let friend = try TestCaller(test.udp, over: Peer(udp: "127.0.0.2"))
            #expect(try await friend.request("OPTIONS").status == 200)
            #expect(stranger.receive() == nil)
            let connection = try Peer(tcp: test.tcp.port)
            _ = try await eventually { connection.isClosed ? true : nil }
        }
    }
}

@Suite struct `Every INVITE` {
    private struct Outcome: Equatable {
        var completeness: RecorderCDR.Completeness
        var reason: String?
        var hasRecording: Bool
    }

    @Test func `ends as a CDR, with a recording or the reason why there is none`() async throws {
        try await TestRecorder.run({ $0.maximumCalls = 1 }) { test in
            let offer = Offer.audio()
            let refused: [(headers: [String], type: String, body: String, status: Int)] = [
                (["Require: telepathy"], "application/sdp", offer, 420),
                ([], "text/plain", "hello", 415),
                ([], "application/sdp", offer.replacing("m=audio", with: "m=video"), 488),
                ([], "application/sdp", "m=audio", 400),
                (["Accept: text/plain"], "application/sdp", offer, 406),
                (["Max-Forwards: many"], "application/sdp", offer, 400),
            ]
            for (headers, type, body, status) in refused {
                let caller = try TestCaller(test.udp)
                let answer = try await caller.request("INVITE", headers: headers, type: type, body: body)
                #expect(answer.status == status)
            }
            let caller = try TestCaller(test.udp)
            #expect(try await caller.request("INVITE", body: offer).status == 200)
            caller.acknowledge()
            #expect(try await TestCaller(test.udp).request("INVITE", body: offer).status == 503)
            #expect(try await caller.request("BYE").status == 200)

            let calls = try await test.delivered(refused.count + 2)
            let reasons = calls.filter { $0.cdr.completeness == .failed }.compactMap(\.cdr.reason).sorted()
            #expect(
                reasons == [
                    "refused with 400: Bad Body", "refused with 400: Bad Request",
                    "refused with 406: Not Acceptable", "refused with 415: Unsupported Media Type",
                    "refused with 420: Bad Extension",
                    "refused with 488: nothing that can be recorded was offered",
                    "refused with 503: Service Unavailable",
                ]
            )
            #expect(calls.count == refused.count + 2)
            #expect(calls.filter { $0.cdr.recording != nil }.map(\.cdr.completeness) == [.complete])
            #expect(calls.allSatisfy { !$0.cdr.sipCallID.isEmpty })
            let workspace = test.workspace.path(percentEncoded: false)
            let status = try await ControlClient.ask(.status, workspace: workspace).status
            #expect(status?.refused == refused.count + 1)
            #expect(status?.unaccounted == 0)
            for personal in ["5550142", "Alice", "caller.test", "telepathy"] {
                #expect(!test.log.text.contains(personal))
            }
        }
    }
}
