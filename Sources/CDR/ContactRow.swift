package import Calls

/// A row of a switch that writes one record for a contact, or one for each agent's part in it.
package struct ContactRow: Hashable, Sendable {
    package var source: SourceLine
    /// What ids of such calls begin with: tells one switch's names of calls from another's.
    package var idPrefix: String
    /// The switch's name of the contact, the same for all its parts.
    package var call: String
    /// The switch's name of this part, where it has one.
    package var part: String?
    /// Of two rows about the same part the one with the higher revision counts.
    package var revision = 0
    /// True for a row about the other end of a conversation of which the first end has a row of its own.
    package var isPeer = false
    package var start: UTCTime
    /// When the customer began to wait for a person, where that is not the start.
    package var queued: UTCTime?
    package var answered: UTCTime?
    package var end: UTCTime?
    package var direction: Direction?
    package var channel = ContactChannel.voice
    package var outcome: Outcome
    package var customer: Party?
    package var dialled: String?
    package var queue: String?
    package var campaign: String?
    package var agent: String?
    /// The menu that the customer was in, where the row is a stay in one.
    package var menu: String?
    package var wait: Milliseconds?
    package var handle = HandleTime()
    package var hungUpBy: PartyRole?
    /// Transfers within this part.
    package var transfers = 0
    package var recording: String?
    /// What was written in this part.
    package var written: Conversation?
    package var survey: Survey?

    init(source: SourceLine, idPrefix: String, call: String, start: UTCTime, outcome: Outcome) {
        self.source = source
        self.idPrefix = idPrefix
        self.call = call
        self.start = start
        self.outcome = outcome
    }

    /// The same for all rows of one call.
    var group: UInt64 { Hash64.of((Array(idPrefix.utf8) + [0] + Array(call.utf8)).span) }
}
