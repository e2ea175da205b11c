/// What was found when an audit log was checked.
package struct AuditReport: Hashable, Sendable {
    /// Whole events, up to the first fault.
    package var events = 0
    /// Checkpoints whose signature and root are right.
    package var checkpoints = 0
    /// The last of them.
    package var lastCheckpoint: Checkpoint?
    /// Of the last segment.
    package var root: SHA256Digest
    /// Segments that were checked, from the oldest one left.
    package var segments: [String] = []
    /// Events that were erased and of which only the hash is left.
    package var erased = 0
    /// Events of the last segment.
    package var eventsInSegment = 0
    /// The number that comes next.
    package var nextSequence = 0
    /// Bytes of a last line that a crash cut short; not a fault, the next append removes them.
    package var tornBytes = 0
    /// The first thing wrong, in the order of the log; nil where all is well.
    package var fault: AuditFault?

    /// Events after the last checkpoint, for which no signature vouches yet.
    package var unsigned: Int { eventsInSegment - (lastCheckpoint?.size ?? 0) }
}
