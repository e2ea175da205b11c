import Archive
import ArgumentParser
import Calls
import Foundation
import Night

struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Decrypt a recording to a file or to standard output; the audit log says who did.",
        discussion: """
            Examples:
              aftercall open ast-1795377224.100 --output call.wav
              aftercall open ast-1795377224.100 --from 37:10 --to 38:00 --output minute.wav
              aftercall open ast-1795377224.100 --original --identity compliance.identity --output call.wav
              aftercall open ast-1795377224.100 | play -
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var key: IdentityOption
    @Argument(help: "The call's id.") var call: String
    @Flag(help: "The recording as it was received, instead of the masked copy.") var original = false
    @Option(help: "From here on: seconds, m:ss or h:mm:ss. Only what is asked for is decrypted.") var from: Moment?
    @Option(help: "Up to here.") var to: Moment?
    @Option(name: .shortAndLong, help: "Write to this file (default: standard output).") var output: String?

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        guard let id = CallID(call) else { throw NightError.noSuchCall }
        guard output != nil || !Terminal.outputIsTerminal else {
            throw ValidationError("a recording is not for a terminal; name a file with --output")
        }
        var request = OpeningRequest(call: id, kind: original ? .original : nil, identity: try key.source)
        if from != nil || to != nil {
            let start = from?.time ?? .zero
            let end = to?.time ?? Milliseconds(86_400_000)
            guard start < end else { throw ValidationError("--to lies before --from") }
            request.span = TimeSpan(start: start, end: end)
        }
        try Output.write(to: output ?? "-") { sink in
            try site.open(request, asking: IdentityOption.passphrase, into: sink)
        }
    }
}

/// A moment of a recording: `90`, `1:30`, `0:01:30`, each with or without a fraction.
struct Moment: ExpressibleByArgument {
    let time: Milliseconds

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), let seconds = parts.last.flatMap({ Double($0) }) else { return nil }
        let whole = parts.dropLast().map { Int($0) ?? -1 }
        guard whole.allSatisfy({ (0...999).contains($0) }), (0...86_400).contains(seconds) else { return nil }
        let minutes = whole.reduce(0) { $0 * 60 + $1 }
        time = Milliseconds(minutes * 60_000) + Milliseconds(seconds: seconds)
    }
}
