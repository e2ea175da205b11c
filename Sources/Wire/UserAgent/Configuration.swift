extension UserAgentServer {
    /// What one server says of itself and how much it takes on.
    package struct Configuration: Equatable, Sendable {
        /// The text of `Server` and `User-Agent`.
        package var product: String
        /// The user part of our Contact.
        package var user: String
        /// Dialogs at once; one more INVITE is answered 503.
        package var maximumDialogs: Int
        /// Transactions at once; one more request is answered 503 and forgotten.
        package var maximumTransactions: Int
        /// Seconds that a 503 asks a peer to wait.
        package var retryAfter: Int
        /// Seconds: the shortest session timer we agree to (RFC 4028 §4 wants 90 or more).
        package var minimumSessionExpires: Int

        package init(
            product: String = "Aftercall",
            user: String = "recorder",
            maximumDialogs: Int = 10_000,
            maximumTransactions: Int = 40_000,
            retryAfter: Int = 10,
            minimumSessionExpires: Int = 90
        ) {
            self.product = product
            self.user = user
            self.maximumDialogs = maximumDialogs
            self.maximumTransactions = maximumTransactions
            self.retryAfter = retryAfter
            self.minimumSessionExpires = minimumSessionExpires
        }
    }
}
