import ArgumentParser
import Foundation
import Masking
import Night

struct PII: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pii",
        abstract: "Find or mask personal data in text, JSON lines or CSV. Needs no workspace.",
        discussion: """
            Text, JSON lines {"id", "text"[, "lang", "conv", "turn", "speaker"]} with the turns of one conversation in
            order, or CSV whose first row names the columns. The lines of a text up to an empty one are read together, as
            turns of a conversation. Offsets count Unicode scalars.

            Examples:
              echo "my number is one three eight double one..." | aftercall pii mask
              aftercall pii scan --in turns.jsonl --out spans.jsonl
              aftercall pii mask --csv --policy pipl --in calls.csv --out masked.csv
              echo '{"type":"CARD","value":"4111111111111111"}' | aftercall pii validate
              echo "call me on 07700 900123" | aftercall pii explain
            """,
        subcommands: [Scan.self, Mask.self, Validate.self, Explain.self]
    )

    struct Files: ParsableArguments {
        @Option(name: .customLong("in"), help: "Read this file (default: standard input).") var input: String?
        @Option(name: .customLong("out"), help: "Write this file (default: standard output).") var output: String?

        /// Hands out the input piece by piece and takes what is to be written.
        func filter(
            _ feed: ([UInt8], ([UInt8]) throws -> Void) throws -> Void,
            _ finish: (([UInt8]) throws -> Void) throws -> Void
        ) throws {
            let source = try input.map { try FileHandle(forReadingFrom: URL(filePath: $0)) } ?? .standardInput
            let sink = try output.map(create) ?? .standardOutput
            func write(_ bytes: [UInt8]) throws { try sink.write(contentsOf: Data(bytes)) }
            while let piece = try source.read(upToCount: 1 << 16), !piece.isEmpty { try feed([UInt8](piece), write) }
            try finish(write)
        }

        private func create(_ path: String) throws -> FileHandle {
            try Data().write(to: URL(filePath: path))
            return try FileHandle(forWritingTo: URL(filePath: path))
        }
    }

    struct Choices: ParsableArguments {
        @Option(help: "The language of the text where no line names its own: en or zh (default: told from the text).")
        var lang: String?

        func validate() throws {
            guard let lang, !["en", "zh"].contains(lang.lowercased().prefix { $0 != "-" }) else { return }
            throw ValidationError("--lang is en or zh")
        }

        @Option(help: "How to mask: standard, pipl, pci, hipaa, gdpr, strict, or a YAML file.") var policy = "standard"

        @Option(help: "Whose differences in the policy file count.") var audience: String?

        @Flag(help: "Read CSV (default where the input's name ends in .csv).") var csv = false

        func filter(_ action: TextFilter.Action, _ files: Files) throws {
            let policy = try MaskingPolicy(named: policy, audience: audience) { path in
                guard let bytes = try? Data(contentsOf: URL(filePath: path)) else {
                    let presets = "standard, pipl, pci, hipaa, gdpr, strict"
                    throw ValidationError("--policy is \(presets) or a YAML file; '\(path)' is none of them")
                }
                return [UInt8](bytes)
            }
            let isCSV = csv || files.input?.lowercased().hasSuffix(".csv") == true
            var filter = TextFilter(action, policy: policy, language: lang, isCSV: isCSV)
            try files.filter({ try filter.feed($0, to: $1) }, { try filter.finish(to: $0) })
        }
    }

    struct Scan: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "scan",
            abstract: "Say where personal data stands, and of which type.",
            discussion: """
                JSON lines give {"id","spans":[{"start","end","type"}]}; text gives a line of JSON for each span.

                Example:
                  aftercall pii scan --in turns.jsonl --out spans.jsonl
                """
        )

        @OptionGroup var files: Files
        @OptionGroup var choices: Choices

        func run() throws { try choices.filter(.scan, files) }
    }

    struct Mask: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mask",
            abstract: "Write the text with personal data masked.",
            discussion: """
                Example:
                  aftercall pii mask --policy strict --in notes.txt --out notes.masked.txt
                """
        )

        @OptionGroup var files: Files
        @OptionGroup var choices: Choices

        func run() throws { try choices.filter(.mask, files) }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "Show each span of a text, and why it was taken.",
            discussion: """
                Example:
                  echo "the code is 482915" | aftercall pii explain
                """
        )

        @OptionGroup var files: Files
        @OptionGroup var choices: Choices

        func run() throws { try choices.filter(.explain, files) }
    }

    struct Validate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "validate",
            abstract: "Check numbers of a known type by their check digits and structure.",
            discussion: """
                Reads JSON lines {"type","value"} and adds "valid" to each; null for a type that has no check. Types:
                \(IdentityNumber.types.joined(separator: ", ")).

                Example:
                  aftercall pii validate --in ids.jsonl --out checked.jsonl
                """
        )

        @OptionGroup var files: Files

        func run() throws {
            var validator = NumberValidator(now: Date())
            try files.filter({ try validator.feed($0, to: $1) }, { try validator.finish(to: $0) })
        }
    }
}
