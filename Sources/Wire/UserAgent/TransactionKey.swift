/// What makes two requests the same transaction (RFC 3261 §17.2.3).
struct TransactionKey: Hashable, Sendable {
    /// INVITE for an ACK, too.
    let method: SIPMethod
    private let identity: [String]

    init(_ request: SIPRequest, method: SIPMethod? = nil) {
        let method = method ?? request.method
        self.method = method == .ack ? .invite : method
        let via = request.via
        let sentBy = "\(via.host):\(via.port ?? 5060)"
        if let branch = via.branch {
            identity = [branch, sentBy]
        } else {
            // RFC 2543 gave no unique branch: the call, the sender and the top Via stand for it.
            identity = [request.callID, request.from.tag ?? "", String(request.cseq.number), via.text, sentBy]
        }
    }
}

/// What two requests share that took different ways to us (RFC 3261 §8.2.2.2).
struct MergeKey: Hashable, Sendable {
    let callID: String
    let fromTag: String
    let cseq: SIPCSeq

    /// Nil for a request within a dialog, and for peers without a tag.
    init?(_ request: SIPRequest) {
        guard request.to.tag == nil, let tag = request.from.tag else { return nil }
        (callID, fromTag, cseq) = (request.callID, tag, request.cseq)
    }
}
