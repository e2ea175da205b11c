import Testbench

/// A telephone's side of one RTP stream, for tests: makes the packets of a known sound.
struct RTPSender {
    var ssrc: UInt32
    var sequenceNumber: UInt16
    var timestamp: UInt32
    var payloadType: UInt8 = 8
    /// Samples in a packet.
    var packetSamples = 160

    init(ssrc: UInt32 = 0x1234_5678, sequenceNumber: UInt16 = 100, timestamp: UInt32 = 5000) {
        self.ssrc = ssrc
        self.sequenceNumber = sequenceNumber
        self.timestamp = timestamp
    }

    /// The next packet in order.
    mutating func packet(_ payload: [UInt8]) -> [UInt8] {
        defer {
            sequenceNumber &+= 1
            timestamp &+= UInt32(packetSamples)
        }
        return header(payloadType) + payload
    }

    /// A packet of a key that is held since `timestamp`: it takes a number but no time.
    mutating func event(_ key: UInt8, isEnd: Bool = false, duration: UInt16, payloadType: UInt8 = 101) -> [UInt8] {
        defer { sequenceNumber &+= 1 }
        return header(payloadType) + [key, isEnd ? 0x8A : 0x0A, UInt8(duration >> 8), UInt8(duration & 0xFF)]
    }

    /// Says nothing for `samples`.
    mutating func pause(samples: Int) { timestamp &+= UInt32(samples) }

    private func header(_ payloadType: UInt8) -> [UInt8] {
        [0x80, payloadType] + Self.octets(UInt32(sequenceNumber))[2...] + Self.octets(timestamp) + Self.octets(ssrc)
    }

    private static func octets(_ value: UInt32) -> [UInt8] {
        [UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
    }
}

/// A sound of `count` octets in which no stretch is like another and none is silence.
func sound(_ count: Int, seed: UInt64) -> [UInt8] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in
        var octet = UInt8.random(in: 0...255, using: &generator)
        while octet == 0xD5 || octet == 0xFF { octet = .random(in: 0...255, using: &generator) }
        return octet
    }
}
