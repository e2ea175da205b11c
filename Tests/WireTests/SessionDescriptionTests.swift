import Testing
import Wire

extension SessionDescription {
    init(text: String) throws { try self.init(Array(text.utf8)) }
}

@Suite struct `Session description` {
    private static let head = "v=0\r\no=alice 5 7 IN IP4 192.0.2.3\r\ns=-\r\n"

    @Test func `is read with what each media line inherits`() throws {
        let text =
            Self.head + """
                c=IN IP4 192.0.2.4/127\r
                b=AS:64\r
                t=0 0\r
                a=inactive\r
                a=3gOoBTC\r
                m=audio 49170/2 RTP/AVP 0 96\r
                a=rtpmap:96 opus/48000/2\r
                a=label:10\r
                m=video 51372 RTP/SAVPF 31\r
                c=IN IP6 2001:db8::1\r
                c=IN IP6 2001:db8::2\r
                a=sendonly\r

                """
        let session = try SessionDescription(text: text)
        #expect(session.origin == .init(user: "alice", sessionID: "5", version: 7, address: "192.0.2.3"))
        #expect(session.media.map(\.kind) == ["audio", "video"])
        #expect(session.media.map(\.port) == [49_170, 51_372])
        #expect(session.media.map(\.profile) == ["RTP/AVP", "RTP/SAVPF"])
        #expect(session.media.map(\.label) == ["10", nil])
        #expect(session.media.indices.map(session.direction) == [.inactive, .sendonly])
        #expect(session.media.indices.map(session.address) == ["192.0.2.4", "2001:db8::1"])
    }

    @Test func `prints what it read`() throws {
        let text =
            Self.head
            + "c=IN IP4 192.0.2.4\r\nt=0 0\r\na=x\r\nm=audio 8 RTP/AVP 0 8\r\nc=IN IP6 2001:db8::1\r\na=label:1\r\n"
        #expect(String(decoding: try SessionDescription(text: text).bytes, as: UTF8.self) == text)
    }

    @Test func `explains payload types by rtpmap first, then by RFC 3551`() throws {
        let media = MediaDescription(
            port: 8,
            formats: ["0", "8", "96", "97", "101", "200", "x"],
            attributes: [
                .init("rtpmap", "8 l16/16000"), .init("rtpmap", "96 opus/48000/2"),
                .init("rtpmap", "101 telephone-event/8000"),
            ]
        )
        #expect(
            media.payloadFormats == [
                PayloadFormat(payloadType: 0, encoding: "PCMU", clockRate: 8000),
                PayloadFormat(payloadType: 8, encoding: "L16", clockRate: 16_000),
                PayloadFormat(payloadType: 96, encoding: "OPUS", clockRate: 48_000),
                PayloadFormat(payloadType: 101, encoding: "TELEPHONE-EVENT", clockRate: 8000),
            ]
        )
    }

    @Test(arguments: ["a=inactive", "a=recvonly", "c=IN IP4 0.0.0.0"])
    func `says when the peer holds`(_ line: String) throws {
        let offer = try SessionDescription(text: Self.head + "m=audio 8 RTP/AVP 0\r\nc=IN IP4 192.0.2.4\r\n")
        #expect(!offer.isHeld(media: 0))
        let held = try SessionDescription(text: Self.head + "m=audio 8 RTP/AVP 0\r\n\(line)\r\n")
        #expect(held.isHeld(media: 0))
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let error: WireError
    }

    @Test(arguments: [
        Refusal(testDescription: "nothing", text: "", error: .missing(.sdp)),
        Refusal(testDescription: "another version", text: "v=1\r\n", error: .malformed(.sdp, at: 0)),
        Refusal(testDescription: "not a line", text: "v=0\r\nhello\r\n", error: .malformed(.sdp, at: 5)),
        Refusal(testDescription: "a short origin", text: "v=0\r\no=1 IN IP4 h\r\n", error: .malformed(.sdp, at: 5)),
        Refusal(
            testDescription: "a media line without format",
            text: head + "m=audio 1 RTP/AVP\r\n",
            error: .malformed(.sdp, at: 40)
        ),
        Refusal(
            testDescription: "a port over 65535",
            text: head + "m=audio 65536 RTP/AVP 0\r\n",
            error: .malformed(.sdp, at: 40)
        ),
        Refusal(testDescription: "a foreign network", text: head + "c=ATM X 1\r\n", error: .malformed(.sdp, at: 40)),
        Refusal(
            testDescription: "33 media lines",
            text: head + String(repeating: "m=audio 0 RTP/AVP 0\r\n", count: 33),
            error: .tooLarge(.media, limit: 32)
        ),
        Refusal(
            testDescription: "65 formats",
            text: head + "m=audio 0 RTP/AVP" + String(repeating: " 0", count: 65) + "\r\n",
            error: .tooLarge(.media, limit: 64)
        ),
        Refusal(
            testDescription: "129 attributes",
            text: head + String(repeating: "a=x\r\n", count: 129),
            error: .tooLarge(.sdp, limit: 128)
        ),
        Refusal(
            testDescription: "1025 lines",
            text: "v=0\r\n" + String(repeating: "b=x\r\n", count: 1024),
            error: .tooLarge(.sdp, limit: 1024)
        ),
        Refusal(
            testDescription: "65537 octets",
            text: "v=0\r\ni=" + String(repeating: "x", count: 65_530),
            error: .tooLarge(.sdp, limit: 65_536)
        ),
    ])
    func `is refused`(_ refusal: Refusal) {
        #expect(throws: refusal.error) { try SessionDescription(text: refusal.text) }
    }
}

