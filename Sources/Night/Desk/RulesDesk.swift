package import Archive
package import Calls
package import Quality

extension Site {
    /// Why a rule came to its verdict on a stored call, by the words as they were masked.
    ///
    /// - Throws: `NightError.noSuchCall` or `NightError.noSuchRule`.
    package func explain(_ rule: String, call id: CallID, packs: [RulePack]) throws -> Explanation {
        guard let stored = try archive.outcome(of: id) else { throw NightError.noSuchCall }
        let explanation = ruleSet(of: packs).explain(
            rule,
            call: Call(stored.facts),
            measures: stored.measures,
            transcript: stored.transcript,
            titles: settings.site.language.rawValue
        )
        guard let explanation else { throw NightError.noSuchRule(rule) }
        return explanation
    }

    /// What every rule did over the calls of a query, and which phrases nobody said.
    package func coverage(of packs: [RulePack], _ query: CallQuery) throws -> [RuleCoverage] {
        var count = CoverageCount(ruleSet(of: packs))
        try forEachCall(query) { count.add(call: Call($0.facts), measures: $0.measures, transcript: $0.transcript) }
        return count.results
    }

    /// What other packs would change over the calls of a query, were they put in force instead.
    package func difference(to packs: [RulePack], _ query: CallQuery) throws -> RuleDifference {
        var count = DifferenceCount(before: try ruleSet(), after: ruleSet(of: packs))
        try forEachCall(query) { count.add(call: Call($0.facts), measures: $0.measures, transcript: $0.transcript) }
        return count.difference
    }

    /// Visits stored calls one by one, so that memory does not grow with their words.
    func forEachCall(_ query: CallQuery, _ body: (CallOutcome) throws -> Void) throws {
        for id in try archive.facts(query).map(\.id) {
            if let call = try archive.outcome(of: id) { try body(call) }
        }
    }
}

extension Call {
    /// What rules may know of a stored call: everything but the parties.
    init(_ facts: CallFacts) {
        self.init(
            id: facts.id,
            start: facts.start,
            answered: facts.answered,
            end: facts.end,
            direction: facts.direction,
            outcome: facts.outcome,
            dialled: facts.dialled,
            queue: facts.queue,
            agent: facts.agent,
            wait: facts.wait,
            handle: facts.handle,
            hungUpBy: facts.hungUpBy,
            transfers: facts.transfers,
            survey: facts.survey,
            legs: facts.legs,
            sources: facts.sources
        )
    }
}
