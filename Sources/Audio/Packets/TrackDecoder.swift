/// Turns the packets of one track into samples.
struct TrackDecoder {
    /// How a track is coded.
    enum Codec: Equatable {
        case aLaw, muLaw, g722, opus
        case l16(rate: Int)

        /// Samples a second, once decoded.
        var sampleRate: Int {
            switch self {
            case .aLaw, .muLaw: 8000
            case .g722: 16_000
            case .opus: OpusDecoder.sampleRate
            case .l16(let rate): rate
            }
        }
    }

    let codec: Codec
    private var g722 = G722Decoder()
    private let opus: OpusDecoder?

    /// Nil where a library has no memory left.
    init?(_ codec: Codec) {
        self.codec = codec
        opus = codec == .opus ? OpusDecoder() : nil
        if codec == .opus, opus == nil { return nil }
    }

    /// Appends the samples of a packet, full scale 1.
    mutating func decode(_ packet: Span<UInt8>, into samples: inout [Float]) {
        switch codec {
        case .aLaw: for index in packet.indices { samples.append(Self.aLaw[Int(packet[index])]) }
        case .muLaw: for index in packet.indices { samples.append(Self.muLaw[Int(packet[index])]) }
        case .g722: g722.decode(packet, into: &samples)
        case .opus: opus?.decode(packet, into: &samples)
        case .l16:
            for index in stride(from: 0, to: packet.count - 1, by: 2) {
                samples.append(Float(Int16(packet[index]) << 8 | Int16(packet[index + 1])) / 32768)
            }
        }
    }

    /// The sample of each octet.
    static let aLaw = (0...255).map { octet in
        let code = UInt8(octet) ^ 0x55
        let (chord, step) = (Int(code >> 4 & 7), Int(code & 0x0F) << 4)
        let magnitude = chord == 0 ? step + 8 : (step + 0x108) << (chord - 1)
        return Float(code & 0x80 == 0 ? -magnitude : magnitude) / 32768
    }

    /// The sample of each octet.
    static let muLaw = (0...255).map { octet in
        let code = ~UInt8(octet)
        let magnitude = ((Int(code & 0x0F) << 3) + 0x84) << Int(code >> 4 & 7) - 0x84
        return Float(code & 0x80 == 0 ? magnitude : -magnitude) / 32768
    }
}
