/// A request whose mandatory headers are read and found in order (RFC 3261 §8.1.1, §8.2).
struct SIPRequest {
    let message: SIPMessage
    let method: SIPMethod
    let uri: SIPURI
    let vias: [SIPVia]
    let via: SIPVia
    let from: SIPAddress
    let to: SIPAddress
    let callID: String
    let cseq: SIPCSeq
    let contact: SIPAddress?

    var headers: SIPHeaders { message.headers }

    init(_ reading: SIPReading) throws(WireError) {
        if let fault = reading.fault { throw fault }
        message = reading.message
        guard case .request(let method, let uri) = message.start else { throw .malformed(.startLine, at: 0) }
        self.method = method
        let headers = message.headers
        var vias: [SIPVia] = []
        for hop in headers.list(.via) { vias.append(try SIPVia(hop)) }
        guard let via = vias.first else { throw .missing(.via) }
        (self.vias, self.via) = (vias, via)
        guard let from = try headers.only(.from, .address), let to = try headers.only(.to, .address) else {
            throw .missing(.address)
        }
        self.from = try SIPAddress(from)
        self.to = try SIPAddress(to)
        callID = try Self.callID(headers)
        guard let cseq = try headers.only(.cseq, .cseq) else { throw .missing(.cseq) }
        self.cseq = try SIPCSeq(cseq)
        guard self.cseq.method == method else { throw .malformed(.cseq, at: 0) }
        // None left is a proxy's business (483): the request has arrived (RFC 4475 §3.3.11).
        if let hops = try headers.only(.maxForwards, .maxForwards) {
            guard let hops = Int(decimal: hops), hops <= 255 else { throw .malformed(.maxForwards, at: 0) }
        }
        contact = try Self.contact(headers, of: method)
        self.uri = try SIPURI(uri)
        guard self.uri.headers.isEmpty else { throw .malformed(.uri, at: 0) }
    }

    private static func callID(_ headers: SIPHeaders) throws(WireError) -> String {
        guard let value = try headers.only(.callID, .callID), !value.isEmpty else { throw .missing(.callID) }
        guard !value.contains(where: { $0 <= .space || $0 == 0x7F }) else { throw .malformed(.callID, at: 0) }
        return String(decoding: value, as: UTF8.self)
    }

    /// Of the methods that make or refresh a dialog; a REGISTER's many contacts are none of our business.
    private static func contact(_ headers: SIPHeaders, of method: SIPMethod) throws(WireError) -> SIPAddress? {
        guard method == .invite || method == .update, let first = headers.list(.contact).first else { return nil }
        return try SIPAddress(first)
    }
}
