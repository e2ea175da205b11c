internal import Calls
internal import Wire

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
        /// Nil where reports have nowhere to go.
        var control: ControlLine?
    }

    /// The recorder's clock at the first sample.
    let origin: Duration
    private(set) var inlets: [Inlet]
    private(set) var timeline: Timeline
    private(set) var writer: RecordingFile
    /// Why the file ends before the call.
    private(set) var fault: RecorderError?
    /// The pauses that were told of last.
    private var knownFence = PauseFence()
    private(set) var arrivals = Arrivals()
    /// What RTCP says, by channel.
    private(set) var reporters: [RTCPReceiver]
    private var nextReport: Duration

    /// Datagrams of one socket before the other's: 0.6 s of audio, so that no channel runs far ahead.
    private static let share = 32
    /// Shares in one go: no flood on one call keeps the others waiting.
    private static let shares = 32
    /// RFC 3550 §6.2: five seconds, halved at the start, and never in step with others.
    static var reportInterval: Duration { .milliseconds(Int.random(in: 2500...7500)) }

    init(origin: Duration, inlets: [Inlet], formats: [ChannelFormat], writer: RecordingFile) {
        self.origin = origin
        self.inlets = inlets
        self.writer = writer
        timeline = Timeline(formats)
        let name = "\(UInt64.random(in: 0 ... .max))@aftercall"
        reporters = formats.indices.map { channel in
            let socket = inlets.first { $0.channel == channel }?.socket
            return RTCPReceiver(ssrc: socket?.sent.ssrc ?? .random(in: 0 ... .max), name: name)
        }
        nextReport = origin + Self.reportInterval / 2
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
        write()
        receiveReports(&batch, at: now)
        guard now.elapsed >= nextReport else { return }
        nextReport = now.elapsed + Self.reportInterval
        sendReports(at: now)
    }

    /// Takes in the last packets and writes the recording's end.
    mutating func finish(_ batch: inout DatagramBatch, at now: RecorderClock.Reading, end: Duration) {
        receive(&batch, at: now)
        receiveReports(&batch, at: now)
        timeline.finish(at: (end - origin).samples)
        write()
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
        for _ in 0..<Self.shares {
            var isMoreLikely = false
            for index in inlets.indices {
                let received = batch.receive(from: inlets[index].socket, limit: Self.share) { envelope, packet in
                    accept(packet, envelope, inlet: index, at: now)
                }
                isMoreLikely = isMoreLikely || received == Self.share
            }
            if !isMoreLikely { return }
        }
    }

    private mutating func accept(
        _ packet: Span<UInt8>,
        _ envelope: DatagramEnvelope,
        inlet index: Int,
        at now: RecorderClock.Reading
    ) {
        let channel = inlets[index].channel
        arrivals.packets += 1
        if envelope.dropped > 0 { noteKernelDrops(envelope.dropped, channel: channel) }
        if let source = inlets[index].source, source != envelope.source { return timeline.reject(channel: channel) }
        if envelope.isTruncated { return timeline.noteMalformed(channel: channel) }
        guard let srtp = inlets[index].srtp else { return take(packet, envelope, channel, at: now) }
        let result = srtp.open(packet) { take($0, envelope, channel, at: now) }
        if case .failed(let failure) = result, !packet.isControlPacket { timeline.note(failure, channel: channel) }
    }

    private mutating func noteKernelDrops(_ total: Int, channel: Int) {
        timeline.noteKernelDrops(total, channel: channel)
        arrivals.kernelDrops = timeline.channels.reduce(0) { $0 + $1.counts.droppedByKernel }
    }

    /// Takes in what is in the clear.
    private mutating func take(
        _ packet: Span<UInt8>,
        _ envelope: DatagramEnvelope,
        _ channel: Int,
        at now: RecorderClock.Reading
    ) {
        if packet.isControlPacket {
            let packets = try? RTCPPacket.packets(in: packet)
            return reporters[channel].accept(packets ?? [], at: envelope.stamp ?? now.wall)
        }
        let arrival = max(0, (now.elapsed(atStamp: envelope.stamp) - origin).samples)
        timeline.accept(packet, channel: channel, arrival: arrival)
    }

    /// Takes in the reports that came to ports of their own.
    private mutating func receiveReports(_ batch: inout DatagramBatch, at now: RecorderClock.Reading) {
        for inlet in inlets {
            guard let control = inlet.control, !control.isMultiplexed else { continue }
            _ = batch.receive(from: control.socket, limit: Self.share) { envelope, packet in
                guard inlet.source == nil || inlet.source == envelope.source, packet.isControlPacket else { return }
                guard let srtp = inlet.srtp else { return take(packet, envelope, inlet.channel, at: now) }
                _ = srtp.open(packet) { take($0, envelope, inlet.channel, at: now) }
            }
        }
    }

    private mutating func sendReports(at now: RecorderClock.Reading) {
        for inlet in inlets {
            guard let control = inlet.control else { continue }
            let receptions = timeline.channels[inlet.channel].receptions
            control.send(reporters[inlet.channel].report(on: receptions, sent: inlet.socket.sent, at: now.wall))
        }
    }

    private mutating func write() {
        if fault == nil {
            do throws(RecorderError) {
                try writer.append(timeline)
            } catch {
                fault = error
            }
        }
        timeline.discardReady()
    }
}
