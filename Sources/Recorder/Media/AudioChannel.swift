import Wire

/// One channel of a recording: takes RTP packets and places their audio by timestamp.
///
/// Positions are samples since the recording's start. The first packet of a stream is placed by its arrival, all others
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

    /// 0.6 s: wider than any jitter worth keeping, and short enough that a crash loses less than two seconds.
    static let tolerance = 4800
    /// A peer that sends more SSRCs than this at once is no telephone.
    private static let streamLimit = 8
    private static let keyLimit = 1000

    package let format: ChannelFormat
    private var ring: SampleRing
    private var streams: [Stream] = []
    private var keyedDigits = KeyedDigits()
    private var gapList = GapList()
    /// The counts that no running stream holds.
    private var settled = ChannelCounts()
    /// Behind the last sample of audio so far.
    private(set) var end = 0
    package private(set) var keyed: [Keyed] = []
    /// Where nothing is kept.
    private var fence = PauseFence()
    /// The keys that pause and resume, where this channel's party may do so.
    var code: PauseCode?
    /// What the latest packet ordered by such keys.
    var order: PauseCode.Order?

    package init(_ format: ChannelFormat) {
        self.format = format
        ring = SampleRing(silence: format.law.silence)
    }

    package var counts: ChannelCounts { streams.reduce(into: settled) { $0.add($1.counter) } }

    /// The mean deviation of packet spacing (RFC 3550 A.8) of the latest stream, in samples; nil before its second packet.
    package var jitter: Double? { streams.last.flatMap { $0.counter.received > 1 ? $0.jitter.value : nil } }

    /// What was lost, in samples.
    package var gaps: [Range<Int>] { gapList.ranges }
    /// False where there were more gaps than are kept.
    package var isGapListWhole: Bool { !gapList.isTruncated }

    /// Keeps nothing where `fence` stands, and forgets what has come of it already.
    ///
    /// `written` is the position before which everything has been taken.
    mutating func keepOut(of fence: PauseFence, written: Int) {
        self.fence = fence
        guard let start = fence.since else { return }
        ring.clear(from: max(start, written), to: written + SampleRing.capacity)
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
        ring.move(positions, to: &frames, from: first, step: step)
    }

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
            startStream(header, arrival: arrival)
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
                anchor(held.header, arrival: held.arrival, in: index)
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
    /// Samples of audio in a packet; zero for anything else.
    private func samples(_ header: RTPHeader) -> Int {
        header.payloadType == format.payloadType ? header.payload.count : 0
    }

    private mutating func startStream(_ header: RTPHeader, arrival: Int) {
        if streams.count == Self.streamLimit { settled.add(streams.removeFirst().counter) }
        let samples = samples(header)
        streams.append(Stream(header, samples: samples, at: place(ofArrival: arrival, samples: samples)))
    }

    private mutating func anchor(_ header: RTPHeader, arrival: Int, in index: Int) {
        streams[index].anchor(header.timestamp, at: place(ofArrival: arrival, samples: samples(header)))
    }

    /// Where audio belongs that ended when it came.
    ///
    /// It never eats what was placed just before: a new stream that follows an old one comes a few milliseconds early as
    /// often as late.
    private func place(ofArrival arrival: Int, samples: Int) -> Int {
        let position = max(0, arrival - samples)
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
        let samples = samples(header)
        if samples > 0, abs(arrival - position - samples) > Self.tolerance {
            anchor(header, arrival: arrival, in: index)
        } else {
            gapList.append(streams[index].gap(of: lost, before: position))
        }
        place(payload, header, arrival: arrival, in: index, written: written)
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
            guard !payload.isEmpty else { return }
            streams[index].packetSamples = payload.count
            streams[index].noteTransit(of: header.timestamp, arrival: arrival)
            streams[index].end = max(streams[index].end, position + payload.count)
            store(payload, at: position, arrival: arrival, written: written)
        case format.eventPayloadType:
            press(payload, header, at: position, arrival: arrival, in: index)
        default:
            if !ChannelFormat.comfortNoise.contains(header.payloadType) { settled.unexpected += 1 }
        }
    }

    private mutating func store(_ payload: Span<UInt8>, at position: Int, arrival: Int, written: Int) {
        let tooLate = max(0, written - position)
        if tooLate > 0 || position + payload.count > arrival + Self.tolerance { settled.late += 1 }
        guard tooLate < payload.count, position + payload.count <= arrival + Self.tolerance else { return }
        let range = position + tooLate..<position + payload.count
        if fence.isClear {
            ring.put(payload.extracting(tooLate...), at: range.lowerBound)
        } else {
            for part in fence.kept(range, arrival: arrival) {
                let kept = payload.extracting(part.lowerBound - position..<part.upperBound - position)
                ring.put(kept, at: part.lowerBound)
            }
        }
        gapList.fill(range)
        end = max(end, position + payload.count)
    }

    private mutating func press(
        _ payload: Span<UInt8>,
        _ header: RTPHeader,
        at position: Int,
        arrival: Int,
        in index: Int
    ) {
        guard let event = try? TelephoneEvent(payload) else { return noteMalformed() }
        streams[index].end = max(streams[index].end, position + Int(event.duration))
        guard let key = keyedDigits.accept(event, ssrc: header.ssrc, timestamp: header.timestamp) else { return }
        order = code?.press(key)
        guard !fence.isPaused, !fence.covers(arrival), !fence.covers(position) else { return }
        if keyed.count < Self.keyLimit { keyed.append(Keyed(key: key, position: max(0, position))) }
    }
}
