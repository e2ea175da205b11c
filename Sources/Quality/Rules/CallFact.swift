package import Calls

/// Something that the switch knows of a call, or that the order of its turns shows.
package enum CallFact: Equatable, Sendable {
    /// From answer to hang-up, in seconds.
    case duration(Limit)
    /// Waiting for a human, in seconds.
    case wait(Limit)
    case transfers(Limit)
    case turns(Limit)
    case outcome([Outcome])
    case direction([Direction])
    case queue([String])
    case agent([String])
    case hungUpBy([PartyRole])
    case firstSpeaker([PartyRole])
    case lastSpeaker([PartyRole])
    /// The start of the call on the site's clock, in minutes from midnight, half-open; the end may be past midnight.
    case timeOfDay(from: Int, until: Int)
    /// 1 is Monday.
    case weekday([Weekday])
}

package enum Weekday: String, Equatable, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}
