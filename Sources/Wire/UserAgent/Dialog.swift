/// One dialog as its callee sees it (RFC 3261 §12).
struct Dialog: Sendable {
    /// A request whose answer is awaited from the caller of `accept` and `reject`.
    struct Pending: Sendable {
        var key: TransactionKey
        var cseq: Int
        var hasOffer: Bool
        var sessionTimer: SessionTimer?
        var contact: SIPURI?
    }

    /// A 200 to an INVITE that waits for its ACK.
    struct Unacknowledged: Sendable {
        var cseq: Int
        var response: [UInt8]
        var flow: SIPFlow
        var interval = SIPTimer.t1
        /// The 200 carried our offer, so that the ACK must carry the answer.
        var awaitsAnswer: Bool
    }

    let id: DialogID
    let isRecordingSession: Bool
    /// To, as we answered it: our side of the dialog.
    let local: [UInt8]
    /// From, as it came: the peer's side.
    let remote: [UInt8]
    let routes: [[UInt8]]
    /// The peer's Via names another address than the one it sends from: its Contact cannot be reached then.
    let isBehindNAT: Bool
    var remoteTarget: SIPURI
    var remoteCSeq: Int
    var localCSeq = 0
    /// Of the last request.
    var flow: SIPFlow
    var isEstablished = false
    var pending: Pending?
    var unacknowledged: Unacknowledged?
    /// BYE has to wait for the ACK (RFC 3261 §15).
    var hangsUpOnACK = false

    init(_ request: SIPRequest, id: DialogID, isRecordingSession: Bool, on flow: SIPFlow) {
        self.id = id
        self.isRecordingSession = isRecordingSession
        let headers = request.headers
        local = (headers.all(.to).first?.value ?? []) + Array(";tag=\(id.localTag)".utf8)
        remote = headers.all(.from).first?.value ?? []
        routes = headers.list(.recordRoute)
        isBehindNAT = request.via.host.isNumericAddress && request.via.host != flow.remoteAddress
        remoteTarget = request.contact?.uri ?? request.from.uri
        remoteCSeq = request.cseq.number
        self.flow = flow
    }

    /// Where a request of ours goes: the connection the peer uses, or over UDP the first route or its Contact, as far
    /// as that is a numeric address; names are not resolved here.
    var requestFlow: SIPFlow {
        guard flow.transport == .udp, !isBehindNAT else { return flow }
        let hop = routes.first.flatMap { try? SIPAddress($0).uri } ?? remoteTarget
        guard hop.host.isNumericAddress else { return flow }
        var flow = flow
        flow.remoteAddress = hop.host
        flow.remotePort = hop.port ?? 5060
        return flow
    }

    /// A request within the dialog; every call takes the next sequence number.
    mutating func request(_ method: SIPMethod, branch: String, product: String) -> [UInt8] {
        localCSeq += 1
        let flow = requestFlow
        let via = SIPVia(
            transport: flow.transport.rawValue.uppercased(),
            host: flow.localAddress,
            port: flow.localPort,
            branch: branch
        )
        var headers = SIPHeaders([SIPHeader(.via, via.text)])
        headers.append(.maxForwards, "70")
        headers.fields += routes.map { SIPHeader(.route, $0) }
        headers.fields += [SIPHeader(.from, local), SIPHeader(.to, remote)]
        headers.append(.callID, id.callID)
        headers.append(.cseq, "\(localCSeq) \(method)")
        headers.append(.userAgent, product)
        return SIPMessage(start: .request(method: method, uri: remoteTarget.text), headers: headers).bytes
    }
}

extension String {
    /// An IPv4 or IPv6 address and not a name.
    fileprivate var isNumericAddress: Bool {
        contains(":") || (!isEmpty && utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") })
    }
}
