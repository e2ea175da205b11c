import Calls
import Foundation

/// The zone of an Asterisk file's stamps: known once the whole file has been read for the first time.
struct AsteriskZone {
    private enum State {
        case unknown
        /// Seconds ahead of UTC.
        case constant(Int)
        case named(ZoneOffsets)
    }

    private let timeZone: TimeZone?
    private var clock = AsteriskClock()
    private var state = State.unknown
    private var hasRows = false

    /// Nil where the zone is to be inferred.
    init(_ timeZone: TimeZone?) { self.timeZone = timeZone }

    /// Takes note of a row of channel `leg`, of the switch's own time at its start and the UTC second of the channel's making.
    mutating func note(leg: UInt64, start: UTCTime, epoch: Int?, line: Int) {
        hasRows = true
        if let epoch { clock.note(leg: leg, start: start, epoch: epoch, line: line) }
    }

    /// Decides; what is not to be decided is an error.
    mutating func settle() throws(CDRError) {
        guard case .unknown = state, hasRows else { return }
        if let timeZone {
            try clock.check(against: timeZone)
            state = .named(ZoneOffsets(timeZone))
        } else {
            state = .constant(try clock.constantOffset())
        }
        clock = AsteriskClock()
    }

    /// What has to be added to the switch's own times of a row that starts at `start`.
    mutating func shift(_ start: UTCTime, epoch: @autoclosure () -> Int?) -> Milliseconds {
        switch state {
        case .unknown: return .zero
        case .constant(let offset): return Milliseconds(-offset * 1000)
        case .named(var offsets):
            let instant = offsets.instant(ofLocal: start, notBefore: epoch().map { UTCTime(seconds: $0) })
            state = .named(offsets)
            return instant - start
        }
    }

    var inferredOffset: Int? {
        guard case .constant(let offset) = state else { return nil }
        return offset
    }
}
