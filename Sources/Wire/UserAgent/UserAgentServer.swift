/// A SIP user agent server as a pure state machine: messages and the time go in, messages and events come out.
///
/// It holds the transactions and dialogs of a recorder (RFC 3261, 3311, 3581, 4028, 6026, 7866), but no socket and no
/// clock: the caller delivers whole messages, carries out each action, and calls `advance` when `nextDeadline` has come.
/// All instants are counted from one moment of the caller's choice and never go back.
package struct UserAgentServer: Sendable {
    package var configuration: Configuration

    var transactions: [TransactionKey: ServerTransaction] = [:]
    var merged: [MergeKey: TransactionKey] = [:]
    var dialogs: [DialogID: Dialog] = [:]
    /// Our own requests by branch, each with where it goes.
    var requests: [String: ClientTransaction] = [:]
    var timers = TimerQueue<TimerName>()
    var tokens: TokenSource
    private(set) var isDraining = false

    /// `random` makes tags and branches, which must not be guessable: give the system's generator, except in tests.
    package init(
        configuration: Configuration = Configuration(),
        random: some RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.configuration = configuration
        tokens = TokenSource(random)
    }

    /// The next instant at which `advance` may have something to do; nil where nothing is pending.
    package var nextDeadline: Duration? { timers.next }

    /// Dialogs that are asked for or running.
    package var dialogCount: Int { dialogs.count }

    /// Requests, ours and others', that may still come again.
    package var transactionCount: Int { transactions.count + requests.count }

    /// Whether a dialog's last request came over the TCP or TLS connection of that number.
    package func hasDialog(on connection: Int) -> Bool {
        dialogs.values.contains { $0.flow.transport != .udp && $0.flow.connection == connection }
    }

    /// Takes in one whole message, as a datagram or a framer delivered it.
    package mutating func receive(_ message: [UInt8], on flow: SIPFlow, at now: Duration) -> [UserAgentAction] {
        guard flow.transport != .udp || message.count <= Limits.datagram else { return [] }
        guard let reading = try? SIPReading(message) else { return [] }
        guard let method = reading.message.method else { return receiveResponse(reading.message) }
        do throws(WireError) {
            return receive(try SIPRequest(reading), on: flow, at: now)
        } catch {
            guard method != .ack else { return [] }
            return refuseStatelessly(reading.message.headers, method, error, on: flow)
        }
    }

    /// Does what is due: retransmissions, time-outs, session expiry.
    package mutating func advance(to now: Duration) -> [UserAgentAction] {
        var actions: [UserAgentAction] = []
        while let (name, deadline) = timers.popDue(at: now) { actions += fire(name, deadline, now) }
        return actions
    }

    /// From now on new INVITEs and OPTIONS get 503 with Retry-After; running dialogs go on.
    package mutating func drain() { isDraining = true }

    private func refuseStatelessly(
        _ headers: SIPHeaders,
        _ method: SIPMethod,
        _ fault: WireError,
        on flow: SIPFlow
    ) -> [UserAgentAction] {
        let status: SIPStatus =
            switch fault {
            case .unsupportedVersion: .versionNotSupported
            case .tooLarge: .messageTooLarge
            default: .badRequest
            }
        let via = headers.list(.via).first.flatMap { try? SIPVia($0) }
        let template = ResponseTemplate(headers, via: via, from: flow)
        let tag = tokens.tag(for: headers[.callID] ?? "", headers[.cseq] ?? "")
        let sent = UserAgentAction.send(template.response(status, toTag: tag, headers: serverHeaders), template.flow)
        guard method == .invite, let callID = headers[.callID], headers[.to]?.contains(";tag=") != true else {
            return [sent]
        }
        let refused = RefusedInvitation(
            callID: callID,
            status: status.code,
            reason: status.reason,
            headers: headers,
            flow: flow
        )
        return [sent, .refused(refused)]
    }

    var serverHeaders: [SIPHeader] { [SIPHeader(.server, configuration.product)] }
}

/// The source of tags and branches.
struct TokenSource: Sendable {
    private var random: any RandomNumberGenerator & Sendable
    private let salt: UInt64

    init(_ random: some RandomNumberGenerator & Sendable) {
        var random = random
        salt = random.next()
        self.random = random
    }

    /// 64 random bits in hex.
    mutating func token() -> String { String(random.next() as UInt64, radix: 16) }

    /// The same tag for the same request, for answers that leave no state behind (RFC 3261 §8.2.7).
    func tag(for parts: String...) -> String {
        var hash = 0xCBF2_9CE4_8422_2325 ^ salt
        for byte in parts.joined(separator: "\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return String(hash, radix: 16)
    }
}
