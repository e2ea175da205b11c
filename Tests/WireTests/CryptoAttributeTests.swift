import Testing
import Wire

@Suite struct `SDES key` {
    /// The example of RFC 4568 §6.1 and what its Base64 means, by another tool.
    private static let inline = "inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"
    private static let octets = Array("wDfvg&T+)xG7@fb5jU,RaA}\\|p0%*#".utf8)

    struct Line: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var key: SRTPKey?

        init(_ text: String, _ identifier: [UInt8]? = nil) {
            testDescription = text
            key = identifier.map { SRTPKey(suite: .aes128SHA1Tag80, octets: octets, identifier: $0) }
        }
    }

    @Test(arguments: [
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)", []),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|2^20", []),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|1048576", []),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|2^20|1:4", [0, 0, 0, 1]),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|258:2", [1, 2]),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|1:10", [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline) KDR=0 WSH=128 -later=1", []),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|2^49"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|2^0"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|256:1"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|1:0"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|1:129"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|1:4|2^20"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)|1:4;\(inline)|2:4"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline) UNENCRYPTED_SRTP"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline) UNAUTHENTICATED_SRTP"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline) KDR=24"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline) UNHEARD_OF"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)AAAA"),
        Line("1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJS!j"),
        Line("1 AES_CM_128_HMAC_SHA1_80 d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"),
        Line("1 AEAD_AES_128_GCM \(inline)"),
        Line("1 F8_128_HMAC_SHA1_80 \(inline)"),
        Line("0 AES_CM_128_HMAC_SHA1_80 \(inline)"),
        Line("+1 AES_CM_128_HMAC_SHA1_80 \(inline)"),
        Line("1 AES_CM_128_HMAC_SHA1_80"),
        Line("1234567890 AES_CM_128_HMAC_SHA1_80 \(inline)"),
        Line("1 AES_CM_128_HMAC_SHA1_80 \(inline)" + String(repeating: " -x", count: 200)),
        Line(""),
    ])
    func `is read whole or not at all`(_ line: Line) {
        #expect(CryptoAttribute(line.testDescription)?.key == line.key)
    }

    @Test(arguments: SRTPSuite.allCases)
    func `is as long as its suite wants it`(_ suite: SRTPSuite) {
        let text = suite == .aes128GCM ? "AAECAwQFBgcICQoLDA0OD6ChoqOkpaanqKmqqw==" : String(Self.inline.dropFirst(7))
        #expect(CryptoAttribute("7 \(suite.rawValue) inline:\(text)")?.key.octets.count == suite.keyLength)
    }

    @Test func `that came in the clear takes its line with it`() throws {
        let offer = try SessionDescription(
            text: "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 4000 RTP/SAVP 8\n"
                + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 \(Self.inline)\nm=audio 4002 RTP/AVP 8\n"
        )
        #expect(offer.receivable.map { $0 != nil } == [true, true])
        #expect(offer.withoutKeys.receivable.map { $0 != nil } == [false, true])
    }
}

@Suite struct `SDES answer` {
    /// The twelve suites that rtpengine offers, in its order; the key bytes are ours.
    private static let suites = [
        "AEAD_AES_256_GCM", "AEAD_AES_128_GCM", "AES_256_CM_HMAC_SHA1_80", "AES_256_CM_HMAC_SHA1_32",
        "AES_192_CM_HMAC_SHA1_80", "AES_192_CM_HMAC_SHA1_32", "AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32",
        "F8_128_HMAC_SHA1_80", "F8_128_HMAC_SHA1_32", "NULL_HMAC_SHA1_80", "NULL_HMAC_SHA1_32",
    ]

    private static func offer(without left: Set<String> = [], lines: Int = 1) throws -> SessionDescription {
        let keys = suites.enumerated().filter { !left.contains($0.element) }.map { index, suite in
            let length =
                suite.contains("128_GCM") ? 28 : suite.contains("256_GCM") ? 44 : suite.contains("256") ? 46 : 30
            let full = length / 3 * 4
            let tail = length % 3 == 1 ? "AA==" : length % 3 == 2 ? "AAA=" : ""
            return "a=crypto:\(index + 1) \(suite) inline:\(String(repeating: "A", count: full))\(tail)\n"
        }
        let line = "RTP/SAVP 8\n" + keys.joined()
        let media = (0..<lines).map { "m=audio \(4000 + 2 * $0) \(line)" }.joined()
        return try SessionDescription(
            text: "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\n\(media)"
        )
    }

    private static func crypto(_ answer: SessionDescription, _ index: Int = 0) -> [String] {
        answer.media[index].attributes.filter { $0.name == "crypto" }.compactMap(\.value)
    }

    @Test func `has the tag of the line that it accepts`() throws {
        var answerer = SessionAnswerer(sessionID: 1, address: "192.0.2.9")
        let best = answerer.answer(to: try Self.offer(), ports: [20_000])
        #expect(best.media[0].profile == "RTP/SAVP")
        #expect(Self.crypto(best).count == 1)
        #expect(Self.crypto(best).first?.hasPrefix("2 AEAD_AES_128_GCM inline:") == true)
        let older = answerer.answer(to: try Self.offer(without: ["AEAD_AES_128_GCM"]), ports: [20_000])
        #expect(Self.crypto(older).first?.hasPrefix("7 AES_CM_128_HMAC_SHA1_80 inline:") == true)
        let oldest = try Self.offer(without: ["AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80"])
        let short = Self.crypto(answerer.answer(to: oldest, ports: [20_000]))
        #expect(short.first?.hasPrefix("8 AES_CM_128_HMAC_SHA1_32 inline:") == true)
    }

    @Test func `has a key of our own for each line, and keeps it`() throws {
        var answerer = SessionAnswerer(sessionID: 1, address: "192.0.2.9")
        let answers = try (0..<2).map { _ in answerer.answer(to: try Self.offer(lines: 2), ports: [20_000, 20_002]) }
        #expect(answers[0] == answers[1])
        let keys = (0..<2).map { Self.crypto(answers[0], $0).compactMap { CryptoAttribute($0)?.key.octets } }
        #expect(keys.allSatisfy { $0.count == 1 })
        #expect(keys[0] != keys[1])
        #expect(keys.joined().allSatisfy { $0.contains { $0 != 0 } })
    }

    @Test func `encrypts the lines that were offered so, and no others`() throws {
        var offer = try Self.offer(lines: 2)
        offer.media[1].profile = "RTP/AVP"
        var answerer = SessionAnswerer(sessionID: 1, address: "192.0.2.9")
        let answer = answerer.answer(to: offer, ports: [20_000, 20_002])
        #expect(answer.media.map(\.profile) == ["RTP/SAVP", "RTP/AVP"])
        #expect(answer.media.map(\.port) == [20_000, 20_002])
        #expect(Self.crypto(answer, 1).isEmpty)
    }

    @Test func `is a refusal where no line can be used`() throws {
        let offer = try Self.offer(without: Set(SRTPSuite.allCases.map(\.rawValue)))
        var answerer = SessionAnswerer(sessionID: 1, address: "192.0.2.9")
        #expect(answerer.answer(to: offer, ports: [20_000]).media.map(\.port) == [0])
    }
}
