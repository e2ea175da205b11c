/// What was agreed on keeping a session alive (RFC 4028): the peer refreshes, or we let go.
struct SessionTimer: Equatable, Sendable {
    /// Seconds.
    var interval: Int

    /// When a session that was not refreshed is given up: a third of the interval before its end, 32 s at most (§10).
    var expiry: Duration { .seconds(interval - min(32, interval / 3)) }

    var headers: [SIPHeader] {
        [SIPHeader(.sessionExpires, "\(interval);refresher=uac"), SIPHeader(.require, "timer")]
    }

    enum Offer: Equatable {
        /// No timer was asked for, or one that we would have to refresh, which we leave unagreed.
        case none
        case agreed(SessionTimer)
        case tooSmall
    }

    /// What to answer to the timer that a request offers.
    static func offered(in headers: SIPHeaders, minimum: Int) throws(WireError) -> Offer {
        guard let value = try headers.only(.sessionExpires, .sessionExpires) else { return .none }
        var scanner = ByteScanner(value, reading: .sessionExpires)
        let interval = try scanner.number(upTo: 0x7FFF_FFFF)
        let parameters = try SIPParameters(&scanner)
        // A timer that a proxy put in for a peer who cannot refresh is left alone, too.
        let canRefresh = (headers.tokens(.supported) + headers.tokens(.require)).contains("timer")
        guard canRefresh, parameters["refresher"] != "uas" else { return .none }
        guard interval >= minimum else { return .tooSmall }
        return .agreed(SessionTimer(interval: interval))
    }
}
