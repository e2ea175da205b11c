internal import CSockets

/// What the kernel says of one datagram.
struct DatagramEnvelope: Sendable {
    var source: IPAddress
    /// Arrival, in nanoseconds since 1970; nil where the kernel did not say.
    var stamp: Int?
    /// Datagrams that this socket has lost for want of room, since it was opened.
    var dropped: Int
    /// Longer than any RTP packet: its end is missing.
    var isTruncated: Bool
}

/// Room for the datagrams of one system call; each drain thread has one and uses it for every socket.
struct DatagramBatch {
    private var datagrams = [csockets_datagram](repeating: csockets_datagram(), count: Int(CSOCKETS_BATCH))
    private var bytes = [UInt8](repeating: 0, count: Int(CSOCKETS_BATCH * CSOCKETS_DATAGRAM))

    /// Hands the datagrams that wait at `socket`, up to `limit`, to `body`; says how many there were.
    ///
    /// An error of the socket counts as nothing there: the packets' own numbers will tell what is missing.
    mutating func receive(
        from socket: RTPSocket,
        limit: Int,
        _ body: (DatagramEnvelope, Span<UInt8>) -> Void
    ) -> Int {
        let count = unsafe datagrams.withUnsafeMutableBufferPointer { datagrams in
            unsafe bytes.withUnsafeMutableBufferPointer { bytes in
                unsafe csockets_receive(socket.descriptor, datagrams.baseAddress, bytes.baseAddress, UInt32(limit))
            }
        }
        for index in 0..<max(0, Int(count)) {
            let datagram = datagrams[index]
            let start = index * Int(CSOCKETS_DATAGRAM)
            let envelope = DatagramEnvelope(
                source: IPAddress(datagram.source),
                stamp: datagram.stamp == 0 ? nil : Int(datagram.stamp),
                dropped: Int(datagram.dropped),
                isTruncated: datagram.truncated
            )
            body(envelope, bytes.span.extracting(start..<start + Int(datagram.length)))
        }
        return max(0, Int(count))
    }
}
