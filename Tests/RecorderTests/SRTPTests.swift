import Calls
import Foundation
import Recorder
import Testing
import Wire

@Suite struct `SRTP` {
    private static let plain: [UInt8] =
        [0x80, 0x0F, 0x12, 0x34, 0xDE, 0xCA, 0xFB, 0xAD, 0xCA, 0xFE, 0xBA, 0xBE] + [UInt8](repeating: 0xAB, count: 16)

    /// A packet of libsrtp's own test driver, of which `plain` is the clear text.
    struct Vector: Sendable, CustomTestStringConvertible {
        var testDescription: String { key.suite.rawValue }
        var key: SRTPKey
        var packet: [UInt8]
    }

    private static let vectors = [
        Vector(
            key: SRTPKey(
                suite: .aes128SHA1Tag80,
                octets: [
                    0xE1, 0xF9, 0x7A, 0x0D, 0x3E, 0x01, 0x8B, 0xE0, 0xD6, 0x4F, 0xA3, 0x2C, 0x06, 0xDE, 0x41, 0x39,
                    0x0E, 0xC6, 0x75, 0xAD, 0x49, 0x8A, 0xFE, 0xEB, 0xB6, 0x96, 0x0B, 0x3A, 0xAB, 0xE6,
                ]
            ),
            packet: plain.prefix(12) + [
                0x4E, 0x55, 0xDC, 0x4C, 0xE7, 0x99, 0x78, 0xD8, 0x8C, 0xA4, 0xD2, 0x15, 0x94, 0x9D, 0x24, 0x02,
                0xB7, 0x8D, 0x6A, 0xCC, 0x99, 0xEA, 0x17, 0x9B, 0x8D, 0xBB,
            ]
        ),
        Vector(
            key: SRTPKey(suite: .aes128GCM, octets: Array(0x00...0x0F) + Array(0xA0...0xAB)),
            packet: plain.prefix(12) + [
                0xC5, 0x00, 0x2E, 0xDE, 0x04, 0xCF, 0xDD, 0x2E, 0xB9, 0x11, 0x59, 0xE0, 0x88, 0x0A, 0xA0, 0x6E,
                0xD2, 0x97, 0x68, 0x26, 0xF7, 0x96, 0xB2, 0x01, 0xDF, 0x31, 0x31, 0xA1, 0x27, 0xE8, 0xA3, 0x92,
            ]
        ),
    ]

    private static func open(_ packet: [UInt8], _ receiver: SRTPReceiver) -> (SRTPReceiver.Result, [UInt8]) {
        var opened: [UInt8] = []
        let result = receiver.open(packet.span) { for index in $0.indices { opened.append($0[index]) } }
        return (result, opened)
    }

    @Test(arguments: vectors)
    func `is decrypted, and only once`(_ vector: Vector) {
        let receiver = SRTPReceiver(vector.key)
        let first = Self.open(vector.packet, receiver)
        #expect(first == (.opened(28), Self.plain))
        let again = Self.open(vector.packet, receiver)
        #expect(again == (.failed(.replayed), []))
    }

    @Test(arguments: vectors)
    func `that was altered anywhere is not opened`(_ vector: Vector) {
        let receiver = SRTPReceiver(vector.key)
        let results = vector.packet.indices.dropFirst(2).map { index in
            var altered = vector.packet
            altered[index] ^= 1
            return Self.open(altered, receiver)
        }
        #expect(results.allSatisfy { $0 == (.failed(.unauthenticated), []) })
        #expect(Self.open(vector.packet, receiver).0 == .opened(28))
    }

    @Test(arguments: vectors)
    func `cut anywhere is not opened`(_ vector: Vector) {
        let receiver = SRTPReceiver(vector.key)
        let opened = vector.packet.indices.filter { length in
            if case .opened = Self.open(Array(vector.packet.prefix(length)), receiver).0 { true } else { false }
        }
        #expect(opened.isEmpty)
    }

    @Test func `has control packets beside it, which are forged as little`() {
        let receiver = SRTPReceiver(Self.vectors[0].key)
        let forged = [0x80, 200] + [UInt8](repeating: 0, count: 40)
        guard case (.failed, []) = Self.open(forged, receiver) else {
            Issue.record("a forged report was opened")
            return
        }
    }
}

@Suite struct `An encrypted call` {
    struct Case: Sendable, CustomTestStringConvertible {
        var suite: SRTPSuite
        var identifier: [UInt8] = []
        var testDescription: String { identifier.isEmpty ? suite.rawValue : "\(suite.rawValue) with an identifier" }
    }

    private static func key(_ suite: SRTPSuite, seed: UInt64, identifier: [UInt8] = []) -> SRTPKey {
        SRTPKey(suite: suite, octets: sound(suite.keyLength, seed: seed), identifier: identifier)
    }

    private static func offer(_ key: SRTPKey, tag: Int = 7) -> String {
        let named =
            key.identifier.isEmpty ? "" : "|\(key.identifier.reduce(0) { $0 << 8 | Int($1) }):\(key.identifier.count)"
        let text = "\(tag) \(key.suite.rawValue) inline:\(Data(key.octets).base64EncodedString())|2^31\(named)"
        return Offer.audio().replacing("RTP/AVP", with: "RTP/SAVP").replacing(
            "a=sendonly",
            with: "a=crypto:\(text)\r\na=sendonly"
        )
    }

