import Calls
import Foundation
import Recorder
import Testing

@Suite struct `A pause` {
    /// Sends `packets` at the pace of speech.
    private static func play(_ packets: [[UInt8]], to port: UInt16, from peer: Peer) async throws {
        let start = ContinuousClock.now
        for (index, packet) in packets.enumerated() {
            peer.send(packet, to: port)
            try await Task.sleep(until: start + .milliseconds(20) * (index + 1))
        }
    }

    private static func packets(_ heard: [UInt8], of sender: inout RTPSender) -> [[UInt8]] {
        stride(from: 0, to: heard.count, by: 160).map { sender.packet(Array(heard[$0..<$0 + 160])) }
    }

    /// Whether any eight octets in a row of `secret` stand in `octets`.
    private static func leaks(_ secret: [UInt8], into octets: [UInt8]) -> Bool {
        let pieces = Set((0..<secret.count - 7).map { Array(secret[$0..<$0 + 8]) })
        return octets.count >= 8 && (0..<octets.count - 7).contains { pieces.contains(Array(octets[$0..<$0 + 8])) }
    }

    private static func channel(_ index: Int, of call: RecordedCall) -> [UInt8] {
        stride(from: WAVHeader.length + index, to: call.bytes.count, by: 2).map { call.bytes[$0] }
    }

