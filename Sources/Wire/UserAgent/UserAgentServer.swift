/// A SIP user agent server as a pure state machine: messages and the time go in, messages and events come out.
///
/// It holds the transactions and dialogs of a recorder (RFC 3261, 3581, 4028, 6026, 7866), but no socket and no clock:
/// the caller delivers whole messages, carries out each action, and calls `advance` when `nextDeadline` has come.
package struct UserAgentServer: Sendable {
    package let configuration: Configuration

    /// `random` makes tags and branches, which must not be guessable: give the system's generator, except in tests.
    package init(
        configuration: Configuration = Configuration(),
        random: some RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.configuration = configuration
    }

    /// The next instant at which `advance` has something to do, at the earliest; nil where nothing is pending.
    package var nextDeadline: Duration? { nil }

    /// Takes in one whole message.
    package mutating func receive(
        _ message: [UInt8],
        on flow: SIPFlow,
        at now: Duration
    ) -> [UserAgentAction] { [] }

    /// Does what is due: retransmissions, time-outs, session expiry.
    package mutating func advance(to now: Duration) -> [UserAgentAction] { [] }

    /// Answers an invitation or a change with 200 and a session description, sent again until it is acknowledged.
    package mutating func accept(
        _ dialog: DialogID,
        body: [UInt8],
        contentType: String = "application/sdp",
        at now: Duration
    ) -> [UserAgentAction] { [] }

    /// Answers an invitation or a change with a final status of 300 or more; a dialog that was running goes on.
    package mutating func reject(
        _ dialog: DialogID,
        status: Int,
        reason: String,
        headers: [SIPHeader] = [],
        at now: Duration
    ) -> [UserAgentAction] { [] }

    /// Ends a dialog: BYE once it is established, 480 before.
    package mutating func hangUp(_ dialog: DialogID, at now: Duration) -> [UserAgentAction] { [] }

    /// From now on new INVITEs and OPTIONS get 503 with Retry-After; running dialogs go on.
    package mutating func drain() {}
}
