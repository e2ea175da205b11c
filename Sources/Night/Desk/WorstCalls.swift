package import Archive
package import Calls

extension Site {
    /// The calls of a query with the lowest scores, the lowest first; calls without a score are left out.
    package func worstCalls(_ query: CallQuery, count: Int) throws -> [CallOutcome] {
        let scored = try archive.outcomes(query).compactMap { call in
            call.evaluation?.score.map { (score: $0, call: call) }
        }
        let worst = scored.sorted { ($0.score, $0.call.facts.id) < ($1.score, $1.call.facts.id) }
        return worst.prefix(max(0, count)).map(\.call)
    }
}
