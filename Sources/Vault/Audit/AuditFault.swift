/// The first thing that is wrong with an audit log, and where; lines are counted from 1, events from 0.
package enum AuditFault: Hashable, Sendable {
    /// A line that is not an event as this program writes them.
    case malformed(line: Int)
    /// A line whose event no longer has the hash that was written beside it: it was edited.
    case edited(line: Int)
    /// A line that stands where another event belongs: one was deleted, inserted or moved here.
    case outOfOrder(line: Int, expected: Int, found: Int)
    /// A segment whose first event does not tell of the one before it: events between them are missing.
    case chainBroken(segment: String)
    /// Fewer events than a signed checkpoint counts: the end was cut off.
    case cutShort(events: Int, expected: Int)
    /// A checkpoint that cannot be read, or that the key did not sign.
    case checkpoint(size: Int)
    /// An event among `events` was changed together with its hash: the signed root says so.
    case rootDiffers(events: Range<Int>)
}

/// Which limit an audit entry breaks.
package enum AuditEntryFault: String, Sendable {
    /// Actor and object: 1 to 256 bytes.
    case actor, object
    /// At most 32 details, of 1 to 64 of `A-Z a-z 0-9 _ . -` and at most 1024 bytes.
    case details
}
