import Calls
import Foundation
import Recorder
import Testing

/// Metadata of one session with a party on each label.
private func metadata(
    session: String = "<session session_id=\"s1\"/>",
    mode: String = "complete",
    parties: [(id: String, number: String, stream: String)],
    labels: [String: String] = ["t1": "1", "t2": "2"],
    more: String = ""
) -> String {
    let people = parties.map {
        "<participant participant_id=\"\($0.id)\"><nameID aor=\"sip:\($0.number)@test\"/></participant>"
            + "<participantstreamassoc participant_id=\"\($0.id)\"><send>\($0.stream)</send></participantstreamassoc>"
    }
    let streams = labels.map { "<stream stream_id=\"\($0)\"><label>\($1)</label></stream>" }
    return "<recording><datamode>\(mode)</datamode>\(session)\((people + streams).joined())\(more)</recording>"
}

private let both = [(id: "p1", number: "5550142", stream: "t1"), (id: "p2", number: "2004", stream: "t2")]

/// Sends `heard` at once, in packets of 20 ms.
private func play(_ heard: [UInt8], to port: UInt16, ssrc: UInt32 = 1, from peer: Peer) {
    var sender = RTPSender(ssrc: ssrc)
    for start in stride(from: 0, to: heard.count, by: 160) {
        peer.send(sender.packet(Array(heard[start..<start + 160])), to: port)
    }
}

@Suite struct `A recording session` {
    @Test func `says who was heard when, as parties leave and join`() async throws {
        try await TestRecorder.run { test in
            let caller = try TestCaller(test.udp)
            let invite = Offer.siprec(metadata: metadata(parties: both))
            #expect(try await caller.request("INVITE", type: Offer.boundary, body: invite).status == 200)
            caller.acknowledge()
            try await Task.sleep(for: .milliseconds(50))
            let change = metadata(
                session: "",
                mode: "partial",
                parties: [("p3", "2005", "t2")],
                labels: [:],
                more: "<participantsessionassoc participant_id=\"p2\"><disassociate-time>2026-11-22T08:00:00Z"
                    + "</disassociate-time></participantsessionassoc>"
            )
            #expect(try await caller.request("UPDATE", type: "application/rs-metadata", body: change).status == 200)
            try await Task.sleep(for: .milliseconds(50))
            #expect(try await caller.request("BYE").status == 200)
            let cdr = try await test.delivered().cdr
            #expect(cdr.channels.map(\.number) == ["5550142", "2005"])
            let stays = try #require(cdr.stays)
            #expect(stays.map(\.number) == ["5550142", "2004", "2005"])
            #expect(stays.map(\.channel) == [0, 1, 1])
            #expect(stays[0].span == TimeSpan(start: .zero, end: cdr.duration))
            #expect(stays[1].span.end == stays[2].span.start)
            #expect(stays[2].span.end == cdr.duration)
            #expect(cdr.metadata?.count == 2)
            #expect(cdr.metadata?[1].contains("2005") == true)
        }
    }

    @Test func `keeps the channel when a transferred party comes on a new line`() async throws {
        try await TestRecorder.run { test in
            let caller = try TestCaller(test.udp)
            let invite = Offer.siprec(metadata: metadata(parties: both))
            #expect(try await caller.request("INVITE", type: Offer.boundary, body: invite).status == 200)
            caller.acknowledge()
            let lines = Offer.audio(lines: 3).replacing("m=audio 4004", with: "m=audio 0")
            let moved = metadata(
                parties: [both[0], ("p3", "2005", "t3")],
                labels: ["t1": "1", "t3": "3"]
            )
            let answer = try await caller.request(
                "INVITE",
                type: Offer.boundary,
                body: Offer.siprec(lines, metadata: moved)
            )
            caller.acknowledge()
            #expect(answer.status == 200)
            #expect(answer.ports.count == 3)
            #expect(answer.ports[1] == 0)
            let heard = sound(800, seed: 1)
            play(heard, to: answer.ports[2], from: try Peer())
            #expect(try await caller.request("BYE").status == 200)
            let call = try await test.delivered()
            #expect(call.sound(1) == heard)
            #expect(call.cdr.channels.map(\.number) == ["5550142", "2005"])
            #expect(call.cdr.completeness == .complete)
        }
    }

    @Test func `says so where there are more lines than channels`() async throws {
        try await TestRecorder.run { test in
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", headers: ["Require: siprec"], body: Offer.audio(lines: 3))
            #expect(answer.status == 200)
            #expect(answer.ports.map { $0 == 0 } == [false, false, true])
            caller.acknowledge()
            #expect(try await caller.request("BYE").status == 200)
            let cdr = try await test.delivered().cdr
            #expect(cdr.completeness == .degraded)
            #expect(cdr.reason == "there were more media lines than a recording has channels")
        }
    }

