import Calls
import Foundation
import Recorder
import Testing

@Suite struct `A recorded call` {
    /// Plays streams to their ports at the pace of speech.
    private static func play(_ streams: [(packets: [[UInt8]], port: UInt16)], from peer: Peer) async throws {
        for index in 0..<(streams.map(\.packets.count).max() ?? 0) {
            for stream in streams where index < stream.packets.count {
                peer.send(stream.packets[index], to: stream.port)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private static func packets(_ heard: [UInt8], of sender: inout RTPSender) -> [[UInt8]] {
        stride(from: 0, to: heard.count, by: 160).map { sender.packet(Array(heard[$0..<$0 + 160])) }
    }

    @Test(arguments: [SIPListener.Transport.udp, .tcp])
    func `of a recording client has each party on its channel`(_ transport: SIPListener.Transport) async throws {
        try await TestRecorder.run { test in
            let caller = try TestCaller(transport == .udp ? test.udp : test.tcp)
            let headers = ["Require: siprec", "X-Queue: billing", "X-Call-ID: pbx-77;x=1", "X-Direction: inbound"]
            let answer = try await caller.request(
                "INVITE",
                headers: headers,
                type: Offer.boundary,
                body: Offer.siprec()
            )
            #expect(answer.status == 200)
            #expect(answer.ports.count == 2)
            #expect(answer.ports[0] % 2 == 0)
            #expect(answer.ports[1] == answer.ports[0] + 2)
            caller.acknowledge()

            let (peer, intruder) = (try Peer(), try Peer(udp: "127.0.0.2"))
            var (near, far, foreign) = (RTPSender(), RTPSender(ssrc: 2), RTPSender(ssrc: 3))
            let (customer, agent) = (sound(4800, seed: 1), sound(4800, seed: 2))
            var spoken = Self.packets(customer, of: &near)
            spoken += (1...5).map { near.event(7, isEnd: $0 > 2, duration: UInt16(160 * $0)) }
            let noise = Self.packets(sound(1600, seed: 3), of: &foreign)
            async let attack: Void = Self.play([(noise, answer.ports[0])], from: intruder)
            try await Self.play(
                [(spoken, answer.ports[0]), (Self.packets(agent, of: &far), answer.ports[1])],
                from: peer
            )
            try await attack
            #expect(try await caller.request("BYE").status == 200)

            let call = try await test.delivered()
            #expect(call.sound(0) == customer)
            #expect(call.sound(1) == agent)
            let cdr = call.cdr
            #expect(cdr.switchCallID == "pbx-77")
            #expect(cdr.queue == "billing")
            #expect(cdr.direction == .inbound)
            #expect(cdr.completeness == .complete)
            #expect(cdr.reason == nil)
            #expect(cdr.channels.map(\.role) == [.customer, .agent])
            #expect(cdr.channels.map(\.number) == ["5550142", "2004"])
            #expect(cdr.channels.map(\.name) == ["Alice Liddell", "Bob"])
            #expect(cdr.channels.map(\.label) == ["1", "2"])
            #expect(cdr.channels.map(\.codec) == ["PCMA", "PCMA"])
            #expect(cdr.channels.map(\.packetsReceived) == [35, 30])
            #expect(cdr.channels.map(\.packetsRejected) == [10, 0])
            #expect(cdr.keyed.map(\.digit) == ["7"])
            #expect(cdr.keyed.map(\.channel) == [0])
            #expect(cdr.bytes == call.bytes.count)
            #expect(abs(cdr.duration.count * 8 - (call.header?.frames ?? 0)) <= 4)
            #expect(abs((cdr.end - cdr.start - cdr.duration).count) <= 20)
            #expect(try FileManager.default.contentsOfDirectory(atPath: test.spool.path(percentEncoded: false)).isEmpty)
            #expect(cdr.sha256 == (try Self.sha256(test.inbox.appending(component: cdr.recording ?? ""))))
            for personal in ["5550142", "2004", "Alice", "Bob", "caller.test"] {
                #expect(!test.log.text.contains(personal))
            }
        }
    }

    /// coreutils' opinion, since it is what an auditor will use.
    private static func sha256(_ file: URL) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        process.arguments = [file.path(percentEncoded: false)]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return String(text.prefix(64))
    }

    @Test func `without a client has the caller on channel 0 and remembers its hold`() async throws {
        try await TestRecorder.run { test in
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", body: Offer.audio(direction: "sendrecv"))
            caller.acknowledge()
            var sender = RTPSender()
            let heard = sound(1600, seed: 4)
            try await Self.play([(Self.packets(heard, of: &sender), answer.ports[0])], from: Peer())
            #expect(try await caller.request("INVITE", body: Offer.audio(direction: "inactive")).ports == answer.ports)
            caller.acknowledge()
            try await Task.sleep(for: .milliseconds(300))
            #expect(try await caller.request("INVITE", body: Offer.audio(direction: "sendrecv")).status == 200)
            caller.acknowledge()
            #expect(try await caller.request("BYE").status == 200)

            let call = try await test.delivered()
            #expect(call.sound(0) == heard)
            #expect(call.sound(1) == [])
            #expect(call.cdr.channels.map(\.role) == [.customer, .other])
            #expect(call.cdr.channels.map(\.number) == ["5550142", "600"])
            #expect(call.cdr.hungUpBy == .customer)
            #expect(call.cdr.holds.count == 1)
            #expect((290...600).contains(call.cdr.holds.first?.length.count ?? 0))
        }
    }

    @Test func `without an offer begins with the answer in the ACK`() async throws {
        try await TestRecorder.run { test in
            let caller = try TestCaller(test.udp)
            let response = try await caller.request("INVITE")
            #expect(response.status == 200)
            caller.acknowledge(Offer.audio(formats: "0 101"))
            var sender = RTPSender()
            sender.payloadType = 0
            let heard = sound(1600, seed: 5)
            try await Self.play([(Self.packets(heard, of: &sender), response.ports[0])], from: Peer())
            #expect(try await caller.request("BYE").status == 200)
            let call = try await test.delivered()
            #expect(call.header?.format == .muLaw)
            #expect(call.sound(0, silence: 0xFF) == heard)
            #expect(call.cdr.channels[0].codec == "PCMU")
        }
    }

    @Test func `learns who speaks from metadata that come later`() async throws {
        try await TestRecorder.run({ $0.agents = [AgentRule("2000-2999")].compactMap(\.self) }) { test in
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", headers: ["Require: siprec"], body: Offer.audio(lines: 2))
            #expect(answer.status == 200)
            caller.acknowledge()
            // Labels swapped: the agent is on the first line, whose channel stays where it is.
            let swapped = Offer.metadata.replacing("<label>1</label>", with: "<label>x</label>")
                .replacing("<label>2</label>", with: "<label>1</label>").replacing("<label>x", with: "<label>2")
            let update = try await caller.request("UPDATE", type: "application/rs-metadata+xml", body: swapped)
            #expect(update.status == 200)
            #expect(try await caller.request("BYE").status == 200)
            let call = try await test.delivered()
            #expect(call.cdr.channels.map(\.role) == [.agent, .customer])
            #expect(call.cdr.channels.map(\.number) == ["2004", "5550142"])
        }
    }
}
