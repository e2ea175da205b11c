import Wire

/// One channel of a recording: takes RTP packets and places their audio by timestamp.
///
/// Positions count 8000 a second since the recording's start, whatever the codec. The first packet of a stream is placed by its arrival, all others
/// by their distance in timestamps from it: so loss, silence suppression and hold leave silence of exact length. A
/// stream whose timestamps and arrival times come to disagree by more than `tolerance` is placed by arrival anew.
package struct AudioChannel: Sendable {
    /// A key that was pressed and where in the recording.
    package struct Keyed: Equatable, Sendable {
        package var key: Character
        package var position: Int

        package init(key: Character, position: Int) {
            self.key = key
            self.position = position
        }
    }

    /// 0.5 s: wider than any jitter worth keeping, and short enough that a crash loses less than two seconds.
    static let tolerance = 4000
    /// A peer that sends more SSRCs than this at once is no telephone.
    private static let streamLimit = 8
    private static let keyLimit = 1000

    package let format: ChannelFormat
    /// What has come and is not written yet, of G.711; nil where it is kept on the shelf.
    private var ring: SampleRing?
    private var shelf = PacketShelf()
    private(set) var streams: [Stream] = []
    private var keyedDigits = KeyedDigits()
    private var gapList = GapList()
    /// The counts that no running stream holds.
    private var settled = ChannelCounts()
    private var settledCorrection = 0
    /// Behind the last sample of audio so far.
    private(set) var end = 0
    package private(set) var keyed: [Keyed] = []
    /// Where nothing is kept.
    private var fence = PauseFence()
    /// The keys that pause and resume, where this channel's party may do so.
    var code: PauseCode?
    /// What the latest packet ordered by such keys.
    var order: PauseCode.Order?

    /// `inPackets` keeps packets whole, even of G.711.
    package init(_ format: ChannelFormat, inPackets: Bool = false) {
        self.format = format
        ring = inPackets ? nil : format.law.map { SampleRing(silence: $0.silence) }
    }

    package var counts: ChannelCounts { streams.reduce(into: settled) { $0.add($1.counter) } }

    /// The mean deviation of packet spacing (RFC 3550 A.8) of the latest stream, in positions; nil before its second packet.
    package var jitter: Double? {
        streams.last.flatMap { $0.counter.received > 1 ? $0.jitter.value / Double(format.codec.unitsPerPosition) : nil }
    }

    /// Samples of silence that were added to follow the senders' clocks, or, where negative, taken out.
    package var clockCorrection: Int { streams.reduce(settledCorrection) { $0 + $1.clock.made } }

    /// What was lost, in positions.
    package var gaps: [Range<Int>] { gapList.ranges }
    /// False where there were more gaps than are kept.
    package var isGapListWhole: Bool { !gapList.isTruncated }

    /// Keeps nothing where `fence` stands, and forgets what has come of it already.
    ///
    /// `written` is the position before which everything has been taken.
    mutating func keepOut(of fence: PauseFence, written: Int) {
        self.fence = fence
        guard let start = fence.since else { return }
        ring?.clear(from: max(start, written), to: written + SampleRing.capacity)
        shelf.clear(from: start)
        keyed.removeAll { $0.position >= start }
        for index in streams.indices { streams[index].held = nil }
    }

    mutating func reject() { settled.rejected += 1 }
    mutating func note(_ failure: SRTPSession.Failure) {
        switch failure {
        case .unauthenticated: settled.unauthenticated += 1
        case .replayed: settled.duplicate += 1
        case .malformed: settled.malformed += 1
        }
    }

    mutating func noteMalformed() { settled.malformed += 1 }
    mutating func noteKernelDrops(_ total: Int) { settled.droppedByKernel = total }

    /// Gives away the octets at `positions`, each to its place in the interleaved `frames`.
    mutating func move(_ positions: Range<Int>, to frames: inout [UInt8], from first: Int, step: Int) {
        ring?.move(positions, to: &frames, from: first, step: step)
    }

    /// Gives away the packets that begin before `position`.
    mutating func takePackets(before position: Int) -> [PlacedPacket] { shelf.take(before: position) }

    /// Takes in one datagram from the announced source.
    ///
    /// - Parameters:
    ///   - packet: the datagram, which may hold anything.
    ///   - arrival: when it came, as a position.
    ///   - written: everything before this position has been taken already.
    mutating func accept(_ packet: Span<UInt8>, arrival: Int, written: Int) {
        let header: RTPHeader
        do {
            header = try RTPHeader(packet)
        } catch .controlPacket {
            return
        } catch {
            return noteMalformed()
        }
        let payload = packet.extracting(header.payload)
        guard let index = streams.firstIndex(where: { $0.ssrc == header.ssrc }) else {
            startStream(header, payload, arrival: arrival)
            return place(payload, header, arrival: arrival, in: streams.count - 1, written: written)
        }
        switch streams[index].counter.accept(header.sequenceNumber) {
        case .duplicate:
            break
        case .suspect:
            streams[index].held = fence.isPaused ? nil : Stream.Held(header, payload, arrival: arrival)
        case .reordered:
            place(payload, header, arrival: arrival, in: index, written: written)
        case .restarted:
            if let held = streams[index].held.take() {
                anchor(held.header, held.payload.span, arrival: held.arrival, in: index)
                place(held.payload.span, held.header, arrival: held.arrival, in: index, written: written)
            }
            placeInOrder(payload, header, lost: 0, arrival: arrival, in: index, written: written)
        case .ahead(let lost):
            streams[index].held = nil
            placeInOrder(payload, header, lost: lost, arrival: arrival, in: index, written: written)
        }
    }
}

