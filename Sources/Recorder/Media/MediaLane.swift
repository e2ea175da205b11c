internal import Calls
internal import NIOCore

/// A drain thread: every 0.9 s it empties the sockets of each of its calls, which the kernel has filled meanwhile.
///
/// Waking up, not copying, is what receiving RTP costs, and then finding a call's memory cold; a recorder plays nothing
/// back and may be late. So there is no event loop in the path of a packet: the sockets' buffers in the kernel hold ten
/// seconds of it. Calls take turns, so that the work is spread over the time between two visits.
actor MediaLane {
    /// Turns in the rota, of which each call has one.
    ///
    /// Two visits are no further apart than `SampleRing` allows for.
    private static let turns = 9
    /// Between two turns.
    private static let turnLength = Duration.milliseconds(100)

    private struct Seat {
        let call: CallID
        var recording: LiveRecording
    }

    private let eventLoop: any EventLoop
    private let clock: RecorderClock
    private var batch = DatagramBatch()
    /// The running calls: the one at place `n` has turn `n % turns`.
    private var seats: [Seat] = []
    private var places: [CallID: Int] = [:]
    /// What passes through this lane.
    private(set) var traffic = LaneTraffic()
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
        var turn = 0
        while !Task.isCancelled {
            drain(turn: turn)
            turn = (turn + 1) % Self.turns
            next = max(next.advanced(by: Self.turnLength), .now)
            try? await Task.sleep(until: next)
        }
    }

    /// Does `work` on this thread after all that was asked of it before.
    nonisolated func enqueue(_ work: @escaping @Sendable (isolated MediaLane) -> Void) {
        eventLoop.execute { self.assumeIsolated(work) }
    }

    func open(_ call: CallID, _ recording: LiveRecording) {
        places[call] = seats.count
        seats.append(Seat(call: call, recording: recording))
    }

    /// Receives a call's lines differently from now on; what has come before is taken in first.
    func change(_ call: CallID, to inlets: [LiveRecording.Inlet]) {
        guard let place = places[call] else { return }
        visit(place) { recording, batch, now in
            recording.drain(&batch, at: now)
            recording.change(to: inlets)
        }
    }

    /// Ends a call's recording at `end` and gives it away.
    func close(_ call: CallID, at end: Duration) -> LiveRecording? {
        guard let place = places.removeValue(forKey: call) else { return nil }
        visit(place) { recording, batch, now in recording.finish(&batch, at: now, end: end) }
        seats.swapAt(place, seats.count - 1)
        let closed = seats.removeLast().recording
        if place < seats.count {
            places[seats[place].call] = place
            // Its new turn may be as far off as its old one was.
            visit(place) { recording, batch, now in recording.drain(&batch, at: now) }
        }
        return closed
    }

    private func drain(turn: Int) {
        let began = clock.now().elapsed
        for place in stride(from: turn, to: seats.count, by: Self.turns) {
            visit(place) { recording, batch, now in recording.drain(&batch, at: now) }
        }
        let ended = clock.now().elapsed
        traffic.work(ended - began)
        traffic.measure(at: ended)
    }

    /// Has `work` done on a recording, counts what came meanwhile, and tells of a pause that began or ended.
    private func visit(
        _ place: Int,
        _ work: (inout LiveRecording, inout DatagramBatch, RecorderClock.Reading) -> Void
    ) {
        let before = seats[place].recording.arrivals
        work(&seats[place].recording, &batch, clock.now())
        traffic.add(seats[place].recording.arrivals - before)
        if let fence = seats[place].recording.takeNewFence() { onPause(seats[place].call, fence) }
    }

    /// Has `body` told of each call that is paused or resumed, by whatever means.
    func observePauses(_ body: @escaping @Sendable (CallID, PauseFence) -> Void) { onPause = body }

    /// Pauses or resumes a call between what has come and what will.
    ///
    /// Once this returns, nothing more of a paused call is kept.
    func setPaused(_ isPaused: Bool, _ call: CallID) -> PauseResult {
        guard let place = places[call] else { return .noSuchCall }
        var isDone = false
        visit(place) { recording, batch, now in
            recording.drain(&batch, at: now)
            isDone = recording.setPaused(isPaused, at: now)
        }
        return isDone ? .done : .tooManyPauses
    }

    /// What the running calls are at.
    func calls() -> [CallID: RunningMedia] {
        places.mapValues { place in
            RunningMedia(
                packets: seats[place].recording.arrivals.packets,
                isPaused: seats[place].recording.timeline.fence.isPaused
            )
        }
    }
}
