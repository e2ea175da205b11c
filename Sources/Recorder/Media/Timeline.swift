/// The channels of one recording, equally long at every moment, and what of them is ready to be written.
///
/// It holds no clock: positions are samples since the recording's start, and its owner says how far time has gone.
package struct Timeline: Sendable {
    /// How far behind the present a position is given up for good: late packets still find their place until then.
    package static let holdBack = AudioChannel.tolerance + 800

    package private(set) var channels: [AudioChannel]
    /// Octets ready to be written, interleaved: one of each channel for every sample.
    package private(set) var ready: [UInt8] = []
    /// Packets ready to be written, by channel, each list in the order of places.
    package private(set) var readyPackets: [[PlacedPacket]]
    /// Everything before this position is in `ready` or was.
    package private(set) var written = 0
    /// Everything before this position is in the file.
    private var flushed = 0
    /// Where nothing is kept, on any channel.
    package private(set) var fence = PauseFence()
    /// Set by keys: the pause ends once all that came in it has been taken in.
    private(set) var isResumeDue = false

    /// Whether packets are kept as they are: where all is G.711, octets are laid side by side instead.
    package let isOfPackets: Bool

    package init(_ formats: [ChannelFormat]) {
        let isOfPackets = formats.contains { $0.law == nil }
        channels = formats.map { AudioChannel($0, inPackets: isOfPackets) }
        self.isOfPackets = isOfPackets
        readyPackets = formats.map { _ in [] }
    }

    /// Takes in one datagram from the announced source of a channel, which came at position `arrival`.
    package mutating func accept(_ packet: Span<UInt8>, channel: Int, arrival: Int) {
        // After a long stall of this process the ring's far end is still in use: make room by giving up the oldest.
        advance(to: arrival + AudioChannel.tolerance - SampleRing.capacity)
        channels[channel].accept(packet, arrival: arrival, written: written)
        switch channels[channel].order.take() {
        case .pause: pause(at: arrival)
        case .resume: isResumeDue = true
        case nil: break
        }
    }

    /// Counts a datagram of a channel that is not to be looked at.
    package mutating func reject(channel: Int) { channels[channel].reject() }
    package mutating func noteMalformed(channel: Int) { channels[channel].noteMalformed() }
    mutating func note(_ failure: SRTPSession.Failure, channel: Int) { channels[channel].note(failure) }
    package mutating func noteKernelDrops(_ total: Int, channel: Int) { channels[channel].noteKernelDrops(total) }

    /// Makes everything up to `position` ready.
    package mutating func advance(to position: Int) {
        while written < position { take(min(position, written + SampleRing.capacity)) }
    }

    private mutating func take(_ position: Int) {
        defer { written = position }
        guard !isOfPackets else {
            for index in channels.indices { readyPackets[index] += channels[index].takePackets(before: position) }
            return
        }
        let start = ready.count
        ready.append(contentsOf: repeatElement(0, count: (position - written) * channels.count))
        for index in channels.indices {
            channels[index].move(written..<position, to: &ready, from: start + index, step: channels.count)
        }
    }

    /// Makes everything ready: the recording ends at `position`, or where its last audio ends.
    package mutating func finish(at position: Int) {
        advance(to: channels.reduce(position) { max($0, $1.end) })
    }

    /// Empties `ready` after its octets have been written; its memory goes back, since thousands of calls have one each.
    package mutating func discardReady() {
        flushed = written
        ready = []
        for index in readyPackets.indices { readyPackets[index] = [] }
    }
}

extension Timeline {
    /// Lets the party on `channel` pause and resume by keys.
    package mutating func listen(for code: PauseCode, channel: Int) { channels[channel].code = code }

    /// Keeps nothing from `position` on, even of what has been taken in and is not written yet.
    package mutating func pause(at position: Int) {
        isResumeDue = false
        guard !fence.isPaused else { return }
        let firstReady = isOfPackets ? flushed : written - ready.count / channels.count
        fence.pause(at: max(position, firstReady))
        guard let start = fence.since else { return }
        for index in channels.indices {
            channels[index].keepOut(of: fence, written: written)
            readyPackets[index].removeAll { $0.end > start }
            guard let silence = channels[index].format.law?.silence, !isOfPackets else { continue }
            for position in start..<max(start, written) {
                ready[(position - firstReady) * channels.count + index] = silence
            }
        }
    }

    /// Keeps again what comes from `position` on.
    ///
    /// False where the call was paused so often that it has to stay so.
    package mutating func resume(at position: Int) -> Bool {
        isResumeDue = false
        guard fence.resume(at: position) else { return false }
        for index in channels.indices { channels[index].keepOut(of: fence, written: written) }
        return true
    }
}
