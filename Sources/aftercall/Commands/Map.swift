import ArgumentParser
import Foundation
import Night
import Vault

struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "The work on single calls, for clusters: JSON lines in, a JSON line out for each.",
        discussion: """
            A line is the path of a recording, or {"recording": path, "transcript": path, "call": {…}}. The same line
            gives the same outcome anywhere; what cannot be read gives a line with 'error'.

            Example:
              mkdir out
              ls *.wav | aftercall map --sealed out > out/results.jsonl && aftercall merge out
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "Seal the original and the masked copy into this folder.") var sealed: String?

    @Option(help: "End when it would use more memory than this many MB.") var memory: Int?
    @Flag(help: .hidden) var worker = false

    func run() throws {
        if let memory { limitMemory(to: memory << 20) }
        if worker { endWithStandardInput() }
        let site = try Site(options.workspace, isReadOnly: true)
        let tools = try site.tools()
        // Another try at the same call, on this machine or another, never meets this one's files.
        let part = UUID().uuidString
        let vault = sealed.map { Vault(root: URL(filePath: $0, directoryHint: .isDirectory).appending(path: part)) }
        if worker { Terminal.print(Site.workerIsReady) }
        while let line = readLine() {
            guard !line.isEmpty else { continue }
            var output = try tools.map(line, vault: vault, recipients: site.recipients)
            output.folder = output.sealed.isEmpty ? nil : part
            Terminal.print(try JSONText.line(output))
        }
    }
}

/// Memory that cannot be had ends the process.
private func limitMemory(to bytes: Int) {
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
}

/// Ends this process when the night that started it is gone, in the middle of a call if need be.
private func endWithStandardInput() {
    Thread.detachNewThread {
        var input = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
        while unsafe poll(&input, 1, -1) < 0, errno == EINTR {}
        _exit(0)
    }
}

struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Take the results of 'map' into the archive: all or none.",
        discussion: """
            The folder holds results.jsonl, results-*.jsonl or part-* and the files that the workers sealed. A damaged
            or doubled set is refused. What else there is to a night is done, too; calls of the inbox without a result
            stay there.

            Example:
              aftercall run --plan > calls.jsonl && aftercall map --sealed out < calls.jsonl > out/results.jsonl
              aftercall merge --calls calls.jsonl out
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The folder that the workers wrote.") var folder: String
    @Option(help: "The lines that 'map' was given: a set that does not answer each of them is refused.")
    var calls: String?

    func run() async throws {
        let site = try Site(options.workspace)
        let folder = URL(filePath: folder, directoryHint: .isDirectory).standardizedFileURL
        guard !(folder.path + "/").hasPrefix(site.workspace.work.standardizedFileURL.path + "/") else {
            throw ValidationError("each run empties the workspace's .work; have the results written elsewhere")
        }
        let results = try MapResults(in: folder, for: calls.map { URL(filePath: $0) })
        let options = RunOptions(jobs: ProcessInfo.processInfo.activeProcessorCount, results: results)
        try await WatchedNight(site: site, options: options).run { summary in
            Terminal.say("\(summary.committed) calls entered the archive")
        }
    }
}