@Suite struct `Answer of a receiver` {
    struct Exchange: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let offered: String
        let answered: String
    }

    private static let event = "a=rtpmap:101 telephone-event/8000"

    /// Ports are given to every line; the answer is compared from its first media line on.
    @Test(arguments: [
        Exchange(
            testDescription: "sendonly",
            offered: "m=audio 30000 RTP/AVP 8\na=sendonly",
            answered: "m=audio 20000 RTP/AVP 8\na=rtpmap:8 PCMA/8000\na=recvonly"
        ),
        Exchange(
            testDescription: "sendrecv by default, AVPF",
            offered: "m=audio 30000 RTP/AVPF 0",
            answered: "m=audio 20000 RTP/AVPF 0\na=rtpmap:0 PCMU/8000\na=recvonly"
        ),
        Exchange(
            testDescription: "inactive",
            offered: "m=audio 30000 RTP/AVP 0\na=inactive",
            answered: "m=audio 20000 RTP/AVP 0\na=rtpmap:0 PCMU/8000\na=inactive"
        ),
        Exchange(
            testDescription: "recvonly, to which we have nothing to send",
            offered: "m=audio 30000 RTP/AVP 0\na=recvonly",
            answered: "m=audio 20000 RTP/AVP 0\na=rtpmap:0 PCMU/8000\na=inactive"
        ),
        Exchange(
            testDescription: "codecs and keys, in the peer's order and numbers, labels echoed",
            offered:
                "m=audio 30000 RTP/AVP 18 96 8 101 0 13\na=rtpmap:96 opus/48000/2\n\(event)\na=fmtp:101 0-16\na=label:16777227",
            answered:
                "m=audio 20000 RTP/AVP 96 8 0 13 101\na=rtpmap:96 opus/48000/2\na=rtpmap:8 PCMA/8000\na=rtpmap:0 PCMU/8000\n"
                + "a=rtpmap:13 CN/8000\n"
                + "\(event)\na=fmtp:101 0-15\na=recvonly\na=label:16777227"
        ),
        Exchange(
            testDescription: "G.711 under a dynamic number",
            offered: "m=audio 30000 RTP/AVP 97\na=rtpmap:97 pcmu/8000",
            answered: "m=audio 20000 RTP/AVP 97\na=rtpmap:97 PCMU/8000\na=recvonly"
        ),
        Exchange(
            testDescription: "wideband, linear, and RTCP on the same port",
            offered:
                "m=audio 30000 RTP/AVP 9 97 98 99\na=rtpmap:97 L16/16000\na=rtpmap:98 L16/44100\na=rtpmap:99 L16/16000/2\na=rtcp-mux",
            answered:
                "m=audio 20000 RTP/AVP 9 97\na=rtpmap:9 G722/8000\na=rtpmap:97 L16/16000\na=rtcp-mux\na=recvonly"
        ),
        Exchange(
            testDescription: "video between two audio lines",
            offered: "m=audio 30000 RTP/AVP 0\nm=video 30002 RTP/AVP 31\nm=audio 30004 RTP/AVP 0",
            answered:
                "m=audio 20000 RTP/AVP 0\na=rtpmap:0 PCMU/8000\na=recvonly\nm=video 0 RTP/AVP 31\n"
                + "m=audio 20004 RTP/AVP 0\na=rtpmap:0 PCMU/8000\na=recvonly"
        ),
        Exchange(
            testDescription: "nothing but G.729",
            offered: "m=audio 30000 RTP/AVP 18",
            answered: "m=audio 0 RTP/AVP 18"
        ),
        Exchange(
            testDescription: "encrypted",
            offered: "m=audio 30000 RTP/SAVP 0",
            answered: "m=audio 0 RTP/SAVP 0"
        ),
        Exchange(testDescription: "an ended line", offered: "m=audio 0 RTP/AVP 0", answered: "m=audio 0 RTP/AVP 0"),
        Exchange(
            testDescription: "an old hold",
            offered: "m=audio 30000 RTP/AVP 0\nc=IN IP4 0.0.0.0",
            answered: "m=audio 20000 RTP/AVP 0\na=rtpmap:0 PCMU/8000\na=recvonly"
        ),
    ])
    func `takes only what was offered`(_ exchange: Exchange) throws {
        let offer = try SessionDescription(
            text: "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\n\(exchange.offered)\n"
        )
        var answerer = SessionAnswerer(sessionID: 42, address: "192.0.2.1")
        let answer = answerer.answer(to: offer, ports: offer.media.indices.map { UInt16(20_000 + 2 * $0) })
        let expected =
            "v=0\no=- 42 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\n\(exchange.answered)\n"
        #expect(String(decoding: answer.bytes, as: UTF8.self) == expected.replacing("\n", with: "\r\n"))
    }

    @Test func `refuses a line that has no port`() throws {
        var answerer = SessionAnswerer(sessionID: 42, address: "192.0.2.1")
        let offer = try SessionDescription(text: Caller.g711Offer)
        #expect(answerer.answer(to: offer, ports: []).media.map(\.port) == [0])
    }

    @Test(arguments: [
        ("", TransportAddress(address: "192.0.2.10", port: 30_001)),
        ("a=rtcp:40000\n", TransportAddress(address: "192.0.2.10", port: 40_000)),
        ("a=rtcp:40000 IN IP4 192.0.2.11\n", TransportAddress(address: "192.0.2.11", port: 40_000)),
        ("a=rtcp-mux\n", TransportAddress(address: "192.0.2.10", port: 30_000)),
        ("c=IN IP4 0.0.0.0\n", nil),
    ])
    func `knows where reports go`(_ line: String, _ address: TransportAddress?) throws {
        let offer = try SessionDescription(text: "v=0\nc=IN IP4 192.0.2.10\nm=audio 30000 RTP/AVP 8\n\(line)")
        #expect(offer.receivable.map { $0?.control } == [address])
    }

    @Test func `counts its version up only where something changed`() throws {
        var answerer = SessionAnswerer(sessionID: 42, address: "192.0.2.1")
        let offer = try SessionDescription(text: Caller.g711Offer)
        let hold = try SessionDescription(text: Caller.g711Offer.replacing("sendonly", with: "inactive"))
        let versions = [offer, offer, hold, hold, offer].map { answerer.answer(to: $0, ports: [20_000]).origin.version }
        #expect(versions == [1, 1, 2, 2, 3])
    }

    @Test func `offers all that it records where the peer offers nothing`() throws {
        var answerer = SessionAnswerer(sessionID: 42, address: "2001:db8::1")
        let expected = """
            v=0
            o=- 42 1 IN IP6 2001:db8::1
            s=-
            c=IN IP6 2001:db8::1
            t=0 0
            m=audio 20000 RTP/AVP 8 0 9 96 97 98 99 100 13 101 102 103 104
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:9 G722/8000
            a=rtpmap:96 opus/48000/2
            a=rtpmap:97 L16/16000
            a=rtpmap:98 L16/8000
            a=rtpmap:99 L16/32000
            a=rtpmap:100 L16/48000
            a=rtpmap:13 CN/8000
            a=rtpmap:101 telephone-event/8000
            a=rtpmap:102 telephone-event/16000
            a=rtpmap:103 telephone-event/32000
            a=rtpmap:104 telephone-event/48000
            a=fmtp:101 0-15
            a=fmtp:102 0-15
            a=fmtp:103 0-15
            a=fmtp:104 0-15
            a=recvonly

            """
        let offer = answerer.offer(ports: [20_000])
        #expect(String(decoding: offer.bytes, as: UTF8.self) == expected.replacing("\n", with: "\r\n"))
        let read = try SessionDescription(offer.bytes)
        #expect(read.receivable.first??.codecs.count == 8)
        #expect(read.receivable.first??.telephoneEvents.count == 4)
    }

    @Test func `offers what it speaks itself, where it speaks`() {
        var answerer = SessionAnswerer(sessionID: 42, address: "2001:db8::1")
        answerer.speaks = true
        let expected = """
            v=0
            o=- 42 1 IN IP6 2001:db8::1
            s=-
            c=IN IP6 2001:db8::1
            t=0 0
            m=audio 20000 RTP/AVP 8 0 13 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:13 CN/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=sendrecv

            """
        #expect(
            String(decoding: answerer.offer(ports: [20_000]).bytes, as: UTF8.self)
                == expected.replacing("\n", with: "\r\n")
        )
    }

    @Test func `knows where the packets will come from`() throws {
        let offer = try SessionDescription(
            text:
                "v=0\nc=IN IP4 192.0.2.10\nm=audio 30000 RTP/AVP 8 101\n\(Self.event)\nm=audio 30002 RTP/AVP 0\nc=IN IP4 0.0.0.0\n"
        )
        let receivable = offer.receivable
        #expect(receivable.map { $0?.remoteAddress } == ["192.0.2.10", nil])
        #expect(receivable.map { $0?.remotePort } == [30_000, 30_002])
        #expect(receivable.map { $0?.isHeld } == [false, true])
        #expect(receivable.map { $0?.telephoneEvents.first?.payloadType } == [101, nil])
    }
}
