import Archive
import Calls
import Foundation
import HTTP
import Report
import Synchronization
import Vault

/// Tells those whom the settings name how a run goes: metrics, a health check, lineage.
package final class RunWatch: Sendable {
    private struct State {
        var started: ContinuousClock.Instant?
        var stages: [RunStage: Duration] = [:]
        var messages: [Task<Void, Never>] = []
    }

    private let site: Site
    private let run = UUID()
    private let state = Mutex(State())

    package init(_ site: Site) { self.site = site }

    package func heard(_ event: RunEvent) {
        switch event {
        case .started:
            let ping = ping("start")
            let lineage = Task { await self.tell(.start) }
            state.withLock { state in
                state.started = .now
                state.messages = [ping, lineage].compactMap(\.self)
            }
        case .ended(let stage, let length): state.withLock { $0.stages[stage] = length }
        case .progress: break
        }
    }

    /// A run that never held the workspace is not told of: another is at work.
    ///
    /// Metrics come first: where they cannot be written, a run that went well ends with 3, and everybody else is told so.
    ///
    /// - Returns: what could not be told, for the one who watches.
    package func ended(exitCode: Int32, summary: RunSummary?) async -> [Mishap] {
        let state = state.withLock { $0 }
        guard let started = state.started else { return [] }
        let mishaps = writeMetrics(since: started, stages: state.stages, exitCode: exitCode, summary: summary)
        for message in state.messages { await message.value }
        let told = exitCode == 0 && !mishaps.isEmpty ? 3 : exitCode
        await ping("\(told)")?.value
        await tell(told == 0 || told == 3 ? .complete : .fail)
        return mishaps
    }

    private func writeMetrics(
        since start: ContinuousClock.Instant,
        stages: [RunStage: Duration],
        exitCode: Int32,
        summary: RunSummary?
    ) -> [Mishap] {
        do {
            try write(since: start, stages: stages, exitCode: exitCode, summary: summary)
            return []
        } catch {
            return [
                Mishap(
                    subject: site.settings.watching.metrics ?? "",
                    problem: "the metrics cannot be written",
                    mend: "check 'watching.metrics' and the folder's permissions"
                )
            ]
        }
    }

    private func ping(_ path: String) -> Task<Void, Never>? {
        guard let url = site.settings.watching.ping.flatMap({ URL(string: $0) }) else { return nil }
        return Task { await Courier.get(url.appending(path: path)) }
    }

    private func tell(_ kind: LineageEvent.Kind) async {
        guard let target = site.settings.watching.lineage,
            let json = try? LineageEvent(kind, run: run, at: Date(), workspace: site.workspace).json()
        else { return }
        if let url = URL(string: target), url.isOfServer {
            await Courier.post(json, as: "application/json", to: url)
        } else {
            try? append(json + Data("\n".utf8), to: URL(filePath: target, relativeTo: site.workspace.home))
        }
    }

    private func append(_ line: Data, to file: URL) throws {
        guard let handle = FileHandle(forUpdatingAtPath: file.path) else { return try line.write(to: file) }
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: line)
    }

    private func write(
        since start: ContinuousClock.Instant,
        stages: [RunStage: Duration],
        exitCode: Int32,
        summary: RunSummary?
    ) throws {
        guard let file = site.settings.watching.metrics.map({ URL(filePath: $0, relativeTo: site.workspace.home) })
        else { return }
        let before = try? String(decoding: Data(contentsOf: file).prefix(64 << 10), as: UTF8.self)
        let metrics = RunMetrics(
            ended: Clock.now,
            length: start.duration(to: .now),
            exitCode: exitCode,
            summary: summary,
            stages: stages,
            figures: try figures(),
            lastSuccess: before.flatMap(RunMetrics.lastSuccess)
        )
        try AtomicFile.write(Array(metrics.text.utf8).span, to: file, replacing: true)
        // Another program's user reads it; it holds sums only.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    }

    /// Of the last business day that has a call.
    private func figures() throws -> [KPI] {
        guard let last = try site.archive.lastStart(),
            let window = Window(date: site.day(of: last), in: site.settings.site.timeZone)
        else { return [] }
        return try site.reportModel(window, isPage: false).kpis
    }
}
