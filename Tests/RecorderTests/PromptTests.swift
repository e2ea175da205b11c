import Calls
import Foundation
import Recorder
import Testing
import Wire

@Suite struct `Prompts` {
    /// A WAV of the given A-law octets.
    private static func wav(_ octets: [UInt8]) throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(component: "prompt-\(UUID()).wav")
        var bytes = WAVHeader(format: .aLaw, channels: 1, dataLength: octets.count).bytes
        bytes += octets
        try Data(bytes).write(to: url)
        return url.path(percentEncoded: false)
    }

    /// The payloads that reach a peer, by timestamp, once there are `count` of them.
    private static func heard(_ peer: Peer, count: Int) async throws -> [[UInt8]] {
        var packets: [[UInt8]] = []
        return try await eventually {
            while let packet = peer.receive() { packets.append(packet) }
            return packets.count >= count ? packets : nil
        }
    }

    private static func offer(to peer: Peer, direction: String = "sendrecv") -> String {
        Offer.audio(direction: direction).replacing("m=audio 4002", with: "m=audio \(peer.port)")
    }

    @Test func `tell the party of a plain call that it is recorded`() async throws {
        let announced = sound(320, seed: 1)
        let path = try Self.wav(announced)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await TestRecorder.run({
            $0.announcement = path
            $0.toneInterval = .milliseconds(100)
        }) { test in
            let (caller, peer) = (try TestCaller(test.udp), try Peer())
            let answer = try await caller.request("INVITE", body: Self.offer(to: peer))
            #expect(answer.body.contains("a=sendrecv"))
            caller.acknowledge()
            let packets = try await Self.heard(peer, count: 27)
            #expect(packets.allSatisfy { $0.count == 172 && $0[0] == 0x80 })
            #expect(packets[0][1] == 0x88)
            #expect(packets[1][1] == 0x08)
            #expect(Array(packets[0][12...] + packets[1][12...]) == announced)
            let numbers = packets.map { Int($0[2]) << 8 | Int($0[3]) }
            #expect(zip(numbers, numbers.dropFirst()).allSatisfy { ($0 + 1) % 65_536 == $1 })
            // Then comes the tone: half a second of 1400 Hz, which goes through zero 1400 times.
            let tone = packets[2..<27].flatMap { $0[12...] }.map { G711Law.aLaw.samples[Int($0)] }
            #expect(packets[2][1] == 0x88)
            #expect(abs(zip(tone, tone.dropFirst()).count { ($0 < 0) != ($1 < 0) } - 1400) <= 4)
            #expect(try await caller.request("BYE").status == 200)
        }
    }

    @Test func `are accounted for in sender reports`() async throws {
        let path = try Self.wav(sound(160 * 300, seed: 1))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await TestRecorder.run({ $0.announcement = path }) { test in
            let (caller, speech, control) = (try TestCaller(test.udp), try Peer(), try Peer())
            let offer = Self.offer(to: speech).replacing("a=label:1", with: "a=rtcp:\(control.port)")
            #expect(try await caller.request("INVITE", body: offer).status == 200)
            caller.acknowledge()
            let first = try await Self.heard(speech, count: 1)[0]
            let report = try await eventually(within: .seconds(30)) {
                try control.receive().map { try RTCPPacket.packets(in: $0.span) }
            }
            guard case .senderReport(let sent) = report.first else {
                Issue.record("no sender report came")
                return
            }
            let (ssrc, start) = (Self.number(first[8..<12]), Self.number(first[4..<8]))
            #expect(sent.ssrc == ssrc)
            #expect((1...300).contains(sent.packets))
            #expect(sent.octets == 160 * sent.packets)
            // The report's time is at most a packet behind the last that it counts.
            let elapsed = Int(sent.timestamp &- start)
            #expect(abs(elapsed - 160 * Int(sent.packets)) <= 8000)
            #expect(try await caller.request("BYE").status == 200)
        }
    }

    private static func number(_ octets: ArraySlice<UInt8>) -> UInt32 { octets.reduce(0) { $0 << 8 | UInt32($1) } }

    @Test func `are not for recording clients, nor for those who cannot hear`() async throws {
        let path = try Self.wav(sound(320, seed: 1))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await TestRecorder.run({ $0.announcement = path }) { test in
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", type: Offer.boundary, body: Offer.siprec())
            #expect(!answer.body.contains("a=send"))
            let other = try TestCaller(test.udp)
            let oneWay = try await other.request("INVITE", body: Offer.audio(direction: "sendonly"))
            #expect(oneWay.body.contains("a=recvonly"))
        }
    }

    @Test(arguments: ["", "RIFF", "RIFFxxxxWAVEfmt "])
    func `have to be sound that can be played`(_ text: String) async throws {
        let url = FileManager.default.temporaryDirectory.appending(component: "prompt-\(UUID()).wav")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        let path = url.path(percentEncoded: false)
        await #expect(throws: RecorderError.notPrompt(path: path)) {
            try await TestRecorder.run({ $0.announcement = path }) { _ in }
        }
    }
}

