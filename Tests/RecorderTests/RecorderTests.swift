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
            try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: test.spool, to: copy.appending(component: "spool"))
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

    @Test func `makes a CDR for a recording that was left without one`() async throws {
        let copy = FileManager.default.temporaryDirectory.appending(component: "recorder-\(UUID())")
        let spool = copy.appending(component: "spool")
        try FileManager.default.createDirectory(at: spool, withIntermediateDirectories: true)
        let recording = spool.appending(component: "20261122T193644Z-0badcafe.wav").path(percentEncoded: false)
        var writer = try WAVWriter(path: recording, laws: [.aLaw, .aLaw])
        try writer.append(sound(16_000, seed: 1))
        try await TestRecorder.run(workspace: copy) { test in
            let call = try await test.delivered()
            #expect(call.cdr.completeness == .degraded)
            #expect(call.cdr.start == UTCTime(seconds: 1_795_376_204))
            #expect(call.cdr.duration == Milliseconds(1000))
            #expect(call.cdr.recording == "20261122T193644Z-0badcafe.wav")
            #expect(call.bytes.count == WAVHeader.length + 16_000)
        }
    }
}
