import Foundation
import Testing
import Wire

@Suite struct `Telephone event` {
    @Test func `reads event, end and duration`() throws {
        let event = try TelephoneEvent(([5, 0x8A, 0x03, 0x20] as [UInt8]).span)
        #expect(event.event == 5)
        #expect(event.isEnd)
        #expect(event.duration == 800)
        #expect(event.key == "5")
    }

    @Test func `refuses three octets`() {
        #expect(throws: RTPError.truncated(needed: 4, present: 3)) {
            try TelephoneEvent(([5, 0x8A, 0x03] as [UInt8]).span)
        }
    }

    @Test(arguments: zip([0, 9, 10, 11, 12, 15, 16, 255] as [UInt8], ["0", "9", "*", "#", "A", "D", nil, nil]))
    func `names the keys of a telephone`(_ event: UInt8, _ key: Character?) throws {
        #expect(try TelephoneEvent([event, 0, 0, 160].span).key == key)
    }
}

@Suite struct `Keyed digits` {
    struct Packet: Sendable {
        var event: UInt8
        var timestamp: UInt32
        var isEnd = false
        var duration: UInt16 = 160
        var ssrc: UInt32 = 1
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var packets: [Packet]
        var keys: String
    }

    @Test(arguments: [
        Case(
            testDescription: "start, middle, three ends",
            packets: [
                Packet(event: 1, timestamp: 800), Packet(event: 1, timestamp: 800, duration: 320),
                Packet(event: 1, timestamp: 800, isEnd: true), Packet(event: 1, timestamp: 800, isEnd: true),
                Packet(event: 1, timestamp: 800, isEnd: true),
            ],
            keys: "1"
        ),
        Case(testDescription: "an end alone", packets: [Packet(event: 1, timestamp: 800, isEnd: true)], keys: "1"),
        Case(testDescription: "no end at all", packets: [Packet(event: 1, timestamp: 800)], keys: "1"),
        Case(
            testDescription: "the same key twice",
            packets: [Packet(event: 4, timestamp: 0, isEnd: true), Packet(event: 4, timestamp: 1600, isEnd: true)],
            keys: "44"
        ),
        Case(
            testDescription: "a packet of the last press among those of the next",
            packets: [
                Packet(event: 4, timestamp: 0), Packet(event: 2, timestamp: 1600),
                Packet(event: 4, timestamp: 0, isEnd: true), Packet(event: 2, timestamp: 1600, isEnd: true),
            ],
            keys: "42"
        ),
        Case(
            testDescription: "a press longer than eight seconds",
            packets: [
                Packet(event: 7, timestamp: 100, duration: 0xFFFF),
                Packet(event: 7, timestamp: 100 + 0xFFFF, duration: 160),
                Packet(event: 7, timestamp: 100 + 0xFFFF, isEnd: true, duration: 320),
            ],
            keys: "7"
        ),
        Case(
            testDescription: "the same key from two sources",
            packets: [Packet(event: 3, timestamp: 0), Packet(event: 3, timestamp: 0, ssrc: 2)],
            keys: "33"
        ),
        Case(testDescription: "a line event", packets: [Packet(event: 66, timestamp: 0, isEnd: true)], keys: ""),
    ])
    func `count each press once`(_ sample: Case) throws {
        var digits = KeyedDigits()
        var keys = ""
        for packet in sample.packets {
            let payload = [
                packet.event, packet.isEnd ? 0x80 : 0, UInt8(packet.duration >> 8), UInt8(packet.duration & 0xFF),
            ]
            let event = try TelephoneEvent(payload.span)
            if let key = digits.accept(event, ssrc: packet.ssrc, timestamp: packet.timestamp) { keys.append(key) }
        }
        #expect(keys == sample.keys)
    }

    /// Captures that Debian's sip-tester ships: an oracle nobody here wrote.
    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: "/usr/share/sip-tester/dtmf_2833_1.pcap"),
            "skipped: sip-tester is not installed"
        ),
        arguments: zip(["0", "1", "5", "9", "star", "pound"], ["0", "1", "5", "9", "*", "#"])
    )
    func `are read from SIPp's captures`(_ name: String, _ key: String) throws {
        let capture = try Data(contentsOf: URL(filePath: "/usr/share/sip-tester/dtmf_2833_\(name).pcap"))
        var digits = KeyedDigits()
        var keys = ""
        for datagram in Self.datagrams([UInt8](capture)) {
            let header = try RTPHeader(datagram.span)
            let event = try TelephoneEvent(datagram.span.extracting(header.payload))
            if let key = digits.accept(event, ssrc: header.ssrc, timestamp: header.timestamp) { keys.append(key) }
        }
        #expect(keys == key)
    }

    /// The UDP payloads of a capture of Ethernet frames, written in little-endian order.
    private static func datagrams(_ capture: [UInt8]) -> [[UInt8]] {
        var datagrams: [[UInt8]] = []
        var offset = 24
        while offset + 16 <= capture.count {
            let length = (0..<4).reduce(0) { $0 | Int(capture[offset + 8 + $1]) << (8 * $1) }
            let frame = capture[offset + 16..<offset + 16 + length]
            datagrams.append(Array(frame.dropFirst(14 + 20 + 8)))
            offset += 16 + length
        }
        return datagrams
    }
}
