package import Calls

extension RetentionPolicy {
    /// No call that began at or after this instant can be due at `asOf`; nil where no rule lets anything go.
    ///
    /// It saves looking at the others. A clock other than the call's own end may have started long before the call.
    package func dueBefore(_ asOf: UTCTime) -> UTCTime? {
        let ending = rules.filter { $0.destroy != nil }
        guard !ending.isEmpty else { return nil }
        guard ending.allSatisfy({ $0.clock == .callEnd }) else { return UTCTime(milliseconds: .max) }
        let days = ending.compactMap { $0.destroy?.leastDays }.min() ?? 0
        return asOf + Milliseconds(-max(0, days - 1) * 86_400_000)
    }
}

extension Period {
    /// How many days the period has at least.
    fileprivate var leastDays: Int {
        switch self {
        case .days(let count): count
        case .months(let count): count * 28
        case .years(let count): count * 365
        }
    }
}
