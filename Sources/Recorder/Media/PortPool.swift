/// Hands out the RTP ports: each call has two even ports that lie side by side, P and P + 2.
///
/// Side by side because a peer that knows one audio port only (SIPp's pcap player is one) reaches the second by adding
/// two. The odd ports behind them belong to RTCP (RFC 3550 §11).
struct PortPool {
    private let slots: [UInt16]
    private var inUse: Set<UInt16> = []
    private var next = 0

    init(_ ports: ClosedRange<UInt16>) throws(RecorderError) {
        let first = Int(ports.lowerBound) + Int(ports.lowerBound % 2)
        slots = stride(from: first, through: Int(ports.upperBound) - 2, by: 4).map(UInt16.init)
        guard !slots.isEmpty else {
            throw .badPortRange(lower: Int(ports.lowerBound), upper: Int(ports.upperBound))
        }
    }

    /// Calls for which there are ports.
    var capacity: Int { slots.count }

    /// Opens the sockets of one call on `address`, going round the range so that a freed port rests before its next use
    /// and stragglers of an old call meet nobody.
    mutating func open(on address: String) throws(RecorderError) -> RTPSocketPair {
        for _ in slots.indices {
            let port = slots[next]
            next = (next + 1) % slots.count
            guard !inUse.contains(port), let pair = RTPSocketPair(address: address, port: port) else { continue }
            inUse.insert(port)
            return pair
        }
        throw .noPortsLeft
    }

    mutating func release(_ pair: RTPSocketPair) { inUse.remove(pair.first.port) }
}

/// The two sockets of one call, and those of its RTCP where their ports are free.
struct RTPSocketPair: Sendable {
    let first: RTPSocket
    let second: RTPSocket
    private let controls: [RTPSocket?]

    init?(address: String, port: UInt16) {
        guard let first = RTPSocket(address: address, port: port),
            let second = RTPSocket(address: address, port: port + 2)
        else { return nil }
        self.first = first
        self.second = second
        controls = [port + 1, port + 3].map { RTPSocket(address: address, port: $0, room: RTPSocket.controlRoom) }
    }

    /// Socket 0 or 1.
    subscript(index: Int) -> RTPSocket { index == 0 ? first : second }

    /// Where RTCP for socket 0 or 1 comes.
    func control(_ index: Int) -> RTPSocket? { controls[index] }
}
