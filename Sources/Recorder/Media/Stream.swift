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
    /// Positions in the last audio packet: the measure of a lost one.
    var packetLength: Int
    private(set) var jitter = InterarrivalJitter()
    var clock = ClockDrift()
    private var unwrapper: TimestampUnwrapper
    /// Recording position of timestamp zero.
    private var offset: Int
    /// Timestamp units in a position.
    private let unitsPerPosition: Int

    /// Starts a stream whose first packet, of `length`, belongs at `position`.
    init(_ header: RTPHeader, length: Int, at position: Int, unitsPerPosition: Int) {
        ssrc = header.ssrc
        counter = SequenceCounter(first: header.sequenceNumber)
        unwrapper = TimestampUnwrapper(first: header.timestamp)
        offset = position - Int(header.timestamp) / unitsPerPosition
        end = position
        packetLength = length
        self.unitsPerPosition = unitsPerPosition
    }

    /// The recording position that a timestamp means.
    mutating func position(of timestamp: UInt32) -> Int { line(timestamp) + offset }

    private mutating func line(_ timestamp: UInt32) -> Int {
        let time = unwrapper.unwrap(timestamp)
        // Division is dear in the path of each packet, and rounds towards zero.
        return unitsPerPosition == 1 ? time : (time - (time < 0 ? unitsPerPosition - 1 : 0)) / unitsPerPosition
    }

    /// Measures the jitter with an audio packet that came at position `arrival`.
    mutating func noteTransit(of timestamp: UInt32, arrival: Int) {
        jitter.add(arrival: arrival * unitsPerPosition, timestamp: unwrapper.unwrap(timestamp))
    }

    /// Makes `timestamp` mean `position` from now on.
    mutating func anchor(_ timestamp: UInt32, at position: Int) {
        offset = position - line(timestamp)
        end = position
    }

    /// Moves all that comes from now on.
    mutating func shift(by samples: Int) {
        offset += samples
        end += samples
    }

    /// Where the `lost` packets before one at `position` were; all of the way to it is not always theirs, since
    /// a sender may have been silent as well.
    func gap(of lost: Int, before position: Int) -> Range<Int> {
        end..<max(end, min(position, end + lost * packetLength))
    }
}
