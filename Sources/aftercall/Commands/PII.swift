import ArgumentParser
import Foundation
import Masking
import Night

struct PII: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pii",
        abstract: "Find or mask personal data in text. Needs no workspace.",
        discussion: """
            Lines of text, or JSON lines {"id", "text"[, "lang", "conv", "turn", "speaker"]} with the turns of one
            conversation in order. Offsets count Unicode scalars.

            Examples:
              echo "my number is one three eight double one..." | aftercall pii mask
              aftercall pii scan --in turns.jsonl --out spans.jsonl
            """,
        subcommands: [Scan.self, Mask.self]
    )

    struct Files: ParsableArguments {
        @Option(name: .customLong("in"), help: "Read this file (default: standard input).") var input: String?
        @Option(name: .customLong("out"), help: "Write this file (default: standard output).") var output: String?

        func filter(_ action: LineFilter.Action) throws {
            let source = try input.map { try FileHandle(forReadingFrom: URL(filePath: $0)) } ?? .standardInput
            let sink = try output.map(create) ?? .standardOutput
            var filter = TextFilter(action)
            while let piece = try source.read(upToCount: 1 << 16), !piece.isEmpty {
                try filter.feed([UInt8](piece)) { try sink.write(contentsOf: Data($0)) }
            }
            try filter.finish { try sink.write(contentsOf: Data($0)) }
        }

        private func create(_ path: String) throws -> FileHandle {
            try Data().write(to: URL(filePath: path))
            return try FileHandle(forWritingTo: URL(filePath: path))
        }
    }

    struct Scan: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say where personal data stands, and of which type.")

        @OptionGroup var files: Files

        func run() throws { try files.filter(.scan) }
    }

    struct Mask: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write the text with personal data masked.")

        @OptionGroup var files: Files

        func run() throws { try files.filter(.mask) }
    }
}
