/// Why a packet is not RTP.
///
/// Positions and sizes only: a packet's bytes never enter an error.
package enum RTPError: Error, Equatable, Sendable {
    case truncated(needed: Int, present: Int)
    case unsupportedVersion(UInt8)
    /// The padding count in the last octet is zero or reaches into the header.
    case badPadding(count: Int, present: Int)
    /// An RTCP packet that came to an RTP port (RFC 5761 §4).
    case controlPacket
}

/// The header of an RTP packet and where its payload lies (RFC 3550 §5.1).
package struct RTPHeader: Equatable, Sendable {
    /// 0 to 127; what it means is agreed in SDP.
    package var payloadType: UInt8
    /// Set on the first packet after a pause by those who follow RFC 3551 §4.1; many do not.
    package var marker: Bool
    package var sequenceNumber: UInt16
    /// Sampling instant of the first payload octet, in units of the payload's clock.
    package var timestamp: UInt32
    package var ssrc: UInt32
    /// The payload's octets in the packet: behind CSRC list and extension, before the padding.
    package var payload: Range<Int>

    /// Reads the header of one datagram, which may hold anything.
    package init(_ packet: Span<UInt8>) throws(RTPError) {
        guard packet.count >= 12 else { throw .truncated(needed: 12, present: packet.count) }
        let version = packet[0] >> 6
        guard version == 2 else { throw .unsupportedVersion(version) }
        guard !packet.isControlPacket else { throw .controlPacket }
        payloadType = packet[1] & 0x7F
        marker = packet[1] & 0x80 != 0
        sequenceNumber = UInt16(packet[2]) << 8 | UInt16(packet[3])
        timestamp = packet.bigEndian(at: 4)
        ssrc = packet.bigEndian(at: 8)
        let start = try Self.payloadStart(packet)
        let padding = packet[0] & 0x20 == 0 ? 0 : Int(packet[packet.count - 1])
        guard packet[0] & 0x20 == 0 || padding > 0, padding <= packet.count - start else {
            throw .badPadding(count: padding, present: packet.count - start)
        }
        payload = start..<packet.count - padding
    }

    private static func payloadStart(_ packet: Span<UInt8>) throws(RTPError) -> Int {
        var start = 12 + 4 * Int(packet[0] & 0x0F)
        guard packet.count >= start else { throw .truncated(needed: start, present: packet.count) }
        if packet[0] & 0x10 != 0 {
            guard packet.count >= start + 4 else { throw .truncated(needed: start + 4, present: packet.count) }
            start += 4 + 4 * (Int(packet[start + 2]) << 8 | Int(packet[start + 3]))
            guard packet.count >= start else { throw .truncated(needed: start, present: packet.count) }
        }
        return start
    }
}