    private static func play(
        _ heard: [UInt8],
        of sender: inout RTPSender,
        _ cipher: TestCipher,
        to port: UInt16
    ) async throws {
        let peer = try Peer()
        for start in stride(from: 0, to: heard.count, by: 160) {
            peer.send(try cipher.protect(sender.packet(Array(heard[start..<start + 160]))), to: port)
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test(
        arguments: SRTPSuite.allCases.map { Case(suite: $0) } + [
            Case(suite: .aes128SHA1Tag80, identifier: [0, 0, 1, 2])
        ]
    )
    func `is recorded as it was spoken`(_ test: Case) async throws {
        let key = Self.key(test.suite, seed: 11, identifier: test.identifier)
        try await TestRecorder.run({ $0.allowsKeysInClear = true }) { test in
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", body: Self.offer(key))
            #expect(answer.status == 200)
            #expect(answer.body.contains("RTP/SAVP 8 101\r\n"))
            #expect(answer.body.contains("a=crypto:7 \(key.suite.rawValue) inline:"))
            #expect(!answer.body.contains(Data(key.octets).base64EncodedString()))
            caller.acknowledge()
            // The sequence number wraps under way: the roll-over counter goes into every key stream.
            var sender = RTPSender(sequenceNumber: 65_530)
            let heard = sound(3200, seed: 12)
            try await Self.play(heard, of: &sender, try TestCipher(key), to: answer.ports[0])
            #expect(try await caller.request("BYE").status == 200)
            let call = try await test.delivered()
            #expect(call.sound(0) == heard)
            #expect(call.cdr.completeness == .complete)
            #expect(call.cdr.channels.map(\.packetsReceived) == [20, 0])
            #expect(call.cdr.channels.map(\.packetsUnauthenticated) == [0, 0])
            #expect(!test.log.text.contains("inline"))
        }
    }

    @Test func `under another key leaves nothing in the file, and all is counted`() async throws {
        try await TestRecorder.run({ $0.allowsKeysInClear = true }) { test in
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", body: Self.offer(Self.key(.aes128SHA1Tag80, seed: 1)))
            caller.acknowledge()
            var sender = RTPSender()
            let cipher = try TestCipher(Self.key(.aes128SHA1Tag80, seed: 2))
            try await Self.play(sound(1600, seed: 13), of: &sender, cipher, to: answer.ports[0])
            #expect(try await caller.request("BYE").status == 200)
            let call = try await test.delivered()
            #expect(call.sound(0).isEmpty)
            #expect(call.cdr.channels.map(\.packetsUnauthenticated) == [10, 0])
            #expect(call.cdr.channels.map(\.packetsReceived) == [0, 0])
            #expect(call.cdr.completeness == .degraded)
            #expect(call.cdr.reason == "packets failed authentication")
        }
    }

    @Test func `goes on under the new key of a later offer, and under the old one of a hold`() async throws {
        try await TestRecorder.run({ $0.allowsKeysInClear = true }) { test in
            let caller = try TestCaller(test.udp)
            let (first, second) = (Self.key(.aes128SHA1Tag80, seed: 3), Self.key(.aes128GCM, seed: 4))
            let answer = try await caller.request("INVITE", body: Self.offer(first))
            caller.acknowledge()
            var sender = RTPSender(sequenceNumber: 65_533)
            let cipher = try TestCipher(first)
            let heard = sound(4800, seed: 14)
            try await Self.play(Array(heard[..<1600]), of: &sender, cipher, to: answer.ports[0])
            // Past the wrap, so that a context begun anew would not know the count of rounds.
            let held = Self.offer(first).replacing("a=label:1", with: "a=label:9")
            #expect(try await caller.request("INVITE", body: held).status == 200)
            caller.acknowledge()
            try await Self.play(Array(heard[1600..<3200]), of: &sender, cipher, to: answer.ports[0])
            let rekeyed = try await caller.request("INVITE", body: Self.offer(second, tag: 2))
            #expect(rekeyed.body.contains("a=crypto:2 AEAD_AES_128_GCM inline:"))
            caller.acknowledge()
            try await Self.play(Array(heard[3200...]), of: &sender, try TestCipher(second), to: answer.ports[0])
            #expect(try await caller.request("BYE").status == 200)
            let call = try await test.delivered()
            #expect(call.sound(0).filter { $0 != 0xD5 } == heard)
            #expect(call.cdr.channels[0].packetsUnauthenticated == 0)
        }
    }

    @Test func `is refused where its key came in the clear`() async throws {
        try await TestRecorder.run { test in
            let offer = Self.offer(Self.key(.aes128SHA1Tag80, seed: 1))
            let callers = [try TestCaller(test.udp), try TestCaller(test.tcp)]
            #expect(try await callers[0].request("INVITE", body: offer).status == 488)
            #expect(try await callers[1].request("INVITE", body: offer).status == 488)
        }
    }
}
