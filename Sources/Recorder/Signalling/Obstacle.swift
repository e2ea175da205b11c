/// Why an INVITE or a change of a call is refused.
struct Obstacle: Equatable {
    /// What SIP says of it.
    let status: Int
    let phrase: String
    /// What the CDR says of it.
    let reason: String

    static let nothingToRecord = Obstacle(
        status: 488,
        phrase: "Not Acceptable Here",
        reason: "nothing that can be recorded was offered"
    )
    static let noFile = Obstacle(
        status: 500,
        phrase: "Server Internal Error",
        reason: "the recording's file could not be made"
    )

    /// The recorder could, but must not, for the sake of the calls that run.
    static func busy(_ reason: String) -> Obstacle {
        Obstacle(status: 503, phrase: "Service Unavailable", reason: reason)
    }
}
