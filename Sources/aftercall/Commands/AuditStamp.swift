import ArgumentParser
import Calls
import Foundation
import Night
import Vault

extension Audit {
    struct Stamp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stamp",
            abstract: "Have a time-stamping authority (RFC 3161) say that the last checkpoint is there now.",
            discussion: """
                The authority gets a hash and nothing else. Its answer is checked and kept beside the checkpoint. The
                night does that by itself where 'audit.tsa' is set.
                Example:
                  aftercall audit stamp --tsa http://tsa.example/rfc3161 --roots tsa-root.pem
                """
        )

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "The authority's address (default: audit.tsa in the settings).") var tsa: String?
        @Option(help: "PEM file of the roots that are trusted (default: audit.tsa-roots, else the system's).")
        var roots: String?

        func run() async throws {
            let site = try Site(options.workspace, isReadOnly: true)
            var authority = site.timeStampAuthority
            if let tsa {
                guard let url = URL(string: tsa), url.scheme != nil else {
                    throw ValidationError("--tsa is no address")
                }
                authority = TimeStampAuthority(url: url, roots: authority?.roots)
            }
            guard var authority else { throw ValidationError("name an authority with --tsa, or as 'audit.tsa'") }
            if let roots { authority.roots = URL(filePath: roots) }
            guard let stamp = try await site.stampAudit(by: authority) else {
                return Terminal.say("there is no checkpoint yet")
            }
            let time = Date(timeIntervalSince1970: Double(stamp.time / 1000)).formatted(.iso8601)
            Terminal.say("the last checkpoint was there at \(time)")
        }
    }
}
