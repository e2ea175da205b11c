/// The name of a dialog on our side (RFC 3261 §12): stable from the INVITE to the end.
package struct DialogID: Hashable, Sendable {
    package var callID: String
    package var localTag: String
    /// Empty for a peer of RFC 2543 that gave none.
    package var remoteTag: String

    package init(callID: String, localTag: String, remoteTag: String) {
        self.callID = callID
        self.localTag = localTag
        self.remoteTag = remoteTag
    }
}

/// What `UserAgentServer` wants done or has to tell, in this order.
package enum UserAgentAction: Equatable, Sendable {
    case send([UInt8], SIPFlow)
    /// A new dialog asks to be accepted or rejected; 100 Trying has gone out.
    case invited(Invitation)
    /// A change within a dialog; see `Change.needsAnswer`.
    case changed(DialogID, Change)
    /// The ACK to an accepted INVITE or re-INVITE came, with the answer where our 200 carried the offer.
    case established(DialogID, answer: SessionDescription?)
    /// The dialog is over and forgotten.
    case ended(DialogID, EndReason)
    /// An INVITE for a new dialog was refused before anybody was asked, so that it can be accounted for.
    case refused(RefusedInvitation)
}

/// An INVITE that was answered with a refusal, by the server or by its caller.
package struct RefusedInvitation: Equatable, Sendable {
    package var callID: String
    package var status: Int
    /// The phrase of the answer: our words, nothing of the peer's.
    package var reason: String
    package var headers: SIPHeaders
    package var flow: SIPFlow

    package init(callID: String, status: Int, reason: String, headers: SIPHeaders, flow: SIPFlow) {
        self.callID = callID
        self.status = status
        self.reason = reason
        self.headers = headers
        self.flow = flow
    }
}

/// An INVITE outside a dialog.
package struct Invitation: Equatable, Sendable {
    package var dialog: DialogID
    package var requestURI: SIPURI
    package var from: SIPAddress
    package var to: SIPAddress
    package var contact: SIPAddress?
    /// All header fields, for those that only some peers send.
    package var headers: SIPHeaders
    /// Nil for an INVITE without an offer: the 200 must then carry ours.
    package var offer: SessionDescription?
    package var metadata: RecordingMetadata?
    /// Why `metadata` is nil although there was such a part.
    package var metadataFault: WireError?
    /// The part as it came, for what vendors put into it beside what is read here; nil where it is not UTF-8.
    package var metadataText: String?
    /// A recording client speaks (RFC 7866): by option tag, feature tag or metadata; otherwise a plain call.
    package var isRecordingSession: Bool
    package var flow: SIPFlow

    package var callID: String { dialog.callID }
}

/// A re-INVITE or an UPDATE.
package struct Change: Equatable, Sendable {
    /// Whether to answer it with `accept` or `reject`; where not, the server has answered already and only tells.
    package var needsAnswer: Bool
    package var offer: SessionDescription?
    package var metadata: RecordingMetadata?
    package var metadataFault: WireError?
    /// The part as it came; nil where there was none, or it is not UTF-8.
    package var metadataText: String?
    package var headers: SIPHeaders
}

package enum EndReason: Equatable, Sendable {
    package enum Side: Sendable { case local, remote }

    case bye(Side)
    /// CANCEL came before we answered.
    case cancelled
    /// Our 200 was never acknowledged (64·T1); BYE was sent.
    case noACK
    /// The peer did not refresh the session (RFC 4028); BYE was sent.
    case sessionExpired
    case rejected(status: Int)
}
