/// What SDP agreed for one channel.
package struct ChannelFormat: Equatable, Sendable {
    package var codec: AudioCodec
    /// RTP payload type of the audio.
    package var payloadType: UInt8
    /// RTP payload type of telephone-events (RFC 4733), where agreed.
    package var eventPayloadType: UInt8?
    /// Payload types of comfort noise (RFC 3389, and 19 of old Cisco): silence that is counted and not kept.
    package static let comfortNoise: Set<UInt8> = [13, 19]

    package init(codec: AudioCodec, payloadType: UInt8, eventPayloadType: UInt8? = nil) {
        self.codec = codec
        self.payloadType = payloadType
        self.eventPayloadType = eventPayloadType
    }

    package init(law: G711Law, payloadType: UInt8? = nil, eventPayloadType: UInt8? = nil) {
        self.init(
            codec: .g711(law),
            payloadType: payloadType ?? law.staticPayloadType,
            eventPayloadType: eventPayloadType
        )
    }

    /// Nil for any codec but G.711.
    package var law: G711Law? { if case .g711(let law) = codec { law } else { nil } }
}
