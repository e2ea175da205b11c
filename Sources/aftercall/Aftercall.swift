import ArgumentParser
import CVersion
import Foundation

@main
struct Aftercall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aftercall",
        abstract: "Does the after-call work of a call centre on its own machines.",
        discussion: """
            A first result without any set-up:
              aftercall listen call.wav

            A workspace of your own:
              aftercall init
              aftercall record          (in another terminal; or drop CDRs and recordings into aftercall-data/inbox)
              aftercall run
              aftercall report

            Exit codes: 0 done · 1 failed · 3 done, but something could not be used · 4 a proof does not hold ·
            64 usage · 65 bad data · 66 no input · 69 something needed is missing · 73, 74 cannot write ·
            75 busy, try later · 78 bad settings.
            """,
        version: version,
        subcommands: [
            Init.self, Record.self, Run.self, Runs.self, CallsCommand.self, ReportCommand.self, RulesCommand.self,
            Listen.self, Records.self, PII.self, Open.self, Seal.self, Unseal.self, Export.self, Hold.self, Retain.self,
            Subject.self, Audit.self, BackUp.self, Restore.self, Keys.self, DoctorCommand.self, Map.self, Merge.self,
        ]
    )

    private static var version: String {
        let commit = unsafe String(cString: aftercall_commit())
        return "aftercall 0.1.0" + (commit.isEmpty ? "" : " (\(commit))")
    }

    static func main() async {
        // A reader that goes away (`| head`) is not an error of ours: writes fail with EPIPE instead of a signal.
        signal(SIGPIPE, SIG_IGN)
        // What we write is for the user we run as, whatever the shell's mask.
        umask(0o077)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            guard let complaint = Complaint(error) else { leave(error) }
            complaint.print()
            exit(withError: ExitCode(complaint.exitCode))
        }
    }

    /// Ends with ArgumentParser's help or complaint, in the user's language.
    private static func leave(_ error: any Error) -> Never {
        guard let book = Phrasebook.ofHelp else { exit(withError: error) }
        let layout = HelpLayout(book: book, width: Terminal.helpWidth)
        let text = fullMessage(for: error, columns: HelpText.unbroken)
        let code = exitCode(for: error)
        if code != .success {
            if !text.isEmpty { Terminal.note(layout.text(ofFault: text)) }
        } else if let help = HelpText(unbroken: text) {
            Terminal.print(layout.text(of: help))
        } else {
            exit(withError: error)
        }
        exit(withError: code)
    }
}
