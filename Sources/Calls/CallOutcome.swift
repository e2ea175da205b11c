/// A call's facts with nobody's personal data in them: what may be stored.
package struct CallFacts: Hashable, Sendable, Codable {
    package var id: CallID
    package var start: UTCTime
    package var answered: UTCTime?
    package var end: UTCTime?
    package var direction: Direction
    package var channel: ContactChannel
    package var outcome: Outcome
    /// Keyed pseudonym of the customer's number: the same caller has the same token everywhere.
    package var customer: String?
    package var dialled: String?
    package var queue: String?
    package var campaign: String?
    package var agent: String?
    package var wait: Milliseconds?
    package var handle: HandleTime
    package var hungUpBy: PartyRole?
    package var transfers: Int
    package var survey: Survey?
    package var legs: [Leg]
    package var sources: [SourceLine]
    /// A hash of the switch's own name of the call; it says nothing to anyone who does not know the name.
    package var switchKey: Int?
    /// The call that this is another recording of: whatever counts calls leaves it out.
    package var duplicateOf: CallID?

    /// Takes over everything but the parties, of whom only the pseudonym `customer` remains.
    package init(of call: Call, customer: String?) {
        id = call.id
        start = call.start
        answered = call.answered
        end = call.end
        direction = call.direction
        channel = call.channel
        outcome = call.outcome
        self.customer = customer
        dialled = call.dialled
        queue = call.queue
        campaign = call.campaign
        agent = call.agent
        wait = call.wait
        handle = call.handle
        hungUpBy = call.hungUpBy
        transfers = call.transfers
        survey = call.survey
        legs = call.legs
        sources = call.sources
        switchKey = call.switchKey
        duplicateOf = call.duplicateOf
    }
}

/// What was masked, where and how; the value itself is nowhere in it.
package struct MaskEntry: Hashable, Sendable, Codable {
    /// Where the personal data stood, such as `transcript`, `audio`, `cdr.customer` or `fileName`.
    package var place: String
    package var turn: Int?
    package var channel: Int?
    /// The time that was muted, padding included; nil for text that has no sound.
    package var span: TimeSpan?
    /// The canonical entity type, such as `CARD`, `CN_ID`, `CN_MOBILE`, `EMAIL` or `PERSON`.
    package var type: String
    /// `remove`, `replace`, `keep`, `pseudonym`, `mute`.
    package var `operator`: String
    /// Keyed token of the value; nil where policy forbids even that (security codes, PINs).
    package var token: String?
    /// What found it: detector and cue.
    package var rule: String
    /// 0 to 1; nil where it is certain.
    package var confidence: Double?
    /// SHA-256 of the policy it was masked under, lower-case hex.
    package var policy: String?

    package init(
        place: String,
        turn: Int? = nil,
        channel: Int? = nil,
        span: TimeSpan? = nil,
        type: String,
        operator: String,
        token: String? = nil,
        rule: String,
        confidence: Double? = nil,
        policy: String? = nil
    ) {
        self.place = place
        self.turn = turn
        self.channel = channel
        self.span = span
        self.type = type
        self.operator = `operator`
        self.token = token
        self.rule = rule
        self.confidence = confidence
        self.policy = policy
    }
}

/// Why there are no words, sound or score where one would expect them.
package struct Problem: Hashable, Sendable, Codable {
    /// The step that met it, such as `recording`, `transcript`, `speech` or `rules`.
    package var stage: String
    /// What is wrong, without anything from the content of the file.
    package var message: String
    /// What to do about it.
    package var mend: String

    package init(stage: String, message: String, mend: String) {
        self.stage = stage
        self.message = message
        self.mend = mend
    }
}

/// Everything the night knows about one call, masked: the value that leaves the per-call function and enters the archive.
package struct CallOutcome: Hashable, Sendable, Codable {
    package var facts: CallFacts
    /// SHA-256 of the recording as it was received, lower-case hex; nil for a call without one.
    package var recording: String?
    package var measures: Measures?
    /// Masked.
    package var transcript: Transcript?
    package var evaluation: Evaluation?
    package var masks: [MaskEntry]
    package var problems: [Problem]

    package init(
        facts: CallFacts,
        recording: String? = nil,
        measures: Measures? = nil,
        transcript: Transcript? = nil,
        evaluation: Evaluation? = nil,
        masks: [MaskEntry] = [],
        problems: [Problem] = []
    ) {
        self.facts = facts
        self.recording = recording
        self.measures = measures
        self.transcript = transcript
        self.evaluation = evaluation
        self.masks = masks
        self.problems = problems
    }
}
