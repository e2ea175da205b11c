/// How a channel's sound is coded: stored as it comes, and decoded by others.
package enum AudioCodec: Hashable, Sendable {
    case g711(G711Law)
    /// ITU-T G.722 at 64 kbit/s; its RTP clock is 8 kHz, though its sound is 16 kHz (RFC 3551 §4.5.2).
    case g722
    /// Uncompressed, 16 bits, one channel (RFC 3551 §4.5.11), at a multiple of 8 kHz.
    case l16(rate: Int)
    /// RFC 6716, 7587.
    case opus

    /// What SDP calls `encoding` at `clockRate`; nil for what we do not store.
    init?(encoding: String, clockRate: Int) {
        switch (encoding, clockRate) {
        case ("G722", 8000): self = .g722
        case ("L16", 8000), ("L16", 16000), ("L16", 32000), ("L16", 48000): self = .l16(rate: clockRate)
        case ("OPUS", 48000): self = .opus
        default:
            guard clockRate == 8000, let law = G711Law(rawValue: encoding) else { return nil }
            self = .g711(law)
        }
    }

    /// As the CDR has it.
    package var name: String {
        switch self {
        case .g711(let law): law.rawValue
        case .g722: "G722"
        case .l16: "L16"
        case .opus: "opus"
        }
    }

    /// Hz.
    var clockRate: Int {
        switch self {
        case .g711, .g722: 8000
        case .l16(let rate): rate
        case .opus: 48000
        }
    }

    /// Timestamp units in one of a recording's positions, which count 8000 a second whatever the codec.
    var unitsPerPosition: Int { clockRate / G711Law.sampleRate }

    /// How long the sound in `payload` is, in positions.
    func length(of payload: Span<UInt8>) -> Int {
        switch self {
        case .g711, .g722: payload.count
        case .l16: payload.count / (2 * unitsPerPosition)
        case .opus: Self.opusLength(payload)
        }
    }

    /// By the first two octets of an Opus packet (RFC 6716 §3.1, §3.2.5); nothing for one longer than the 120 ms it may have.
    private static func opusLength(_ payload: Span<UInt8>) -> Int {
        guard payload.count > 0 else { return 0 }
        let configuration = Int(payload[0] >> 3)
        // In units of 2.5 ms: SILK has 10 to 60 ms, hybrid 10 and 20, CELT 2.5 to 20.
        let frame =
            configuration < 12
            ? [4, 8, 16, 24][configuration % 4]
            : configuration < 16 ? [4, 8][configuration % 2] : 1 << (configuration % 4)
        let frames =
            switch payload[0] & 3 {
            case 0: 1
            case 1, 2: 2
            default: payload.count > 1 ? Int(payload[1] & 0x3F) : 0
            }
        return frame * frames <= 48 ? frame * frames * G711Law.sampleRate / 400 : 0
    }
}
