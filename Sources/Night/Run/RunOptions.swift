package import Foundation
package import Report

/// What a run is asked to do.
package struct RunOptions: Sendable {
    /// Only calls that started in this window; nil means all that wait.
    package var window: Window?
    /// Calls worked on at once.
    package var jobs: Int
    /// Say what would be done and change nothing.
    package var isDryRun: Bool
    /// The program that works on single calls: this one.
    package var program: URL
    /// For the work on one call; what takes longer is given up.
    package var timeLimit: Duration
    /// Does the work on calls elsewhere; nil for worker processes on this machine.
    package var engine: ClusterEngine?
    /// The work on some calls, done before this run: it takes these over and leaves all others in the inbox.
    package var results: MapResults?
    /// What all workers together may use, in bytes; nil for no limit.
    package var memory: Int?
    /// Of calls that came without a recording so many are held at a time; fewer of those with one.
    package var callsAtOnce: Int
    /// Whether the run is to end before all calls are done.
    package let stop = StopRequest()

    package init(
        window: Window? = nil,
        jobs: Int,
        isDryRun: Bool = false,
        program: URL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath(),
        timeLimit: Duration = .seconds(3600),
        memory: Int? = nil,
        engine: ClusterEngine? = nil,
        results: MapResults? = nil,
        callsAtOnce: Int = Self.mostCallsAtOnce
    ) {
        self.callsAtOnce = callsAtOnce
        self.engine = engine
        self.results = results
        self.window = window
        self.isDryRun = isDryRun
        self.program = program
        self.timeLimit = timeLimit
        self.memory = memory
        self.jobs = max(1, min(jobs, memory.map { $0 / Self.leastMemory } ?? jobs))
    }

    /// Some 60 MB of them.
    package static let mostCallsAtOnce = 20_000

    /// What one worker may use, in bytes.
    var memoryOfEach: Int? { memory.map { max($0 / jobs, Self.leastMemory) } }

    /// What the work on a call of two hours takes, with room to spare: 256 MiB.
    private static var leastMemory: Int { 256 << 20 }
}
