import Foundation
import Testing

/// A session at the command line, written down: one command a line, the files it needs below `-- name --`.
///
///     aftercall ARGS     runs the built command; it has to end with 0 unless `exit` follows
///     exit N             the last command ended so
///     stdout REGEX       the last command printed it; `! stdout REGEX`: it did not; `stderr` likewise
///     stdin FILE         for the next command
///     keep FILE          writes what the last command printed
///     let NAME REGEX     makes `$NAME` the first group of the match in what the last command printed
///     env NAME=VALUE     from here on; `env NAME` takes it away
///     shell COMMAND      runs in /bin/sh and has to end with 0
///     wav FILE           makes a recording of 12 s in which two people speak
struct Script {
    private let name: String
    private let lines: [(number: Int, text: String)]
    private let files: [(name: String, text: String)]

    init(contentsOf url: URL) throws {
        name = url.lastPathComponent
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        var lines: [(Int, String)] = []
        var files: [(name: String, text: String)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let header = line.wholeMatch(of: /-- (.+) --/) {
                files.append((String(header.1), ""))
            } else if !files.isEmpty {
                files[files.count - 1].text += line + "\n"
            } else if !line.isEmpty, !line.hasPrefix("#") {
                lines.append((index + 1, String(line)))
            }
        }
        (self.lines, self.files) = (lines, files)
    }

    /// Plays the script in a folder of its own and records what is not as it says.
    func play() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "script-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in files {
            let url = folder.appending(path: file.name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(file.text.utf8).write(to: url)
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var stage = Stage(folder: folder)
        for line in lines {
            if let fault = try stage.play(line.text) {
                Issue.record("\(name):\(line.number): \(fault)")
                return
            }
        }
        if let fault = stage.unexpectedStatus { Issue.record("\(name): at the end: \(fault)") }
    }
}

/// Where a script stands.
private struct Stage {
    let folder: URL
    private var environment = ["TERM": "dumb", "TZ": "UTC"]
    private var variables: [String: String] = [:]
    private var input: URL?
    private var last: Program.Result?
    private var isStatusChecked = true

    init(folder: URL) { self.folder = folder }

    var unexpectedStatus: String? {
        guard !isStatusChecked, let last, last.status != 0 else { return nil }
        return "the command before ended with \(last.status): \(last.errors)"
    }

    /// What is not as the line says; nil where all is well.
    mutating func play(_ line: String) throws -> String? {
        let isDenied = line.hasPrefix("! ")
        let text = variables.reduce(isDenied ? String(line.dropFirst(2)) : line) {
            $0.replacing("$\($1.key)", with: $1.value)
        }
        let word = String(text.prefix { $0 != " " })
        let rest = String(text.dropFirst(word.count).trimmingPrefix(" "))
        switch word {
        case "aftercall":
            let fault = unexpectedStatus
            last = try Program.run(Self.words(rest), in: folder, environment: environment, input: input)
            (input, isStatusChecked) = (nil, false)
            return fault
        case "exit":
            isStatusChecked = true
            return last?.status == Int32(rest) ? nil : "it ended with \(last?.status ?? -1): \(last?.errors ?? "")"
        case "stdout": return try check(rest, last?.text ?? "", isDenied)
        case "stderr": return try check(rest, last?.errors ?? "", isDenied)
        case "keep": try Data(last?.output ?? []).write(to: folder.appending(path: rest))
        case "stdin": input = folder.appending(path: rest)
        case "wav": try Data(Self.sound).write(to: folder.appending(path: rest))
        case "shell": return try shell(rest)
        case "env":
            let parts = rest.split(separator: "=", maxSplits: 1).map(String.init)
            environment[parts[0]] = parts.count == 2 ? parts[1] : nil
        case "let":
            let name = String(rest.prefix { $0 != " " })
            let regex = try Regex(String(rest.dropFirst(name.count + 1))).anchorsMatchLineEndings()
            guard let match = last?.text.firstMatch(of: regex), let value = match.output[1].substring else {
                return "no match in \(last?.text ?? "")"
            }
            variables[name] = String(value)
        default: return "no such command"
        }
        return nil
    }

    private func check(_ pattern: String, _ text: String, _ isDenied: Bool) throws -> String? {
        let isThere = text.contains(try Regex(pattern).anchorsMatchLineEndings())
        return isThere == isDenied ? "\(isDenied ? "is" : "is not") in:\n\(text)" : nil
    }

    private func shell(_ command: String) throws -> String? {
        let program = URL(filePath: "/bin/sh")
        let result = try Child(program, ["-c", command], in: folder, environment: environment).wait()
        return result.status == 0 ? nil : "it ended with \(result.status): \(result.text)\(result.errors)"
    }

    /// Words between spaces; quotation marks hold together what has spaces in it.
    private static func words(_ text: String) -> [String] {
        text.matches(of: /"([^"]*)"|(\S+)/).map { String($0.1 ?? $0.2 ?? "") }
    }

    private static let sound = SpokenWAV(milliseconds: 12_000, [(1, 300, 3000), (0, 3400, 8600), (1, 9000, 11_500)])
        .file()
}