@Suite struct `The survey` {
    @Test(arguments: [("", "1"), ("#9", "3"), ("06*", "5")])
    func `takes the first key that is an answer, for the call before`(_ keys: String, _ last: String) async throws {
        let path = FileManager.default.temporaryDirectory.appending(component: "prompt-\(UUID()).wav")
        try Data(WAVHeader(format: .aLaw, channels: 1, dataLength: 160).bytes + sound(160, seed: 1)).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        try await TestRecorder.run({
            $0.survey = SurveyConfiguration(user: "600", question: .csat, prompt: path.path(percentEncoded: false))
        }) { test in
            let (caller, peer) = (try TestCaller(test.udp), try Peer())
            let offer = Offer.audio(direction: "sendrecv").replacing("m=audio 4002", with: "m=audio \(peer.port)")
            let answer = try await caller.request("INVITE", headers: ["X-Call-ID: pbx-77"], body: offer)
            #expect(answer.status == 200)
            caller.acknowledge()
            var sender = RTPSender()
            // None of these is an answer but the last.
            for key in keys + last {
                let event = UInt8(Array("0123456789*#").firstIndex(of: key) ?? 0)
                for count in 1...3 {
                    peer.send(sender.event(event, isEnd: count > 1, duration: UInt16(160 * count)), to: answer.ports[0])
                }
                sender.pause(samples: 800)
            }
            let csv = try await eventually { () -> String? in
                let names = try FileManager.default.contentsOfDirectory(atPath: test.inbox.path(percentEncoded: false))
                guard let name = names.first(where: { $0.hasSuffix(".survey.csv") }) else { return nil }
                return try String(contentsOf: test.inbox.appending(component: name), encoding: .utf8)
            }
            #expect(csv == "call_id,csat\r\n\"pbx-77\",\(last)\r\n")
            #expect(!test.log.text.contains("pbx-77"))
        }
    }

    @Test func `lets a caller go who says nothing, and says so`() {
        var entry = SurveyEntry(.csat, deadline: .seconds(10))
        #expect(entry.step(at: .seconds(9)) == .waiting)
        #expect(entry.press("7", at: .seconds(9)) == .waiting)
        #expect(entry.step(at: .seconds(10)) == .over(nil))
    }

    @Test func `takes two keys for ten`() {
        var entry = SurveyEntry(.nps, deadline: .seconds(10))
        #expect(entry.press("1", at: .seconds(1)) == .waiting)
        #expect(entry.press("0", at: .seconds(2)) == .over(10))
        entry = SurveyEntry(.nps, deadline: .seconds(10))
        #expect(entry.press("1", at: .seconds(1)) == .waiting)
        #expect(entry.step(at: .seconds(3)) == .waiting)
        #expect(entry.step(at: .seconds(4)) == .over(1))
        entry = SurveyEntry(.nps, deadline: .seconds(10))
        #expect(entry.press("0", at: .seconds(1)) == .waiting)
        #expect(entry.press("#", at: .seconds(2)) == .over(0))
    }
}