extension AudioChannel {
    /// How long the audio in a packet is; zero for anything else.
    private func length(_ payload: Span<UInt8>, _ header: RTPHeader) -> Int {
        header.payloadType == format.payloadType ? format.codec.length(of: payload) : 0
    }

    private mutating func startStream(_ header: RTPHeader, _ payload: Span<UInt8>, arrival: Int) {
        if streams.count == Self.streamLimit {
            let oldest = streams.removeFirst()
            settled.add(oldest.counter)
            settledCorrection += oldest.clock.made
        }
        let length = length(payload, header)
        let position = place(ofArrival: arrival, length: length)
        streams.append(Stream(header, length: length, at: position, unitsPerPosition: format.codec.unitsPerPosition))
    }

    private mutating func anchor(_ header: RTPHeader, _ payload: Span<UInt8>, arrival: Int, in index: Int) {
        streams[index].anchor(header.timestamp, at: place(ofArrival: arrival, length: length(payload, header)))
    }

    /// Where audio belongs that ended when it came.
    ///
    /// It never eats what was placed just before: a new stream that follows an old one comes a few milliseconds early as
    /// often as late.
    private func place(ofArrival arrival: Int, length: Int) -> Int {
        let position = max(0, arrival - length)
        return (0...Self.tolerance).contains(end - position) ? end : position
    }

    private mutating func placeInOrder(
        _ payload: Span<UInt8>,
        _ header: RTPHeader,
        lost: Int,
        arrival: Int,
        in index: Int,
        written: Int
    ) {
        let position = streams[index].position(of: header.timestamp)
        let length = length(payload, header)
        let lag = arrival - position - length
        if length > 0, abs(lag) > Self.tolerance {
            anchor(header, payload, arrival: arrival, in: index)
        } else {
            gapList.append(streams[index].gap(of: lost, before: position))
            if length > 0 { follow(payload, lag: lag, in: index, isNext: lost == 0) }
        }
        place(payload, header, arrival: arrival, in: index, written: written)
    }

    /// Follows the sender's clock, where a packet that comes right after another is quiet.
    private mutating func follow(_ payload: Span<UInt8>, lag: Int, in index: Int, isNext: Bool) {
        streams[index].clock.note(lag: lag)
        guard streams[index].clock.due != 0, isNext, let law = format.law else { return }
        streams[index].shift(by: streams[index].clock.move(isQuiet: law.isQuiet(payload)))
    }

    private mutating func place(
        _ payload: Span<UInt8>,
        _ header: RTPHeader,
        arrival: Int,
        in index: Int,
        written: Int
    ) {
        let position = streams[index].position(of: header.timestamp)
        switch header.payloadType {
        case format.payloadType:
            let length = format.codec.length(of: payload)
            guard length > 0 else { return }
            streams[index].packetLength = length
            streams[index].noteTransit(of: header.timestamp, arrival: arrival)
            streams[index].end = max(streams[index].end, position + length)
            store(payload, position..<position + length, arrival: arrival, written: written)
        case format.eventPayloadType:
            press(payload, header, at: position, arrival: arrival, in: index)
        default:
            if !ChannelFormat.comfortNoise.contains(header.payloadType) { settled.unexpected += 1 }
        }
    }

    private mutating func store(_ payload: Span<UInt8>, _ place: Range<Int>, arrival: Int, written: Int) {
        let tooLate = max(0, written - place.lowerBound)
        let isTooEarly = place.upperBound > arrival + Self.tolerance
        if tooLate > 0 || isTooEarly { settled.late += 1 }
        guard tooLate < place.count, !isTooEarly, ring != nil || tooLate == 0 else { return }
        let range = place.lowerBound + tooLate..<place.upperBound
        if fence.isClear {
            keep(payload.extracting((ring == nil ? 0 : tooLate)...), at: range)
        } else {
            let parts = fence.kept(range, arrival: arrival)
            // A packet that cannot be cut is kept only where all of it may be.
            for part in parts where ring != nil || part == range {
                let octets = part.lowerBound - place.lowerBound..<part.upperBound - place.lowerBound
                keep(payload.extracting(ring == nil ? payload.indices : octets), at: part)
            }
        }
        gapList.fill(range)
        end = max(end, place.upperBound)
    }

    private mutating func keep(_ payload: Span<UInt8>, at place: Range<Int>) {
        if ring == nil {
            shelf.put(payload, at: place.lowerBound, length: place.count)
        } else {
            ring?.put(payload, at: place.lowerBound)
        }
    }

    private mutating func press(
        _ payload: Span<UInt8>,
        _ header: RTPHeader,
        at position: Int,
        arrival: Int,
        in index: Int
    ) {
        guard let event = try? TelephoneEvent(payload) else { return noteMalformed() }
        streams[index].end = max(streams[index].end, position + Int(event.duration) / format.codec.unitsPerPosition)
        guard let key = keyedDigits.accept(event, ssrc: header.ssrc, timestamp: header.timestamp) else { return }
        order = code?.press(key)
        guard !fence.isPaused, !fence.covers(arrival), !fence.covers(position) else { return }
        if keyed.count < Self.keyLimit { keyed.append(Keyed(key: key, position: max(0, position))) }
    }
}
