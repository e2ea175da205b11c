/// Personal data of a conversation, which may be told in several pieces.
struct PersonalFinding {
    struct Part {
        var turn: Int
        /// Offsets in the turn's Unicode scalars.
        var range: Range<Int>
        /// Which digits of the whole row this part holds; empty for what is no number.
        var digits: Range<Int>
    }

    var type: EntityType
    var rule: String
    var confidence: Double
    /// The value in one canonical form: digits, an address, a name in lower case.
    var value: String
    /// All digits as they were told, corrections included.
    var told: [UInt8]
    var parts: [Part]
}

/// One turn of a conversation, as the detectors see it.
struct Statement {
    var prose: Prose
    /// Equal for turns of one party.
    var speaker: Int
}
