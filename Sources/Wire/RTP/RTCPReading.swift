extension RTCPPacket {
    /// Reads the packets of one datagram, which may hold anything: alone or compound (RFC 3550 §6.1, A.2; RFC 5506).
    package static func packets(in datagram: Span<UInt8>) throws(RTPError) -> [RTCPPacket] {
        var packets: [RTCPPacket] = []
        var start = 0
        repeat {
            let rest = datagram.count - start
            guard rest >= 8 || (rest >= 4 && start > 0) else {
                throw .truncated(needed: start + 8, present: datagram.count)
            }
            let version = datagram[start] >> 6
            guard version == 2 else { throw .unsupportedVersion(version) }
            let length = 4 * (Int(datagram.bigEndian16(at: start + 2)) + 1)
            guard length <= rest else { throw .truncated(needed: start + length, present: datagram.count) }
            let end = start + length - (try padding(of: datagram, start..<start + length))
            packets.append(try RTCPPacket(datagram.extracting(start..<end)))
            start += length
        } while start < datagram.count
        return packets
    }

    /// Octets at the end that mean nothing; only the last packet of a datagram may have any.
    private static func padding(of datagram: Span<UInt8>, _ packet: Range<Int>) throws(RTPError) -> Int {
        guard datagram[packet.lowerBound] & 0x20 != 0 else { return 0 }
        let count = Int(datagram[packet.upperBound - 1])
        guard packet.upperBound == datagram.count, count > 0, count % 4 == 0, count <= packet.count - 4 else {
            throw .badPadding(count: count, present: packet.count - 4)
        }
        return count
    }

    /// Reads one packet without its padding.
    private init(_ packet: Span<UInt8>) throws(RTPError) {
        let count = Int(packet[0] & 0x1F)
        switch packet[1] {
        case 200:
            let reports = try Self.reports(in: packet, from: 28, count: count)
            self = .senderReport(
                SenderReport(
                    ssrc: packet.bigEndian(at: 4),
                    time: NTPTime(bits: packet.bigEndian64(at: 8)),
                    timestamp: packet.bigEndian(at: 16),
                    packets: packet.bigEndian(at: 20),
                    octets: packet.bigEndian(at: 24),
                    reports: reports
                )
            )
        case 201:
            let reports = try Self.reports(in: packet, from: 8, count: count)
            self = .receiverReport(ssrc: packet.bigEndian(at: 4), reports)
        case 203:
            guard packet.count >= 4 + 4 * count else {
                throw .truncated(needed: 4 + 4 * count, present: packet.count)
            }
            self = .bye((0..<count).map { packet.bigEndian(at: 4 + 4 * $0) })
        case 207: self = .extendedReport(try ExtendedReport(packet))
        default: self = .other(type: packet[1])
        }
    }

    private static func reports(
        in packet: Span<UInt8>,
        from start: Int,
        count: Int
    ) throws(RTPError) -> [ReceptionReport] {
        let needed = start + count * ReceptionReport.length
        guard packet.count >= needed else { throw .truncated(needed: needed, present: packet.count) }
        return (0..<count).map { ReceptionReport(packet, at: start + $0 * ReceptionReport.length) }
    }
}

extension ReceptionReport {
    static let length = 24

    fileprivate init(_ packet: Span<UInt8>, at start: Int) {
        let lost = packet.bigEndian(at: start + 4)
        self.init(
            ssrc: packet.bigEndian(at: start),
            fractionLost: UInt8(lost >> 24),
            cumulativeLost: Int(Int32(bitPattern: lost << 8) >> 8),
            highestSequenceNumber: packet.bigEndian(at: start + 8),
            jitter: packet.bigEndian(at: start + 12),
            lastSenderReport: packet.bigEndian(at: start + 16),
            delay: packet.bigEndian(at: start + 20)
        )
    }
}

extension RTCPPacket.ExtendedReport {
    /// Reads the blocks that measure a round trip and passes over all others (RFC 3611 §3).
    fileprivate init(_ packet: Span<UInt8>) throws(RTPError) {
        guard packet.count >= 8 else { throw .truncated(needed: 8, present: packet.count) }
        self.init(ssrc: packet.bigEndian(at: 4))
        var start = 8
        while start + 4 <= packet.count {
            let end = start + 4 + 4 * Int(packet.bigEndian16(at: start + 2))
            guard end <= packet.count else { throw .truncated(needed: end, present: packet.count) }
            switch packet[start] {
            case 4 where end - start >= 12: reference = NTPTime(bits: packet.bigEndian64(at: start + 4))
            case 5:
                delays += stride(from: start + 4, through: end - 12, by: 12).map {
                    Delay(
                        ssrc: packet.bigEndian(at: $0),
                        lastReference: packet.bigEndian(at: $0 + 4),
                        delay: packet.bigEndian(at: $0 + 8)
                    )
                }
            default: break
            }
            start = end
        }
    }
}
