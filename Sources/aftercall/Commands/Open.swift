import Archive
import ArgumentParser
import Calls
import Foundation
import Night

struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decrypt a recording to a file or to standard output; the audit log says who did.",
        discussion: """
            Examples:
              aftercall open ast-1795377224.100 --output call.wav
              aftercall open ast-1795377224.100 --original --identity compliance.identity --output call.wav
              aftercall open ast-1795377224.100 | play -
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The call's id.") var call: String
    @Flag(help: "The recording as it was received, instead of the masked copy.") var original = false
    @Option(help: "age identity file (default: the role's, from the secrets folder).") var identity: String?
    @Option(name: .shortAndLong, help: "Write to this file (default: standard output).") var output: String?

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        guard let id = CallID(call) else { throw NightError.noSuchCall }
        guard output != nil || !Terminal.outputIsTerminal else {
            throw ValidationError("a recording is not for a terminal; name a file with --output")
        }
        try site.open(
            id,
            original ? .original : nil,
            identityFile: identity.map { URL(filePath: $0) },
            to: output.map { URL(filePath: $0) }
        ) { piece in
            try FileHandle.standardOutput.write(contentsOf: Data(piece.bytes))
        }
    }
}
