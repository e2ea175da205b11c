import ArgumentParser
import Foundation
import Night

/// A night from the command line: it can be asked to stop, shows how far it is, and those are told of it whom the settings name.
struct WatchedNight {
    var site: Site
    var options: RunOptions
    var log: RunLog?

    /// - Parameter say: Tells whoever may read it what was done, where there is no log.
    /// - Throws: `ExitCode` 3 where something went wrong for some calls, and what ends the night.
    func run(_ say: (RunSummary) -> Void) async throws {
        let stopping = options.engine == nil ? StopSignals(options.stop) : nil
        defer { withExtendedLifetime(stopping) {} }
        let watch = RunWatch(site)
        do {
            var summary = try await night(watch)
            summary.mishaps += await watch.ended(exitCode: summary.mishaps.isEmpty ? 0 : 3, summary: summary)
            let exitCode: Int32 = summary.mishaps.isEmpty ? 0 : 3
            summary.mishaps.forEach { log?.write($0) ?? Complaint($0).print() }
            log?.ended(exitCode: exitCode, summary)
            if log == nil { say(summary) }
            if exitCode != 0 { throw ExitCode(exitCode) }
        } catch let error where !(error is ExitCode) {
            let exitCode = Complaint(error)?.exitCode ?? 70
            _ = await watch.ended(exitCode: exitCode, summary: nil)
            log?.ended(exitCode: exitCode, nil)
            throw error
        }
    }

    private func night(_ watch: RunWatch) async throws -> RunSummary {
        let bar = ProgressLine()
        defer { bar.clear() }
        return try await Night.run(site, options) { event in
            watch.heard(event)
            if let log { return log.write(event) }
            if case .progress(let done, let total) = event { bar.show(done: done, total: total) }
        }
    }
}

/// One line on the terminal that says how far a run is; nothing where nobody watches.
struct ProgressLine: Sendable {
    private let started = ContinuousClock.now

    func show(done: Int, total: Int) {
        let elapsed = started.duration(to: .now)
        guard Terminal.errorIsTerminal, elapsed > .seconds(2) else { return }
        let seconds = Double(elapsed.components.seconds)
        let left = seconds / Double(done) * Double(total - done)
        let line = Terminal.translate("\(done) of \(total) calls, about \(Int(left.rounded(.up))) s left")
        write("\r\u{1B}[K\(line)")
    }

    func clear() {
        if Terminal.errorIsTerminal { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
