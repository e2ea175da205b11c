import Calls

extension CallID {
    /// A call id that a test writes down; a name that is none is a mistake in the test.
    static func sample(_ name: String) -> CallID {
        guard let id = CallID(name) else { preconditionFailure("not a call id") }
        return id
    }
}

extension CallFacts {
    /// An inbound call with only what a test is about.
    static func sample(
        _ id: String,
        at start: UTCTime = UTCTime(seconds: 1_795_132_800),
        _ outcome: Outcome = .answered,
        wait: Double? = nil,
        handle: HandleTime = HandleTime(),
        direction: Direction = .inbound,
        queue: String? = nil,
        agent: String? = nil,
        csat: Int? = nil,
        nps: Int? = nil
    ) -> CallFacts {
        let call = Call(
            id: .sample(id),
            start: start,
            direction: direction,
            outcome: outcome,
            queue: queue,
            agent: agent,
            wait: wait.map(Milliseconds.init(seconds:)),
            handle: handle,
            survey: Survey(csat: csat, nps: nps)
        )
        return CallFacts(of: call, customer: nil)
    }
}

extension HandleTime {
    /// In seconds.
    static func seconds(_ talk: Int, hold: Int? = nil, acw: Int? = nil) -> HandleTime {
        HandleTime(
            talk: Milliseconds(talk * 1000),
            hold: hold.map { Milliseconds($0 * 1000) },
            acw: acw.map { Milliseconds($0 * 1000) }
        )
    }
}

extension TimeSpan {
    /// From one second of a recording to another.
    static func seconds(_ start: Double, _ end: Double) -> TimeSpan {
        TimeSpan(start: Milliseconds(seconds: start), end: Milliseconds(seconds: end))
    }
}

extension Turn {
    /// A turn of words spread evenly over a stretch of seconds.
    static func said(_ role: PartyRole, _ text: String, from start: Double, to end: Double) -> Turn {
        let words = text.split(separator: " ")
        let step = (end - start) / Double(max(1, words.count))
        return Turn(
            role: role,
            channel: role == .agent ? 1 : 0,
            words: words.enumerated().map { index, word in
                Word(String(word), .seconds(start + step * Double(index), start + step * Double(index + 1)))
            }
        )
    }
}
