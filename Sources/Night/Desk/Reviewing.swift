package import Archive
package import Calls
import Foundation
import Masking
import Quality
import Vault

extension Site {
    /// Puts calls before people: those that failed worst, those that a signal marks, and a fair sample of all.
    ///
    /// Half of the places go to the calls most worth an ear, half to a sample in which every agent is heard about equally
    /// often, so that nobody is judged by bad calls alone. Calls that were reviewed before are left out.
    ///
    /// Hands back the at most `count` reviews that entered the queue; the same seed draws the same sample.
    package func planReviews(_ query: CallQuery, count: Int, seed: UInt64) throws -> [Review] {
        let known = Set(try archive.reviews().map(\.call))
        var heard: [String: Int] = [:]
        var candidates: [ReviewCandidate] = []
        var spoken: [(id: CallID, agent: String)] = []
        try forEachCall(query) { call in
            let agent = call.facts.agent ?? ""
            if known.contains(call.facts.id) {
                heard[agent, default: 0] += 1
            } else if let evaluation = call.evaluation, call.facts.outcome == .answered {
                if let candidate = ReviewCandidate(call.facts.id, evaluation) { candidates.append(candidate) }
                if !agent.isEmpty { spoken.append((call.facts.id, agent)) }
            }
        }
        var reasons: [(call: CallID, reason: String)] = candidates.sorted().prefix((count + 1) / 2)
            .map { ($0.call, $0.reason) }
        let chosen = Set(reasons.map(\.call))
        let rest = spoken.filter { !chosen.contains($0.id) }
        reasons += fairSample(of: rest, heard: heard, count: count - reasons.count, seed: seed)
            .map { ($0, "sample") }
        let now = Clock.now
        let reviews = reasons.map { Review(call: $0.call, reason: $0.reason, updated: now) }
        for review in reviews { try enter(review) }
        return reviews
    }

    /// Moves a review on; notes are masked before they are kept.
    ///
    /// - Throws: `NightError.noSuchCall` for a call that is not in the archive.
    package func review(
        _ id: CallID,
        _ status: ReviewStatus,
        reviewer: String? = nil,
        note: String? = nil,
        dispute: String? = nil
    ) throws -> Review {
        guard try archive.contains(id) else { throw NightError.noSuchCall }
        var review = try archive.review(of: id) ?? Review(call: id, reason: "chosen", updated: Clock.now)
        review.status = status
        review.updated = Clock.now
        if let reviewer { review.reviewer = reviewer }
        let masker = Masker(policy: .default) { _, _ in "no-key" }
        if let note { review.note = masker.mask(text: note).0 }
        if let dispute { review.dispute = masker.mask(text: dispute).0 }
        try enter(review)
        return review
    }

    private func enter(_ review: Review) throws {
        let event = PendingEvent(
            time: review.updated.milliseconds,
            act: AuditAct.reviewed.rawValue,
            object: review.call.description,
            details: ["status": review.status.rawValue]
        )
        try archive.set(review, events: [event])
        try flushAudit()
    }
}

/// A call that somebody should hear, and why; the worst comes first.
private struct ReviewCandidate: Comparable {
    var call: CallID
    var reason: String
    private var rank: Int
    private var score: Double

    /// Nil for a call in which nothing failed.
    init?(_ call: CallID, _ evaluation: Evaluation) {
        let failed = evaluation.findings.filter { $0.verdict == .failed }
        guard !failed.isEmpty else { return nil }
        let isFatal = failed.contains(where: \.isFatal)
        let isSignal = failed.contains { $0.weight == 0 && $0.severity >= .major }
        self.call = call
        (reason, rank) = isFatal ? ("fatal", 0) : isSignal ? ("signal", 1) : ("worst", 2)
        score = evaluation.score ?? 100
    }

    static func < (a: Self, b: Self) -> Bool { (a.rank, a.score, a.call) < (b.rank, b.score, b.call) }
}
