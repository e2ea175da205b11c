import Wire

/// One SSRC on a channel: its sequence numbers, and which sample of the recording its timestamps mean.
struct Stream: Sendable {
    /// A packet whose sequence number is far from all others, kept until the next one shows whether it belongs.
    struct Held: Sendable {
        var header: RTPHeader
        var payload: [UInt8]
        var arrival: Int

        init(_ header: RTPHeader, _ payload: Span<UInt8>, arrival: Int) {
            self.header = header
            self.payload = []
            self.payload.reserveCapacity(payload.count)
            for index in payload.indices { self.payload.append(payload[index]) }
            self.arrival = arrival
        }
    }

    let ssrc: UInt32
    var counter: SequenceCounter
    var held: Held?
    /// Where the audio of the packets in order ends, or a keyed tone.
    var end: Int
    /// Samples in the last audio packet: the measure of a lost one.
    var packetSamples: Int
    private(set) var jitter = InterarrivalJitter()
    private var unwrapper: TimestampUnwrapper
    /// Recording position of timestamp zero.
    private var offset: Int

    /// Starts a stream whose first packet, of `samples`, belongs at `position`.
    init(_ header: RTPHeader, samples: Int, at position: Int) {
        ssrc = header.ssrc
        counter = SequenceCounter(first: header.sequenceNumber)
        unwrapper = TimestampUnwrapper(first: header.timestamp)
        offset = position - Int(header.timestamp)
        end = position
        packetSamples = samples
    }

    /// The recording position that a timestamp means.
    mutating func position(of timestamp: UInt32) -> Int { unwrapper.unwrap(timestamp) + offset }

    /// Measures the jitter with an audio packet that came at position `arrival`.
    mutating func noteTransit(of timestamp: UInt32, arrival: Int) {
        jitter.add(arrival: arrival, timestamp: unwrapper.unwrap(timestamp))
    }

    /// Makes `timestamp` mean `position` from now on.
    mutating func anchor(_ timestamp: UInt32, at position: Int) {
        offset = position - unwrapper.unwrap(timestamp)
        end = position
    }

    /// Where the `lost` packets before one at `position` were; all of the way to it is not always theirs, since
    /// a sender may have been silent as well.
    func gap(of lost: Int, before position: Int) -> Range<Int> {
        end..<max(end, min(position, end + lost * packetSamples))
    }
}
