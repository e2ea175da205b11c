internal import Calls

/// Whether a condition holds for a call, and what shows it.
struct Judgement {
    enum Truth: Equatable {
        case holds
        case fails
        /// The call lacks what the condition is about: said in a few words.
        case unknown(String)
    }

    var truth: Truth
    /// What was found where the condition holds; where it fails, the window that was searched or the value measured.
    var evidence: [Evidence] = []

    static func unknown(_ reason: String) -> Self { Self(truth: .unknown(reason)) }

    init(truth: Truth, evidence: [Evidence] = []) {
        self.truth = truth
        self.evidence = evidence
    }

    init(_ holds: Bool, _ evidence: [Evidence]) {
        self.init(truth: holds ? .holds : .fails, evidence: evidence)
    }

    static prefix func ! (judgement: Self) -> Self {
        switch judgement.truth {
        case .holds: Self(truth: .fails, evidence: judgement.evidence)
        case .fails: Self(truth: .holds, evidence: judgement.evidence)
        case .unknown: judgement
        }
    }
}

extension [Judgement] {
    /// At least `count` of these hold (Kleene: unknown only where the unknown ones decide).
    func atLeast(_ count: Int) -> Judgement {
        let holding = filter { $0.truth == .holds }
        let failing = filter { $0.truth == .fails }
        if holding.count >= count { return Judgement(true, holding.flatMap(\.evidence)) }
        if self.count - failing.count < count { return Judgement(false, failing.flatMap(\.evidence)) }
        return first { $0.truth != .holds && $0.truth != .fails } ?? Judgement(false, [])
    }
}
