internal import Calls
internal import NIOCore
internal import Wire

/// Plays sounds to the parties of plain calls over the sockets that they are heard on.
///
/// It lives on one event loop and wakes up every 20 ms, but only while there is somebody to play to.
actor PromptPlayer {
    /// Where a call's sound goes.
    struct Listener: Equatable, Sendable {
        var address: IPAddress
        var port: UInt16
        var law: G711Law
        var payloadType: UInt8
    }

    fileprivate struct Playing {
        let socket: RTPSocket
        var listener: Listener?
        var sequenceNumber = UInt16.random(in: 0...UInt16.max)
        var timestamp = UInt32.random(in: 0...UInt32.max)
        var sound: Sound?
        /// When the sound began, and the packets of it that are out.
        var began: Duration
        var sent = 0
        var nextTone: Duration?
        let toneInterval: Duration?
    }

    private let eventLoop: any EventLoop
    private let clock: RecorderClock
    private var ears: [CallID: (ear: SurveyEar, answer: @Sendable (Int?) -> Void)] = [:]
    private var playing: [CallID: Playing] = [:]
    private var ticks: RepeatedTask?

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe eventLoop.executor.asUnownedSerialExecutor() }

    init(on eventLoop: any EventLoop, clock: RecorderClock) {
        self.eventLoop = eventLoop
        self.clock = clock
    }

    /// Does `work` on this thread after all that was asked of it before.
    nonisolated func enqueue(_ work: @escaping @Sendable (isolated PromptPlayer) -> Void) {
        eventLoop.execute { self.assumeIsolated(work) }
    }

    /// Begins to play `sound` to a call and then the warning tone every `toneInterval`; to one that is played to already,
    /// goes on at `listener`, or in silence while it is nil.
    func play(
        _ call: CallID,
        on socket: RTPSocket,
        to listener: Listener?,
        _ sound: Sound?,
        toneInterval: Duration? = nil
    ) {
        guard playing[call] == nil else {
            playing[call]?.listener = listener
            return
        }
        let now = clock.now().elapsed
        let tone = toneInterval.map { now + (sound?.length ?? .zero) + $0 }
        playing[call] = Playing(
            socket: socket,
            listener: listener,
            sound: sound,
            began: now,
            nextTone: tone,
            toneInterval: toneInterval
        )
        guard ticks == nil else { return }
        ticks = eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(20)) { _ in
            self.assumeIsolated { $0.tick() }
        }
    }

    /// Plays the survey's prompt, and gives what the caller keys, or nil once the time for it is over.
    func ask(_ leg: SurveyLeg, _ prompt: Sound, _ ear: SurveyEar, answer: @escaping @Sendable (Int?) -> Void) {
        ears[leg.id] = (ear, answer)
        play(leg.id, on: leg.sockets.first, to: leg.listener, prompt)
    }

    func end(_ call: CallID) {
        playing[call] = nil
        ears[call] = nil
        guard playing.isEmpty else { return }
        ticks?.cancel()
        ticks = nil
    }

    private func tick() {
        let now = clock.now()
        for call in Array(playing.keys) { playing[call]?.tick(at: now) }
        for call in Array(ears.keys) {
            guard case .over(let answer)? = ears[call]?.ear.listen(at: now) else { continue }
            ears.removeValue(forKey: call)?.answer(answer)
        }
    }
}

extension PromptPlayer.Playing {
    /// Sends what is due.
    fileprivate mutating func tick(at now: RecorderClock.Reading) {
        if let tone = nextTone, now.elapsed >= tone, let toneInterval {
            begin(.warningTone, at: now.elapsed)
            nextTone = now.elapsed + toneInterval
        }
        guard let sound else { return }
        let count = (sound.octets(.aLaw).count + 159) / 160
        let due = min(count, (now.elapsed - began).samples / 160 + 1)
        while sent < due { send(sound, at: now) }
        if sent == count { self.sound = nil }
    }

    private mutating func begin(_ next: Sound, at now: Duration) {
        // Silence between sounds takes its time, but no packets (RFC 3551 §4.1).
        timestamp &+= UInt32(truncatingIfNeeded: max(0, (now - began).samples - 160 * sent))
        (sound, began, sent) = (next, now, 0)
    }

    private mutating func send(_ sound: Sound, at now: RecorderClock.Reading) {
        defer {
            sent += 1
            sequenceNumber &+= 1
            timestamp &+= 160
        }
        guard let listener else { return }
        var payload = Array(sound.octets(listener.law).dropFirst(160 * sent).prefix(160))
        payload += [UInt8](repeating: listener.law.silence, count: 160 - payload.count)
        let marker: UInt8 = sent == 0 ? 0x80 : 0
        let numbers = Self.octets(sequenceNumber) + Self.octets(timestamp) + Self.octets(socket.sent.ssrc)
        let late = now.elapsed - began - .milliseconds(20 * sent)
        socket.note(octets: payload.count, timestamp: timestamp, taken: now.wall - Int(late / .nanoseconds(1)))
        socket.send(
            [0x80, listener.payloadType | marker] + numbers + payload,
            to: listener.address,
            port: listener.port
        )
    }

    private static func octets(_ value: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
        stride(from: value.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