    @Test func `that persists makes a recording of each call in it`() async throws {
        try await TestRecorder.run { test in
            let caller = try TestCaller(test.tcp)
            let invite = Offer.siprec(metadata: metadata(parties: both))
            let answer = try await caller.request("INVITE", type: Offer.boundary, body: invite)
            caller.acknowledge()
            let peer = try Peer()
            let (first, second) = (sound(800, seed: 1), sound(800, seed: 2))
            play(first, to: answer.ports[0], from: peer)
            let stop = metadata(
                session: "<session session_id=\"s1\"><stop-time>2026-11-22T08:00:00Z</stop-time></session>",
                mode: "partial",
                parties: [],
                labels: [:]
            )
            #expect(try await caller.request("UPDATE", type: "application/rs-metadata", body: stop).status == 200)
            #expect(try await test.delivered(1).count == 1)
            // Between calls nothing is recorded.
            play(sound(800, seed: 3), to: answer.ports[0], ssrc: 7, from: peer)
            let idle = try await caller.request("INVITE", body: Offer.audio(lines: 2, direction: "inactive"))
            #expect(idle.status == 200)
            caller.acknowledge()
            let next = metadata(
                session: "<session session_id=\"s2\"/>",
                parties: [("p5", "5550199", "t1"), ("p6", "2006", "t2")]
            )
            let resumed = try await caller.request("INVITE", type: Offer.boundary, body: Offer.siprec(metadata: next))
            caller.acknowledge()
            #expect(resumed.ports == answer.ports)
            play(second, to: answer.ports[0], ssrc: 9, from: peer)
            #expect(try await caller.request("BYE").status == 200)
            let calls = try await test.delivered(2)
            #expect(calls.map { $0.cdr.channels.map(\.number) } == [["5550142", "2004"], ["5550199", "2006"]])
            #expect(calls[0].sound(0) == first)
            #expect(Array(calls[1].sound(0).suffix(800)) == second)
            #expect(Set(calls.map(\.cdr.sipCallID)).count == 1)
            #expect(Set(calls.map(\.cdr.call)).count == 2)
        }
    }

    @Test func `that is recorded already is marked as a duplicate`() async throws {
        try await TestRecorder.run { test in
            let callers = [try TestCaller(test.udp), try TestCaller(test.tcp)]
            for caller in callers {
                let invite = Offer.siprec(metadata: metadata(parties: both))
                #expect(try await caller.request("INVITE", type: Offer.boundary, body: invite).status == 200)
                caller.acknowledge()
            }
            for caller in callers { #expect(try await caller.request("BYE").status == 200) }
            let calls = try await test.delivered(2)
            let first = try #require(calls.first { $0.cdr.duplicateOf == nil })
            #expect(calls.compactMap(\.cdr.duplicateOf) == [first.cdr.call])
        }
    }
}

@Suite struct `A telephone's built-in bridge` {
    private static func from(_ end: String) -> String {
        "<sip:1001@127.0.0.1;x-\(end);x-refci=38960750;x-nearendaddr=1001;x-farendaddr=5550142>;tag=\(end)"
    }

    @Test(arguments: [["nearend", "farend"], ["farend", "nearend"]], [true, false])
    func `sends each end by itself and gets one recording`(_ ends: [String], _ hasOffer: Bool) async throws {
        try await TestRecorder.run { test in
            let peer = try Peer()
            let callers = try ends.map { end in
                let caller = try TestCaller(test.udp)
                caller.from = Self.from(end)
                return caller
            }
            for (index, caller) in callers.enumerated() {
                let answer = try await caller.request("INVITE", body: hasOffer ? Offer.audio() : "")
                #expect(answer.status == 200)
                caller.acknowledge(hasOffer ? "" : Offer.audio())
                // What follows the ACK on this socket is answered after the ACK was taken in.
                _ = try await caller.request("OPTIONS")
                play(sound(800, seed: UInt64(index)), to: answer.ports[0], ssrc: UInt32(index + 1), from: peer)
            }
            for caller in callers { #expect(try await caller.request("BYE").status == 200) }
            let call = try await test.delivered()
            #expect(call.cdr.channels.map(\.role) == [.customer, .agent])
            #expect(call.cdr.channels.map(\.number) == ["5550142", "1001"])
            #expect(call.cdr.joinedCallIDs?.count == 1)
            let near = ends.firstIndex(of: "nearend") ?? 0
            #expect(call.sound(1) == sound(800, seed: UInt64(near)))
            #expect(call.sound(0) == sound(800, seed: UInt64(1 - near)))
            #expect(try FileManager.default.contentsOfDirectory(atPath: test.spool.path(percentEncoded: false)).isEmpty)
        }
    }
}
