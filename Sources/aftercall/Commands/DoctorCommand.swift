import ArgumentParser
import Foundation
import Night

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check settings, rules, keys, archive, disk and clock, and say what to mend.",
        discussion: "Example:\n  aftercall doctor"
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "table or json.") var format: Format = .table

    func run() throws {
        let diagnoses = Doctor(options.workspace).examine()
        if format == .json {
            Terminal.print(try JSONText.pretty(diagnoses))
        } else {
            for diagnosis in diagnoses {
                let mark =
                    switch diagnosis.state {
                    case .good: "ok"
                    case .warning: "warn"
                    case .bad: "BAD"
                    }
                let said = [mark, diagnosis.subject, diagnosis.finding].map(Terminal.translate)
                Terminal.print("\((said[0] + "   ").prefix(4))  \(said[1]): \(said[2])")
                if let mend = diagnosis.mend { Terminal.say("      \(mend)") }
            }
        }
        if diagnoses.contains(where: { $0.state == .bad }) { throw ExitCode(1) }
    }
}
