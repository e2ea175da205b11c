extension Span<UInt8> {
    /// Whether this is RTCP where RTP may come as well (RFC 5761 §4): its types 192-223 look like payload types 64-95 with
    /// the marker set, and no RTP payload may use those.
    package var isControlPacket: Bool { count >= 2 && (192...223).contains(self[1]) }

    /// The two octets from `offset` on in network order; the caller has checked that they are there.
    func bigEndian16(at offset: Int) -> UInt16 { UInt16(self[offset]) << 8 | UInt16(self[offset + 1]) }

    /// The four octets from `offset` on in network order; the caller has checked that they are there.
    func bigEndian(at offset: Int) -> UInt32 {
        UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16 | UInt32(self[offset + 2]) << 8
            | UInt32(self[offset + 3])
    }

    /// The eight octets from `offset` on in network order; the caller has checked that they are there.
    func bigEndian64(at offset: Int) -> UInt64 {
        UInt64(bigEndian(at: offset)) << 32 | UInt64(bigEndian(at: offset + 4))
    }
}

extension [UInt8] {
    /// Appends a number in network order.
    mutating func append(bigEndian value: some FixedWidthInteger) {
        for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
