import Calls
package import Foundation

/// A program that spreads the work on calls over other machines, such as `contrib/spark/run.sh`.
///
/// It is called with the path of a file that holds a call a line (`MapInput`) and that of a folder, and ends with 0 when
/// the folder holds a result a line (`MapOutput`) for each. All machines see the workspace in the same place.
package struct ClusterEngine: Sendable {
    package var program: URL
    /// Where the cluster is, in the engine's own words.
    package var master: String?
    /// For the whole job; the engine gives up then.
    package var timeLimit: Duration
    /// Where the facts go as Parquet; nil for nowhere.
    package var facts: URL?

    package init(program: URL, master: String? = nil, timeLimit: Duration, facts: URL? = nil) {
        self.program = program
        self.master = master
        self.timeLimit = timeLimit
        self.facts = facts
    }

    /// Has the work on all calls done and reads the results: one for each call, or none at all.
    func work(on jobs: [CallJob], workspace: Workspace, with aftercall: URL) throws -> [CallID: MapOutput] {
        let folder = workspace.work
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let calls = folder.appending(path: "calls.jsonl")
        let results = folder.appending(path: "results")
        try jobs.map(MapInput.line).joined(separator: "\n").write(to: calls, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = program
        process.arguments = [calls.path, results.path]
        var environment = ProcessInfo.processInfo.environment
        environment["AFTERCALL"] = aftercall.path
        environment["AFTERCALL_HOME"] = workspace.home.path
        environment["AFTERCALL_SEALED"] = folder.path
        environment["AFTERCALL_TIMEOUT"] = "\(timeLimit.components.seconds)"
        if let master { environment["AFTERCALL_MASTER"] = master }
        if let facts { environment["AFTERCALL_FACTS"] = facts.path }
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NightError.engineFails(status: process.terminationStatus) }
        let outputs = try MapOutput.all(in: results)
        return try Self.match(outputs, with: jobs)
    }

    /// Refuses a set in which a call is missing, doubled or unknown.
    static func match(_ outputs: [MapOutput], with jobs: [CallJob]) throws -> [CallID: MapOutput] {
        let pairs = outputs.compactMap { output in output.call.map { ($0, output) } }
        let results = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        guard pairs.count == results.count else { throw MergeError.doubled }
        guard outputs.count == jobs.count, jobs.allSatisfy({ results[$0.call.id] != nil }) else {
            throw MergeError.incomplete(wanted: jobs.count, present: outputs.count)
        }
        return results
    }
}

/// Who does the work on single calls.
enum Crew: Sendable {
    case workers(WorkerPool)
    /// A cluster did it before the commits begin.
    case cluster([CallID: MapOutput])
    /// Somebody did it before this run.
    case nobody(MapResults)

    /// A cluster gets all calls at once, and they are held.
    init(_ options: RunOptions, plan: inout NightPlan, workspace: Workspace) throws {
        if let results = options.results {
            self = .nobody(results)
        } else if let engine = options.engine, plan.callCount > 0 {
            let jobs = try plan.holdAll()
            self = .cluster(try engine.work(on: jobs, workspace: workspace, with: options.program))
        } else {
            self = .workers(WorkerPool(options, workspace: workspace))
        }
    }

    /// The work on a call; on one without files right here, since nothing of it can crash us.
    func work(on job: CallJob, with tools: CallTools) throws -> MapOutput {
        switch self {
        case .workers(let pool):
            return job.hasOnlyRows ? MapOutput(outcome: tools.work(on: job).outcome) : try pool.work(on: job)
        case .cluster(let results):
            guard let output = results[job.call.id] else { throw MergeError.incomplete(wanted: 1, present: 0) }
            return output
        case .nobody(let results): return try results.output(of: job)
        }
    }

    /// Where the workers seal to.
    func folder(in workspace: Workspace) -> URL {
        if case .nobody(let results) = self { results.folder } else { workspace.work }
    }
}
