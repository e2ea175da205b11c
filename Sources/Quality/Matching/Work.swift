/// What may be done for one call, in steps that each take some nanoseconds.
///
/// It is counted and not timed, so that the same call always gets the same verdict. Literal phrases are found in one
/// pass, whatever their number, and are not counted; expressions, similar words and repetitions are, and so is each
/// place that is looked at. When it is used up, what is left cannot be judged, and says so.
final class Work {
    /// About a second.
    static let perCall = 100_000_000

    private(set) var left: Int

    init(_ steps: Int = Work.perCall) { left = steps }

    var isUsedUp: Bool { left <= 0 }

    func use(_ steps: Int) { left -= steps }
}
