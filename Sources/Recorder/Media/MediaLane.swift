internal import Calls
internal import NIOCore

/// A drain thread: every 200 ms it empties the sockets of its calls, which the kernel has filled meanwhile.
///
/// Waking up, not copying, is what receiving RTP costs; a recorder plays nothing back and may be late. So there is no
/// event loop in the path of a packet: the sockets' buffers in the kernel hold ten seconds of it.
actor MediaLane {
    static let interval = Duration.milliseconds(200)

    private let eventLoop: any EventLoop
    private let clock: RecorderClock
    private var batch = DatagramBatch()
    private var recordings: [CallID: LiveRecording] = [:]
    private var traffic = LaneTraffic()
    /// Is told of each call that is paused or resumed.
    private var onPause: @Sendable (CallID, PauseFence) -> Void = { _, _ in }

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe eventLoop.executor.asUnownedSerialExecutor() }

    init(on eventLoop: any EventLoop, clock: RecorderClock) {
        self.eventLoop = eventLoop
        self.clock = clock
    }

    /// Drains until the task is cancelled.
    func run() async {
        var next = ContinuousClock.now
        while !Task.isCancelled {
            drain()
            next = max(next.advanced(by: Self.interval), .now)
            try? await Task.sleep(until: next)
        }
    }

    /// Does `work` on this thread after all that was asked of it before.
    nonisolated func enqueue(_ work: @escaping @Sendable (isolated MediaLane) -> Void) {
        eventLoop.execute { self.assumeIsolated(work) }
    }

    func open(_ call: CallID, _ recording: LiveRecording) { recordings[call] = recording }

    /// Receives a call's lines differently from now on; what has come before is taken in first.
    func change(_ call: CallID, to inlets: [LiveRecording.Inlet]) {
        let now = clock.now()
        recordings[call]?.drain(&batch, at: now)
        recordings[call]?.change(to: inlets)
    }

    /// Ends a call's recording at `end` and gives it away.
    func close(_ call: CallID, at end: Duration) -> LiveRecording? {
        guard var recording = recordings.removeValue(forKey: call) else { return nil }
        recording.finish(&batch, at: clock.now(), end: end)
        traffic.settle(recording)
        return recording
    }

    private func drain() {
        let began = clock.now().elapsed
        // A copy of the names: with the dictionary's own view of them alive, each change would copy all that is in it.
        for call in Array(recordings.keys) {
            let now = clock.now()
            recordings[call]?.drain(&batch, at: now)
            tellOfPause(call)
        }
        let ended = clock.now().elapsed
        traffic.work(ended - began)
        traffic.measure(recordings.values, at: ended)
    }

    /// Has `body` told of each call that is paused or resumed, by whatever means.
    func observePauses(_ body: @escaping @Sendable (CallID, PauseFence) -> Void) { onPause = body }

    private func tellOfPause(_ call: CallID) {
        if let fence = recordings[call]?.takeNewFence() { onPause(call, fence) }
    }

    /// Pauses or resumes a call between what has come and what will.
    ///
    /// Once this returns, nothing more of a paused call is kept.
    func setPaused(_ isPaused: Bool, _ call: CallID) -> PauseResult {
        guard recordings[call] != nil else { return .noSuchCall }
        let now = clock.now()
        recordings[call]?.drain(&batch, at: now)
        let isDone = recordings[call]?.setPaused(isPaused, at: now) ?? false
        tellOfPause(call)
        return isDone ? .done : .tooManyPauses
    }

    /// What passes through this lane.
    func status() -> LaneStatus {
        LaneStatus(
            calls: recordings.mapValues { LaneStatus.Call($0) },
            packets: traffic.packets(with: recordings.values),
            packetsPerSecond: traffic.packetsPerSecond,
            kernelDrops: traffic.kernelDrops(with: recordings.values),
            load: traffic.load
        )
    }
}
