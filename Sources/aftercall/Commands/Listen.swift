import ArgumentParser
import Audio
import Calls
import Foundation
import Night
import Report

struct Listen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: "Hear any audio file: who speaks when, silence, dead air, talk-over. Needs no workspace.",
        discussion: """
            Examples:
              aftercall listen call.wav
              aftercall listen --format jsonl *.wav          a line a span, for programs
              aftercall listen --preset google call.wav      silence from 5 s
              aftercall listen --headerless mulaw:8000:2 call.raw
              aftercall listen --preset amazon call.json     a transcript: by the times of its words alone
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, jsonl }

    @Argument(help: "WAV, FLAC, Ogg, MP3 and what else libsndfile reads; transcripts (.json, .vtt, .srt, .ctm).")
    var files: [String]
    @Option(help: "table, json or jsonl.") var format: Format = .table

    @Option(help: "Whose definitions count: \(HeardFile.presets.joined(separator: ", ")).") var preset = "default"

    @Option(help: "How files without a header are coded: \(HeaderlessFormat.syntax).") var headerless: HeaderlessFormat?

    func validate() throws {
        guard HeardFile.presets.contains(preset) else {
            throw ValidationError("no preset '\(preset)'; there are \(HeardFile.presets.joined(separator: ", "))")
        }
    }

    func run() throws {
        var failed = false
        var heard: [HeardFile] = []
        for file in files {
            do {
                heard.append(try HeardFile(path: file, preset: preset, headerless: headerless))
            } catch {
                let name = URL(filePath: file).lastPathComponent
                Complaint("\(name): \(HeardFile.reason(error))", hint: "is it a recording?").print()
                failed = true
            }
        }
        switch format {
        case .table: for file in heard { Terminal.say(file.text(width: Terminal.width)) }
        case .json: Terminal.print(try JSONText.pretty(heard))
        case .jsonl: for line in heard.flatMap(\.spans) { Terminal.print(try JSONText.line(line)) }
        }
        if failed { throw ExitCode(3) }
    }
}

extension HeaderlessFormat: ExpressibleByArgument {
    /// Reads `coding[:rate[:channels]]`.
    package init?(argument: String) { self.init(argument) }
}

/// JSON with sorted keys.
enum JSONText {
    static func pretty(_ value: some Encodable) throws -> String { try text(value, [.prettyPrinted, .sortedKeys]) }

    static func line(_ value: some Encodable) throws -> String { try text(value, [.sortedKeys]) }

    private static func text(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting.union(.withoutEscapingSlashes)
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