    @Test func `keeps nothing that was sent in it, and the length`() async throws {
        try await TestRecorder.run { test in
            let workspace = test.workspace.path(percentEncoded: false)
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", body: Offer.audio(direction: "sendrecv"))
            caller.acknowledge()
            let peer = try Peer()
            var sender = RTPSender()
            let (before, secret, after) = (sound(4800, seed: 1), sound(16_000, seed: 2), sound(4800, seed: 3))
            try await Self.play(Self.packets(before, of: &sender), to: answer.ports[0], from: peer)
            let id = try #require(
                try await ControlClient.ask(.status, workspace: workspace).status?.calls.first?.call
            )
            #expect(try await ControlClient.ask(.pause(id), workspace: workspace).outcome == .done)
            #expect(try await ControlClient.ask(.pause(id), workspace: workspace).outcome == .done)
            var told = Self.packets(secret, of: &sender)
            told.insert(
                contentsOf: [sender.event(4, duration: 160), sender.event(4, isEnd: true, duration: 320)],
                at: 50
            )
            try await Self.play(told, to: answer.ports[0], from: peer)
            let status = try await ControlClient.ask(.status, workspace: workspace).status
            #expect(status?.calls.map(\.paused) == [true])
            let spooled = try Data(contentsOf: test.spool.appending(component: "\(id).wav"))
            #expect(!Self.leaks(secret, into: stride(from: 58, to: spooled.count, by: 2).map { spooled[$0] }))
            #expect(try await ControlClient.ask(.resume(id), workspace: workspace).outcome == .done)
            try await Self.play(Self.packets(after, of: &sender), to: answer.ports[0], from: peer)
            #expect(try await caller.request("BYE").status == 200)

            let call = try await test.delivered()
            let heard = Self.channel(0, of: call)
            #expect(!Self.leaks(secret, into: heard))
            #expect(heard.firstRange(of: before.dropLast(160)) != nil)
            #expect(heard.firstRange(of: after.dropFirst(1600)) != nil)
            #expect(call.cdr.keyed.isEmpty)
            #expect(call.cdr.completeness == .complete)
            #expect(abs((call.cdr.end - call.cdr.start - call.cdr.duration).count) <= 20)
            let pause = try #require(call.cdr.pauses.first)
            #expect(call.cdr.pauses.count == 1)
            #expect((1900...3500).contains(pause.length.count))
            let silent = heard[pause.start.count * 8 + 8..<pause.end.count * 8 - 8]
            #expect(silent.allSatisfy { $0 == 0xD5 })
            #expect(heard.firstRange(of: after.dropFirst(1600)).map { $0.lowerBound } ?? 0 >= pause.end.count * 8 - 8)
        }
    }

    @Test func `begins and ends with an agent's keys`() async throws {
        try await TestRecorder.run({ $0.pauseCode = PauseCode(pause: "*7", resume: "*8") }) { test in
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", body: Offer.audio(direction: "sendrecv"))
            caller.acknowledge()
            let peer = try Peer()
            var sender = RTPSender()
            func key(_ event: UInt8) -> [[UInt8]] {
                defer { sender.pause(samples: 160) }
                return [sender.event(event, duration: 80), sender.event(event, isEnd: true, duration: 160)]
            }
            let secret = sound(4800, seed: 8)
            try await Self.play(key(10) + key(7), to: answer.ports[0], from: peer)
            let told = Self.packets(secret, of: &sender) + key(4) + key(10) + key(8)
            try await Self.play(told, to: answer.ports[0], from: peer)
            sender.pause(samples: 3200)
            try await Task.sleep(for: .milliseconds(400))
            try await Self.play(key(5), to: answer.ports[0], from: peer)
            #expect(try await caller.request("BYE").status == 200)
            let call = try await test.delivered()
            #expect(!Self.leaks(secret, into: Self.channel(0, of: call)))
            #expect(call.cdr.pauses.count == 1)
            #expect(!call.cdr.keyed.map(\.digit).contains("4"))
            #expect(call.cdr.keyed.map(\.digit).last == "5")
        }
    }

    @Test func `lasts to the end of a call that is never resumed`() async throws {
        try await TestRecorder.run { test in
            let workspace = test.workspace.path(percentEncoded: false)
            let caller = try TestCaller(test.udp)
            _ = try await caller.request("INVITE", body: Offer.audio(direction: "sendrecv"))
            caller.acknowledge()
            let id = try #require(
                try await ControlClient.ask(.status, workspace: workspace).status?.calls.first?.call
            )
            #expect(try await ControlClient.ask(.pause(id), workspace: workspace).outcome == .done)
            try await Task.sleep(for: .milliseconds(200))
            #expect(try await caller.request("BYE").status == 200)
            let cdr = try await test.delivered().cdr
            #expect(cdr.pauses.map(\.end) == [cdr.duration])
        }
    }

    struct Timing: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// When the packet comes, and where it belongs by its timestamp, against a pause from 16,000 to 24,000.
        var arrival: Int
        var position: Int
    }

    @Test(arguments: [
        Timing(testDescription: "sent and come in the pause", arrival: 20_160, position: 20_000),
        Timing(testDescription: "sent in the pause, come after it", arrival: 24_400, position: 23_800),
        Timing(testDescription: "sent before the pause, come in it", arrival: 16_300, position: 15_700),
    ])
    func `drops a packet`(_ timing: Timing) {
        var timeline = Timeline([ChannelFormat(law: .aLaw), ChannelFormat(law: .aLaw)])
        let first = RTPSender(timestamp: 0)
        var (opening, packet) = (first, first)
        timeline.accept(opening.packet([UInt8](repeating: 1, count: 160)).span, channel: 0, arrival: 160)
        timeline.advance(to: 9000)
        timeline.pause(at: 16_000)
        if timing.arrival >= 24_000 { _ = timeline.resume(at: 24_000) }
        packet.sequenceNumber += 1
        packet.timestamp = UInt32(timing.position)
        timeline.accept(packet.packet([UInt8](repeating: 2, count: 160)).span, channel: 0, arrival: timing.arrival)
        if timing.arrival < 24_000 { _ = timeline.resume(at: 24_000) }
        timeline.finish(at: 32_000)
        #expect(!timeline.ready.contains(2))
        #expect(timeline.ready.count == 64_000)
        #expect(timeline.fence.ranges(until: 32_000) == [16_000..<24_000])
    }

    @Test func `wipes what came of it and is not written yet`() {
        var timeline = Timeline([ChannelFormat(law: .aLaw), ChannelFormat(law: .aLaw)])
        var sender = RTPSender(timestamp: 0)
        for index in 1...100 {
            timeline.accept(sender.packet([UInt8](repeating: 7, count: 160)).span, channel: 0, arrival: 160 * index)
        }
        timeline.advance(to: 12_000)
        timeline.pause(at: 8000)
        timeline.finish(at: 16_000)
        let heard = stride(from: 0, to: timeline.ready.count, by: 2).map { timeline.ready[$0] }
        #expect(heard == [UInt8](repeating: 7, count: 8000) + [UInt8](repeating: 0xD5, count: 8000))
    }

    @Test(arguments: [
        ("*71", "*72", true), ("*71", "", false), ("1", "22", false), ("12", "212", false), ("1x", "22", false),
    ])
    func `takes only codes that cannot be confused`(pause: String, resume: String, isGood: Bool) {
        #expect((PauseCode(pause: pause, resume: resume) != nil) == isGood)
    }
}
