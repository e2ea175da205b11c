import Calls
import Foundation
import Synchronization

/// The workers of a night: started as they are needed, used again, and replaced when one crashed.
///
/// At most as many run as calls are worked on at once.
final class WorkerPool: Sendable {
    private let program: URL
    private let arguments: [String]
    private let timeLimit: Duration
    private let idle = Mutex<[Worker]>([])

    init(_ options: RunOptions, workspace: Workspace) {
        program = options.program
        timeLimit = options.timeLimit
        var arguments = ["map", "--worker", "--home", workspace.home.path, "--sealed", workspace.work.path]
        if let memory = options.memoryOfEach { arguments += ["--memory", "\(memory >> 20)"] }
        self.arguments = arguments
    }

    /// Has a worker do the work on a call.
    ///
    /// A recording that crashes two workers, or takes one longer than the limit, is refused, and the call is worked on
    /// without it.
    ///
    /// - Throws: `NightError.workerFails` where that fails, too: then it is not the recording.
    func work(on job: CallJob) throws -> MapOutput {
        var input = MapInput(job)
        if job.recording != nil {
            switch try answer(to: input, attempts: 2) {
            case .output(let output): return output
            case .none(let reason): input.refusal = reason
            }
        }
        guard case .output(let output) = try answer(to: input, attempts: 1) else {
            throw NightError.workerCrashes(call: job.call.id.description)
        }
        return output
    }

    private enum Answer {
        case output(MapOutput)
        /// No attempt came to an answer.
        case none(reason: String)
    }

    private func answer(to input: MapInput, attempts: Int) throws -> Answer {
        let line = Array(try JSONEncoder().encode(input))
        var reason = ""
        for _ in 0..<attempts {
            let worker = try take()
            switch worker.ask(line, within: timeLimit) {
            case .line(let bytes):
                let output = try JSONDecoder().decode(MapOutput.self, from: Data(bytes))
                idle.withLock { $0.append(worker) }
                return .output(output)
            case .ended(.signal(let signal)):
                reason = "the program crashed on it (signal \(signal))"
            case .ended(.timedOut):
                return .none(reason: "the work on it took longer than \(timeLimit.components.seconds) s")
            case .ended(.tooLong):
                return .none(reason: "what it leads to is too large")
            case .ended(.status(let status)):
                throw NightError.workerFails(status: status)
            }
        }
        return .none(reason: reason)
    }

    private func take() throws -> Worker {
        try idle.withLock { $0.popLast() } ?? Worker(program, arguments)
    }
}
