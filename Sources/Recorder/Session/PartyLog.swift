internal import Calls
internal import Wire

/// Who was heard on which channel, from when to when.
struct PartyLog: Equatable, Sendable {
    private struct Presence: Equatable, Sendable {
        var channel: Int
        var party: RecordedParty
        var since: Milliseconds

        /// Parties are told apart by their address, those without one by their name.
        func isOf(_ other: RecordedParty) -> Bool { (party.aor ?? party.name) == (other.aor ?? other.name) }
    }

    private var present: [Presence] = []
    private var over: [RecorderCDR.Stay] = []
    /// What a client may say of one call; further stays are left out.
    private static let limit = 1000

    /// Takes note of who is heard now, by channel.
    mutating func update(_ parties: [[RecordedParty]], at now: Milliseconds) {
        var next: [Presence] = []
        for (channel, parties) in parties.enumerated() {
            for party in parties {
                let known = present.first { $0.channel == channel && $0.isOf(party) }
                next.append(Presence(channel: channel, party: party, since: known?.since ?? now))
            }
        }
        for presence in present {
            guard !next.contains(where: { $0.channel == presence.channel && $0.isOf(presence.party) }) else { continue }
            // Who was named and corrected in the same moment was never there.
            guard now > presence.since, over.count < Self.limit else { continue }
            over.append(Self.stay(presence, until: now))
        }
        present = next
    }

    /// All stays up to `end`; nil where each channel had one party for all the time that it had any.
    func stays(until end: Milliseconds) -> [RecorderCDR.Stay]? {
        let all = over + present.prefix(Self.limit).map { Self.stay($0, until: max(end, $0.since)) }
        guard all.contains(where: { stay in all.count { $0.channel == stay.channel } > 1 }) else { return nil }
        return all.sorted { ($0.channel, $0.span, $0.number ?? "") < ($1.channel, $1.span, $1.number ?? "") }
    }

    private static func stay(_ presence: Presence, until end: Milliseconds) -> RecorderCDR.Stay {
        RecorderCDR.Stay(
            channel: presence.channel,
            number: presence.party.number,
            name: presence.party.name,
            span: TimeSpan(start: presence.since, end: end)
        )
    }
}
