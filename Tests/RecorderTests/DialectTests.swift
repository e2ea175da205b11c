import Calls
import Recorder
import Testbench
import Testing

@Suite struct `Recording clients of every make` {
    @Test(arguments: Dialect.all)
    func `have the right party on the right channel`(_ dialect: Dialect) async throws {
        try await TestRecorder.run({ $0.agents = [AgentRule("1001")].compactMap(\.self) }) { test in
            let client = try RawClient(dialect, to: test.udp)
            let answer = try await client.call()
            #expect(answer.status == 200)
            let sounds = answer.ports.indices.map { sound(1600, seed: UInt64($0) + 1) }
            let peer = try Peer(udp: "127.0.0.10")
            for (index, port) in answer.ports.enumerated() {
                var sender = RTPSender(ssrc: UInt32(index + 1))
                sender.payloadType = answer.payloadTypes[index]
                for start in stride(from: 0, to: 1600, by: 160) {
                    peer.send(sender.packet(Array(sounds[index][start..<start + 160])), to: port)
                }
            }
            #expect(try await client.hangUp().status == 200)

            let call = try await test.delivered()
            #expect(call.cdr.channels.map(\.role.rawValue) == dialect.channels.map(\.role))
            #expect(call.cdr.channels.map(\.number) == dialect.channels.map(\.number))
            #expect(call.header?.channels == dialect.channels.count)
            let silence: UInt8 = call.header?.format == .muLaw ? 0xFF : 0xD5
            for (channel, expected) in dialect.channels.enumerated() {
                #expect(call.sound(channel, silence: silence) == expected.line.map { sounds[$0] } ?? [])
            }
            // What came from the client goes nowhere but into the CDR.
            for personal in ["15550100", "1001", "Alice", "7602922410", "dialect@", "example.com"] {
                #expect(!test.log.text.contains(personal))
            }
        }
    }
}
