internal import CSockets

extension RTPSocket {
    /// Sends a datagram; one that cannot be sent now is lost, as datagrams are.
    func send(_ packet: [UInt8], to address: IPAddress, port: UInt16) {
        _ = unsafe packet.withUnsafeBufferPointer {
            unsafe csockets_send(descriptor, address.parts, port, $0.baseAddress, UInt32($0.count))
        }
    }
}
