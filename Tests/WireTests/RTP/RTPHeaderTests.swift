import Testing
import Wire

@Suite struct `RTP header` {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var packet: [UInt8]
        var error: RTPError
    }

    @Test(arguments: [
        Refusal(testDescription: "empty", packet: [], error: .truncated(needed: 12, present: 0)),
        Refusal(
            testDescription: "one octet short",
            packet: [0x80] + .init(repeating: 0, count: 10),
            error: .truncated(needed: 12, present: 11)
        ),
        Refusal(testDescription: "STUN", packet: .init(repeating: 0, count: 20), error: .unsupportedVersion(0)),
        Refusal(
            testDescription: "CSRC list cut short",
            packet: [0x82] + .init(repeating: 0, count: 15),
            error: .truncated(needed: 20, present: 16)
        ),
        Refusal(
            testDescription: "extension head cut short",
            packet: [0x90] + .init(repeating: 0, count: 13),
            error: .truncated(needed: 16, present: 14)
        ),
        Refusal(
            testDescription: "extension longer than the packet",
            packet: [0x90] + .init(repeating: 0, count: 13) + [0xFF, 0xFF],
            error: .truncated(needed: 16 + 4 * 65535, present: 16)
        ),
        Refusal(
            testDescription: "padding of nothing",
            packet: [0xA0] + .init(repeating: 0, count: 13),
            error: .badPadding(count: 0, present: 2)
        ),
        Refusal(
            testDescription: "padding into the header",
            packet: [0xA0] + .init(repeating: 0, count: 12) + [3],
            error: .badPadding(count: 3, present: 2)
        ),
        Refusal(
            testDescription: "RTCP sender report",
            packet: [0x80, 200] + .init(repeating: 0, count: 26),
            error: .controlPacket
        ),
    ])
    func `refuses what is not a whole RTP packet`(_ refusal: Refusal) {
        #expect(throws: refusal.error) { _ = try RTPHeader(refusal.packet.span) }
    }

    @Test func `reads every field`() throws {
        let packet: [UInt8] = [0x80, 0x88, 0x12, 0x34, 0xDE, 0xAD, 0xBE, 0xEF, 1, 2, 3, 4, 0xD5, 0x55]
        let header = try RTPHeader(packet.span)
        #expect(header.payloadType == 8)
        #expect(header.marker)
        #expect(header.sequenceNumber == 0x1234)
        #expect(header.timestamp == 0xDEAD_BEEF)
        #expect(header.ssrc == 0x0102_0304)
        #expect(header.payload == 12..<14)
    }

    struct Layout: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var packet: [UInt8]
        var payload: Range<Int>
    }

    private static let fixed: [UInt8] = .init(repeating: 0, count: 11)

    @Test(arguments: [
        Layout(testDescription: "nothing but a header", packet: [0x80] + fixed, payload: 12..<12),
        Layout(testDescription: "two CSRCs", packet: [0x82] + fixed + .init(repeating: 9, count: 11), payload: 20..<23),
        Layout(
            testDescription: "an extension of one word",
            packet: [0x90] + fixed + [0xBE, 0xDE, 0, 1, 1, 1, 1, 1, 0xAA],
            payload: 20..<21
        ),
        Layout(testDescription: "padding", packet: [0xA0] + fixed + [0xAA, 0, 0, 3], payload: 12..<13),
        Layout(testDescription: "padding alone", packet: [0xA0] + fixed + [0, 0, 3], payload: 12..<12),
    ])
    func `finds the payload`(_ layout: Layout) throws {
        #expect(try RTPHeader(layout.packet.span).payload == layout.payload)
    }
}
