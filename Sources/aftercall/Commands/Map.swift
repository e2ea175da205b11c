import ArgumentParser
import Foundation
import Night
import Vault

struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
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

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        let tools = try site.tools()
        let vault = sealed.map { Vault(root: URL(filePath: $0, directoryHint: .isDirectory)) }
        while let line = readLine() {
            guard !line.isEmpty else { continue }
            let output = tools.map(line, vault: vault, recipients: site.recipients)
            Terminal.print(try JSONText.line(output))
        }
    }
}

struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take the results of 'map' into the archive: all or none.",
        discussion: """
            The folder holds results.jsonl and the files that the workers sealed. A damaged or doubled set is refused.

            Example:
              aftercall merge out
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The folder that the workers wrote.") var folder: String

    func run() throws {
        let folder = URL(filePath: folder, directoryHint: .isDirectory)
        let text = String(decoding: try Data(contentsOf: folder.appending(path: "results.jsonl")), as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        let (calls, mishaps) = try Site(options.workspace).merge(lines, from: folder)
        for mishap in mishaps { Complaint(mishap).print() }
        Terminal.print("\(calls.count) calls entered the archive")
        if !mishaps.isEmpty { throw ExitCode(3) }
    }
}
