import Calls

/// What of a recorder's CDR tells which call it belongs to; the rest is read again when that call's turn comes.
struct RecordingNote {
    /// The recording's place among those that were given.
    let index: Int
    let call: CallID
    let duplicateOf: CallID?
    /// Hashes of the names that the switch and SIP have for the call.
    let switchName: UInt64?
    let sipName: UInt64
    private let source: SourceLine
    private let start: UTCTime
    private let duration: Milliseconds
    private let rank: Int

    init(_ recording: RecordedCall, at index: Int) {
        let cdr = recording.cdr
        self.index = index
        call = cdr.call
        duplicateOf = cdr.duplicateOf
        switchName = cdr.switchCallID.map { Hash64.of($0) }
        sipName = Hash64.of(cdr.sipCallID)
        source = recording.source
        start = cdr.start
        duration = cdr.duration
        rank =
            switch cdr.completeness {
            case .complete: 0
            case .degraded: 1
            case .failed: 2
            }
    }

    /// Of two recordings the better one comes first: complete before degraded before failed, then the longer.
    static func comesFirst(_ a: RecordingNote, _ b: RecordingNote) -> Bool {
        if a.rank != b.rank { return a.rank < b.rank }
        if a.duration != b.duration { return a.duration > b.duration }
        return (a.start, a.call, a.source) < (b.start, b.call, b.source)
    }
}
