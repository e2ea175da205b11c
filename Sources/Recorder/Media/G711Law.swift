/// One of the two ways of ITU-T G.711 to put a sample into an octet.
package enum G711Law: String, Sendable, CaseIterable {
    case aLaw = "PCMA"
    case muLaw = "PCMU"

    /// Samples, and so octets, per second.
    package static let sampleRate = 8000

    /// The RTP payload type that means this law without an agreement (RFC 3551 §6).
    package var staticPayloadType: UInt8 { self == .aLaw ? 8 : 0 }

    /// The octet of a sample at rest.
    package var silence: UInt8 { self == .aLaw ? 0xD5 : 0xFF }

    /// All octets' samples, as 16-bit PCM.
    package var samples: [Int16] { self == .aLaw ? Self.aLawSamples : Self.muLawSamples }

    private static let aLawSamples = (0...255).map { expandALaw(UInt8($0)) }
    private static let muLawSamples = (0...255).map { expandMuLaw(UInt8($0)) }

    /// 13 bits left-justified in 16, at the middle of each quantisation step (G.711 table 1).
    private static func expandALaw(_ octet: UInt8) -> Int16 {
        let code = octet ^ 0x55
        let chord = Int16(code >> 4 & 7)
        let step = Int16(code & 0x0F) << 4
        let magnitude = chord == 0 ? step + 8 : (step + 0x108) << (chord - 1)
        return code & 0x80 == 0 ? -magnitude : magnitude
    }

    /// 14 bits left-justified in 16 (G.711 table 2).
    private static func expandMuLaw(_ octet: UInt8) -> Int16 {
        let code = ~octet
        let magnitude = (((Int16(code & 0x0F) << 3) + 0x84) << Int16(code >> 4 & 7)) - 0x84
        return code & 0x80 == 0 ? magnitude : -magnitude
    }
}
