/// One request that we answer, until it cannot come again (RFC 3261 §17.2, RFC 6026).
struct ServerTransaction: Sendable {
    enum State: Sendable {
        /// No final response yet.
        case proceeding
        /// A final response is out; for an INVITE one of 300 or more, waiting for its ACK.
        case completed
        /// The ACK to a refusal came.
        case confirmed
        /// A 2xx to an INVITE is out; the dialog sends it again, not the transaction.
        case accepted
    }

    let template: ResponseTemplate
    let mergeKey: MergeKey?
    /// Whose request it is, where somebody has to decide on it.
    let dialog: DialogID?
    var state = State.proceeding
    /// What a retransmission of the request is answered with.
    var response: [UInt8]?
    var interval = SIPTimer.t1
}

/// The timers of RFC 3261 table 4.
enum SIPTimer {
    /// Round-trip estimate: the first retransmission interval.
    static let t1 = Duration.milliseconds(500)
    /// The longest retransmission interval.
    static let t2 = Duration.seconds(4)
    /// How long a message may live in the network.
    static let t4 = Duration.seconds(5)
    /// 64·T1: when a transaction gives up.
    static let giveUp = Duration.seconds(32)
}

/// What a deadline is for.
enum TimerName: Hashable, Sendable {
    /// A refusal of an INVITE goes out again (timer G).
    case resend(TransactionKey)
    /// A transaction is over (timers H, I, J, L).
    case forget(TransactionKey)
    /// A 200 to an INVITE goes out again.
    case resendAnswer(DialogID)
    /// A 200 to an INVITE was not acknowledged.
    case noACK(DialogID)
    /// The session was not refreshed.
    case sessionExpiry(DialogID)
    /// Our own request, by its branch, goes out again (timer E).
    case resendRequest(String)
    /// Our own request was never answered (timer F).
    case forgetRequest(String)
}
