/// A capture file of RTP flows, in the form that SIPp's `play_pcap_audio` reads: Ethernet, IPv4, UDP.
///
/// The flows leave for ports 20000 and 20002; SIPp adds their distance to the port that the recorder answers with.
struct RTPCapture {
    /// RTP payload types of G.711 (RFC 3551).
    enum Law: UInt8 { case µ = 0, a = 8 }

    private var bytes: [UInt8]
    private let law: Law

    init(law: Law) {
        self.law = law
        bytes = []
        append(little: UInt32(0xA1B2_C3D4))
        append(little: UInt16(2))
        append(little: UInt16(4))
        append(little: UInt32(0))
        append(little: UInt32(0))
        append(little: UInt32(65_535))
        append(little: UInt32(1))
    }

    var file: [UInt8] { bytes }

    /// Writes one or two tracks as flows of 20 ms packets; `lost` names packet numbers of the first flow that are missing.
    mutating func write(tracks: [[Float]], keyed: [Stage.Keyed], lost: Set<Int>) {
        var sequences = [UInt16](repeating: 1000, count: tracks.count)
        let packets = (tracks.map(\.count).max() ?? 0) / 160
        let keys = keyed.map { (event: Self.event($0.digit), packet: Int($0.at * 50)) }
        for number in 0..<packets {
            for flow in tracks.indices {
                sequences[flow] &+= 1
                if flow == 0, lost.contains(number) { continue }
                let key = flow == 0 ? keys.first { (0..<8).contains(number - $0.packet) } : nil
                if let key {
                    let age = number - key.packet
                    append(event: key.event, age: age, at: number, flow: flow, sequence: &sequences[flow])
                } else {
                    let samples = tracks[flow].dropFirst(number * 160).prefix(160)
                    append(
                        payload: samples.map { G711.code($0, law: law) },
                        type: law.rawValue,
                        timestamp: UInt32(number * 160),
                        at: number,
                        flow: flow,
                        sequence: sequences[flow]
                    )
                }
            }
        }
    }

    /// A telephone-event (RFC 4733): growing for five packets, then the end three times.
    private mutating func append(event: UInt8, age: Int, at number: Int, flow: Int, sequence: inout UInt16) {
        let first = number - age
        let isEnd = age >= 5
        let duration = UInt16(160 * (min(age, 5) + 1))
        append(
            payload: [event, (isEnd ? 0x80 : 0) | 10, UInt8(duration >> 8), UInt8(duration & 0xFF)],
            type: 101,
            timestamp: UInt32(first * 160),
            at: number,
            flow: flow,
            sequence: sequence
        )
    }

    private static func event(_ digit: Character) -> UInt8 {
        switch digit {
        case "*": 10
        case "#": 11
        default: UInt8(digit.wholeNumberValue ?? 0)
        }
    }

    private mutating func append(
        payload: [UInt8],
        type: UInt8,
        timestamp: UInt32,
        at number: Int,
        flow: Int,
        sequence: UInt16
    ) {
        let udpLength = 8 + 12 + payload.count
        let length = 14 + 20 + udpLength
        append(little: UInt32(number / 50))
        append(little: UInt32(number % 50 * 20_000 + flow))
        append(little: UInt32(length))
        append(little: UInt32(length))
        bytes += [UInt8](repeating: 2, count: 12) + [0x08, 0x00]
        bytes += [0x45, 0]
        append(big: UInt16(20 + udpLength))
        bytes += [0, 0, 0x40, 0, 64, 17, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1]
        append(big: UInt16(10_000 + 2 * flow))
        append(big: UInt16(20_000 + 2 * flow))
        append(big: UInt16(udpLength))
        append(big: UInt16(0))
        bytes += [0x80, type]
        append(big: sequence)
        append(big: timestamp)
        append(big: UInt32(0x1000 + flow))
        bytes += payload
    }

    private mutating func append(little value: some FixedWidthInteger) { append(value.littleEndian) }

    private mutating func append(big value: some FixedWidthInteger) { append(value.bigEndian) }

    private mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        for index in 0..<Value.bitWidth / 8 { bytes.append(UInt8(truncatingIfNeeded: value >> (index * 8))) }
    }
}
