import Glibc

/// What can be fuzzed; the environment variable `FUZZ` names one.
///
/// `scripts/fuzz.sh` compiles this into one module with `Wire`, so that libFuzzer sees every branch.
enum FuzzTarget: String, CaseIterable {
    case sip, sdp, multipart, metadata, rtp, rtcp

    /// What `FUZZ` says.
    static let chosen: FuzzTarget = {
        let name = unsafe getenv("FUZZ").map { unsafe String(cString: $0) } ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            print("FUZZ must be one of \(allCases.map(\.rawValue).joined(separator: ", "))")
            exit(64)
        }
        return target
    }()

    func run(_ bytes: [UInt8]) {
        switch self {
        case .sip: fuzzSIP(bytes)
        case .sdp: fuzzSDP(bytes)
        case .multipart: fuzzMultipart(bytes)
        case .metadata: fuzzMetadata(bytes)
        case .rtp: fuzzRTP(bytes)
        case .rtcp: fuzzRTCP(bytes)
        }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.chosen.run(unsafe Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

/// The same tags and branches in every run.
private struct Counter: RandomNumberGenerator, Sendable {
    var value: UInt64 = 0x1111_1111_1111_1110

    mutating func next() -> UInt64 {
        value += 1
        return value
    }
}

private let udp = SIPFlow(
    transport: .udp,
    remoteAddress: "192.0.2.10",
    remotePort: 5080,
    localAddress: "192.0.2.1",
    localPort: 5060
)

/// A server gets the input as a datagram and as a stream, accepts what it is asked, and must answer in whole messages.
private func fuzzSIP(_ bytes: [UInt8]) {
    var server = UserAgentServer(configuration: .init(maximumDialogs: 8, maximumTransactions: 16), random: Counter())
    deliver(bytes, to: &server, on: udp, at: .zero)
    var tcp = udp
    (tcp.transport, tcp.connection) = (.tcp, 1)
    var framer = SIPStreamFramer()
    for piece in stride(from: 0, to: bytes.count, by: 97) {
        framer.append(bytes[piece..<min(piece + 97, bytes.count)])
        while let frame = framer.next() {
            switch frame {
            case .message(let message), .broken(let message):
                deliver(message, to: &server, on: tcp, at: .seconds(1))
            case .ping: break
            }
        }
    }
    for seconds in [2, 10, 40, 4000] { check(server.advance(to: .seconds(seconds))) }
    precondition(server.dialogCount <= 8)
}

private func deliver(_ message: [UInt8], to server: inout UserAgentServer, on flow: SIPFlow, at now: Duration) {
    for action in check(server.receive(message, on: flow, at: now)) {
        switch action {
        case .invited(let invitation):
            _ = (invitation.parties, invitation.bridgeReference, invitation.switchCallReference, invitation.isNearEnd)
            check(server.accept(invitation.dialog, body: answered(invitation.offer), at: now))
        case .changed(let dialog, let change) where change.needsAnswer:
            check(server.accept(dialog, body: answered(change.offer), at: now))
        default: break
        }
    }
}

@discardableResult
private func check(_ actions: [UserAgentAction]) -> [UserAgentAction] {
    for case .send(let bytes, _) in actions {
        guard let reading = try? SIPReading(bytes) else { preconditionFailure("we sent what is no SIP message") }
        precondition(reading.fault == nil, "we sent a faulty message")
    }
    return actions
}

private func answered(_ offer: SessionDescription?) -> [UInt8] {
    var answerer = SessionAnswerer(sessionID: 1, address: "192.0.2.1")
    guard let offer else { return answerer.offer(ports: [20_000]).bytes }
    return answerer.answer(to: offer, ports: [20_000, 20_002]).bytes
}

/// An answer has the lines of its offer and can be read.
private func fuzzSDP(_ bytes: [UInt8]) {
    guard let offer = try? SessionDescription(bytes) else { return }
    _ = offer.withoutKeys.receivable
    guard let answer = try? SessionDescription(answered(offer)) else { preconditionFailure("nobody can read this") }
    precondition(answer.media.count == offer.media.count)
    precondition(zip(answer.media, offer.media).allSatisfy { $0.kind == $1.kind })
}

/// Parts are never more nor longer than the body.
private func fuzzMultipart(_ bytes: [UInt8]) {
    var headers = SIPHeaders()
    headers.append(.contentType, "multipart/mixed;boundary=b")
    let message = SIPMessage(start: .request(method: .invite, uri: "sip:a@b"), headers: headers, body: bytes)
    guard let parts = try? BodyPart.all(in: message) else { return }
    precondition(parts.count <= Limits.bodyParts)
    precondition(parts.reduce(0) { $0 + $1.content.count } <= bytes.count)
}

/// Two documents, cut at the first zero octet: the second comes after the first.
private func fuzzMetadata(_ bytes: [UInt8]) {
    let halves = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = try? RecordingMetadata(Array(halves[0])) else { return }
    for stream in first.streams { _ = first.senders(onLabel: stream.label ?? "") }
    _ = first.sessionKeys
    precondition(first.merged(with: first).participants.count >= Set(first.participants.map(\.id)).count)
    guard halves.count > 1, let second = try? RecordingMetadata(Array(halves[1])) else { return }
    let merged = first.merged(with: second)
    _ = first.turn(to: merged)
    precondition(!second.isPartial || merged.participants.count >= first.participants.count)
}

/// Packets one after another, each behind an octet that says how long it is.
private func fuzzRTP(_ bytes: [UInt8]) {
    var counter: SequenceCounter?
    var unwrapper: TimestampUnwrapper?
    var digits = KeyedDigits()
    var rest = bytes[...]
    while let length = rest.popFirst() {
        let packet = Array(rest.prefix(Int(length)))
        rest = rest.dropFirst(Int(length))
        guard let header = try? RTPHeader(packet.span) else { continue }
        precondition(header.payload.lowerBound >= 12 && header.payload.upperBound <= packet.count)
        counter = counter ?? SequenceCounter(first: header.sequenceNumber)
        unwrapper = unwrapper ?? TimestampUnwrapper(first: header.timestamp)
        _ = counter?.accept(header.sequenceNumber)
        _ = unwrapper?.unwrap(header.timestamp)
        precondition((counter?.received ?? 0) >= 1)
        let payload = Array(packet[header.payload])
        guard let event = try? TelephoneEvent(payload.span) else { continue }
        _ = digits.accept(event, ssrc: header.ssrc, timestamp: header.timestamp)
    }
}

/// Datagrams one after another, each behind an octet that says how long it is in words: what we print of them reads the
/// same, and what we answer can be read.
private func fuzzRTCP(_ bytes: [UInt8]) {
    var reporter = RTCPReceiver(ssrc: 7, name: "fuzz@aftercall")
    var rest = bytes[...]
    var now = 0
    while let words = rest.popFirst() {
        let datagram = Array(rest.prefix(4 * Int(words)))
        rest = rest.dropFirst(4 * Int(words))
        now += 1_000_000_000
        guard let packets = try? RTCPPacket.packets(in: datagram.span) else { continue }
        precondition(packets.count <= datagram.count / 4)
        for packet in packets {
            let printed = packet.bytes
            // The shortest datagram has eight octets; a farewell of nobody has four.
            guard printed.count >= 8 else { continue }
            precondition((try? RTCPPacket.packets(in: printed.span)) == [packet])
        }
        reporter.accept(packets, at: now)
        precondition((reporter.roundTrip ?? 0) >= 0 && (reporter.roundTrip ?? 0) <= 60_000)
        var sent = SentStream(ssrc: 7)
        sent.note(octets: datagram.count, timestamp: .max, taken: now - 1)
        let report = reporter.report(on: [], sent: sent, at: now)
        precondition((try? RTCPPacket.packets(in: report.span))?.count == 3)
    }
}
