internal import Wire

/// Where reports on one media line come and go.
struct ControlLine: Sendable {
    /// What receives RTCP, and sends it: the RTP socket itself where both share a port.
    var socket: RTPSocket
    var isMultiplexed: Bool
    /// Where ours go.
    var address: IPAddress
    var port: UInt16
    /// What encrypts ours; nil for a line in the clear.
    var srtp: SRTPSender?

    func send(_ report: [UInt8]) {
        guard let bytes = srtp.map({ $0.seal(report) }) ?? report else { return }
        socket.send(bytes, to: address, port: port)
    }
}

extension AudioChannel {
    /// What a report says of each stream.
    var receptions: [RTCPReceiver.Reception] {
        streams.map { RTCPReceiver.Reception(ssrc: $0.ssrc, counter: $0.counter, jitter: $0.jitter.value) }
    }

    /// The mean opinion score of what is recorded (`EModel`); nil where nothing came.
    ///
    /// Half a known round trip counts as delay.
    func score(roundTrip: Double?) -> Double? {
        let counts = counts
        guard counts.expected > 0 else { return nil }
        let heard = max(0, counts.received - counts.late)
        let rating = EModel.g711.rating(
            loss: 1 - Double(heard) / Double(counts.expected),
            delay: (roundTrip ?? 0) / 2
        )
        return (EModel.score(ofRating: rating) * 100).rounded() / 100
    }
}
