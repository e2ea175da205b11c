import Wire

/// What came on one channel.
package struct ChannelCounts: Equatable, Sendable {
    /// Packets that were sent, as far as sequence numbers tell.
    package var expected = 0
    /// Packets that came, each once, those too late among them.
    package var received = 0
    /// Packets that came after their place in the recording had been written, or before its start.
    package var late = 0
    package var duplicate = 0
    /// Packets from an address that nobody announced.
    package var rejected = 0
    /// Packets that were not encrypted with the key that was agreed.
    package var unauthenticated = 0
    /// Datagrams that are no RTP.
    package var malformed = 0
    /// Packets of a payload type that was not agreed.
    package var unexpected = 0
    /// Packets that the kernel dropped since nobody took them in time.
    package var droppedByKernel = 0
    /// Streams (SSRCs) that were told apart.
    package var streams = 0

    package init() {}
}

extension ChannelCounts {
    /// Adds what one stream's sequence numbers tell.
    mutating func add(_ counter: SequenceCounter) {
        expected += counter.expected
        received += counter.received
        duplicate += counter.duplicates
        streams += 1
    }
}
