/// What every response to one request repeats from it (RFC 3261 §8.2.6), and where it goes (§18.2.2, RFC 3581 §4).
struct ResponseTemplate: Sendable {
    let flow: SIPFlow
    /// Via, From, Call-ID, CSeq, Timestamp.
    private let echoed: [SIPHeader]
    private let to: SIPHeader?
    let recordRoutes: [SIPHeader]
    private let needsTag: Bool

    /// `via` is the topmost hop, where it could be read.
    init(_ headers: SIPHeaders, via: SIPVia?, from flow: SIPFlow) {
        var fields = headers.fields
        var reply = flow
        if let via, let index = fields.firstIndex(where: { $0.name == .via }) {
            let stamped = Self.stamped(via, flow)
            if stamped != via {
                let others = fields[index].value.splitAtTopLevelCommas().dropFirst()
                let value = ([Array(stamped.text.utf8)] + others).joined(separator: ", ".utf8)
                fields[index].value = Array(value)
            }
            if flow.transport == .udp, via.parameters["rport"] == nil { reply.remotePort = via.port ?? 5060 }
        }
        self.flow = reply
        let names: Set<SIPHeaderName> = [.via, .from, .callID, .cseq, .timestamp]
        echoed = fields.filter { names.contains($0.name) }
        recordRoutes = fields.filter { $0.name == .recordRoute }
        to = fields.first { $0.name == .to }
        needsTag = to.map { (try? SIPAddress($0.value))?.tag == nil && !$0.text.contains(";tag=") } ?? false
    }

    /// Notes where the request really came from, if its sender asks or does not know.
    private static func stamped(_ via: SIPVia, _ flow: SIPFlow) -> SIPVia {
        var via = via
        if via.parameters["rport"] != nil {
            via.parameters.set("rport", String(flow.remotePort))
            via.parameters.set("received", flow.remoteAddress)
        } else if via.host != flow.remoteAddress {
            via.parameters.set("received", flow.remoteAddress)
        }
        return via
    }

    func response(_ status: SIPStatus, toTag: String?, headers: [SIPHeader] = [], body: [UInt8] = []) -> [UInt8] {
        var fields = echoed
        if var to {
            if needsTag, let toTag { to.value += ";tag=\(toTag)".utf8 }
            fields.append(to)
        }
        return SIPMessage(
            start: .response(status: status.code, reason: status.reason),
            headers: SIPHeaders(fields + headers),
            body: body
        ).bytes
    }
}
