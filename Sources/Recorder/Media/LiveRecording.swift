internal import Calls

/// A call while it is recorded: its sockets, its timeline and its file.
///
/// It lives on one drain thread.
struct LiveRecording: Sendable {
    /// What is received for one line.
    struct Inlet: Sendable {
        var socket: RTPSocket
        var channel: Int
        /// Nil takes packets from everywhere.
        var source: IPAddress?
        /// What decrypts; nil for a line in the clear.
        var srtp: SRTPReceiver?
    }

    /// The recorder's clock at the first sample.
    let origin: Duration
    private(set) var inlets: [Inlet]
    private(set) var timeline: Timeline
    private(set) var writer: WAVWriter
    /// Why the file ends before the call.
    private(set) var fault: RecorderError?
    private var lastWrite: Duration
    /// The pauses that were told of last.
    private var knownFence = PauseFence()
    /// Datagrams that came, from anywhere.
    private(set) var packets = 0

    /// Datagrams of one socket before the other has its turn: 0.3 s of audio, so that no channel runs ahead.
    private static let turn = 16
    /// Turns in one go: no flood on one call keeps the others waiting.
    private static let turns = 64
    private static let writeInterval = Duration.seconds(1)

    init(origin: Duration, inlets: [Inlet], formats: [ChannelFormat], writer: WAVWriter) {
        self.origin = origin
        self.inlets = inlets
        self.writer = writer
        timeline = Timeline(formats)
        lastWrite = origin
    }

    /// Receives differently from now on; where a line's key stays, so does its count of packets (RFC 3711 §3.3.1).
    mutating func change(to next: [Inlet]) {
        let old = inlets
        inlets = next.map { inlet in
            var inlet = inlet
            let same = old.first { $0.socket === inlet.socket && $0.srtp != nil && $0.srtp?.key == inlet.srtp?.key }
            if let same { inlet.srtp = same.srtp }
            return inlet
        }
    }

    /// Takes in what has come and writes what is due.
    mutating func drain(_ batch: inout DatagramBatch, at now: RecorderClock.Reading) {
        receive(&batch, at: now)
        if timeline.isResumeDue { _ = setPaused(false, at: now) }
        timeline.advance(to: (now.elapsed - origin).samples - Timeline.holdBack)
        if now.elapsed - lastWrite >= Self.writeInterval { write(at: now.elapsed) }
    }

    /// Takes in the last packets and writes the recording's end.
    mutating func finish(_ batch: inout DatagramBatch, at now: RecorderClock.Reading, end: Duration) {
        receive(&batch, at: now)
        timeline.finish(at: (end - origin).samples)
        write(at: now.elapsed)
    }

    /// Pauses or resumes from `now` on, once all that came before has been drained; false where that cannot be.
    mutating func setPaused(_ isPaused: Bool, at now: RecorderClock.Reading) -> Bool {
        let position = max(0, (now.elapsed - origin).samples)
        guard isPaused else { return timeline.resume(at: position) }
        timeline.pause(at: position)
        return true
    }

    /// Lets the party on `channel` pause and resume by keys.
    mutating func listen(for code: PauseCode, channel: Int) { timeline.listen(for: code, channel: channel) }

    /// The pauses, where there is news of them since they were last taken.
    mutating func takeNewFence() -> PauseFence? {
        guard timeline.fence != knownFence else { return nil }
        knownFence = timeline.fence
        return knownFence
    }

    private mutating func receive(_ batch: inout DatagramBatch, at now: RecorderClock.Reading) {
        for _ in 0..<Self.turns {
            var isMoreLikely = false
            for inlet in inlets {
                let received = batch.receive(from: inlet.socket, limit: Self.turn) { envelope, packet in
                    accept(packet, envelope, inlet, at: now)
                }
                isMoreLikely = isMoreLikely || received == Self.turn
            }
            if !isMoreLikely { return }
        }
    }

    private mutating func accept(
        _ packet: Span<UInt8>,
        _ envelope: DatagramEnvelope,
        _ inlet: Inlet,
        at now: RecorderClock.Reading
    ) {
        let channel = inlet.channel
        packets += 1
        if envelope.dropped > 0 { timeline.noteKernelDrops(envelope.dropped, channel: channel) }
        if let source = inlet.source, source != envelope.source { return timeline.reject(channel: channel) }
        if envelope.isTruncated { return timeline.noteMalformed(channel: channel) }
        let arrival = max(0, (now.elapsed(atStamp: envelope.stamp) - origin).samples)
        guard let srtp = inlet.srtp else { return timeline.accept(packet, channel: channel, arrival: arrival) }
        let result = srtp.open(packet) { timeline.accept($0, channel: channel, arrival: arrival) }
        if case .failed(let failure) = result { timeline.note(failure, channel: channel) }
    }

    private mutating func write(at now: Duration) {
        lastWrite = now
        if fault == nil {
            do throws(RecorderError) {
                try writer.append(timeline.ready)
            } catch {
                fault = error
            }
        }
        timeline.discardReady()
    }
}
