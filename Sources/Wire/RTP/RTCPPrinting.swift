extension RTCPPacket {
    /// The packet as octets; nothing for kinds that we never send.
    package var bytes: [UInt8] {
        switch self {
        case .senderReport(let report):
            var body: [UInt8] = []
            body.append(bigEndian: report.ssrc)
            body.append(bigEndian: report.time.bits)
            body.append(bigEndian: report.timestamp)
            body.append(bigEndian: report.packets)
            body.append(bigEndian: report.octets)
            let reports = report.reports.prefix(31)
            return Self.packet(200, count: reports.count, body + reports.flatMap(\.bytes))
        case .receiverReport(let ssrc, let reports):
            let reports = reports.prefix(31)
            return Self.packet(201, count: reports.count, Self.octets(ssrc) + reports.flatMap(\.bytes))
        case .bye(let sources):
            let sources = sources.prefix(31)
            return Self.packet(203, count: sources.count, sources.flatMap(Self.octets))
        case .extendedReport(let report): return Self.packet(207, count: 0, report.body)
        case .other: return []
        }
    }

    /// The description that has to go with every report (RFC 3550 §6.5.1); `cname` is cut at 255 octets.
    package static func description(ssrc: UInt32, cname: String) -> [UInt8] {
        let name = Array(cname.utf8.prefix(255))
        let chunk = octets(ssrc) + [1, UInt8(name.count)] + name
        // At least one zero ends the chunk, and it fills up the word.
        return packet(202, count: 1, chunk + Array(repeating: 0, count: 4 - chunk.count % 4))
    }

    private static func packet(_ type: UInt8, count: Int, _ body: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [0x80 | UInt8(count), type]
        bytes.append(bigEndian: UInt16(body.count / 4))
        return bytes + body
    }

    fileprivate static func octets(_ value: UInt32) -> [UInt8] {
        var octets: [UInt8] = []
        octets.append(bigEndian: value)
        return octets
    }
}

extension ReceptionReport {
    fileprivate var bytes: [UInt8] {
        let lost = UInt32(bitPattern: Int32(clamping: min(max(cumulativeLost, -0x80_0000), 0x7F_FFFF))) & 0xFF_FFFF
        return [
            ssrc, UInt32(fractionLost) << 24 | lost, highestSequenceNumber, jitter, lastSenderReport, delay,
        ].flatMap(RTCPPacket.octets)
    }
}

extension RTCPPacket.ExtendedReport {
    fileprivate var body: [UInt8] {
        var body: [UInt8] = []
        body.append(bigEndian: ssrc)
        if let reference {
            body += [4, 0, 0, 2]
            body.append(bigEndian: reference.bits)
        }
        if !delays.isEmpty {
            body += [5, 0]
            body.append(bigEndian: UInt16(3 * delays.count))
            for delay in delays { body += [delay.ssrc, delay.lastReference, delay.delay].flatMap(RTCPPacket.octets) }
        }
        return body
    }
}
