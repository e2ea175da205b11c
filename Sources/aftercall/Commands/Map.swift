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

struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Take the results of 'map' into the archive: all or none.",
        discussion: """
            The folder holds results.jsonl, results-*.jsonl or part-* and the files that the workers sealed. A damaged
            or doubled set is refused.

            Example:
              aftercall merge out
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The folder that the workers wrote.") var folder: String

    func run() throws {
        let folder = URL(filePath: folder, directoryHint: .isDirectory)
        let (calls, mishaps) = try Site(options.workspace).merge(folder)
        for mishap in mishaps { Complaint(mishap).print() }
        Terminal.say("\(calls.count) calls entered the archive")
        if !mishaps.isEmpty { throw ExitCode(3) }
    }
}
