internal import Calls
internal import Glibc

/// The recorder's time: how long it has run, by a clock that nobody sets, and what the wall clock says meanwhile.
struct RecorderClock: Sendable {
    private let start = ContinuousClock.now

    /// Both clocks at one instant.
    struct Reading: Sendable {
        /// Since the recorder's start.
        var elapsed: Duration
        /// Nanoseconds since 1970.
        var wall: Int

        var utc: UTCTime { UTCTime(milliseconds: wall / 1_000_000) }

        /// When, on the recorder's clock, something happened that bears a wall clock's stamp: not before ten seconds ago,
        /// not after now, whatever was done to the wall clock in between.
        func elapsed(atStamp stamp: Int?) -> Duration {
            guard let stamp else { return elapsed }
            return elapsed - .nanoseconds(min(max(0, wall - stamp), 10_000_000_000))
        }
    }

    func now() -> Reading {
        var wall = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &wall)
        return Reading(elapsed: ContinuousClock.now - start, wall: wall.tv_sec * 1_000_000_000 + wall.tv_nsec)
    }
}

extension Duration {
    /// In samples of G.711, rounded down.
    var samples: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * G711Law.sampleRate + Int(attoseconds / (1_000_000_000_000_000_000 / 8000))
    }

    /// Rounded to the nearest.
    var milliseconds: Milliseconds {
        let (seconds, attoseconds) = components
        return Milliseconds(Int(seconds) * 1000 + Int((attoseconds + 500_000_000_000_000) / 1_000_000_000_000_000))
    }
}
