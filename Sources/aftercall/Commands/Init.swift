import ArgumentParser
import Foundation
import Night
import Vault

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a workspace: settings, rules, a retention policy, keys.",
        discussion: """
            Examples:
              aftercall init
              aftercall init --home /var/lib/aftercall --name "Support, Shanghai" --time-zone Asia/Shanghai --language zh
              aftercall init --profile sm
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "What the centre is called in reports.") var name = "Call centre"
    @Option(help: "The centre's time zone, such as Asia/Shanghai.") var timeZone = TimeZone.current.identifier
    @Option(help: "Language of the nightly report: en or zh.") var language: Settings.Language = .en
    @Option(help: "Folder for the secret keys (default: beside the workspace).") var secrets: String?
    @Option(help: "Folder of the rule packs to start with (default: those that ship).") var rules: String?

    @Option(help: "How everything is sealed: age, or sm: SM2, SM4 and SM3 in a format of our own (docs/sm.md).")
    var profile: SealProfile = .age

    func run() throws {
        let workspace = options.workspace
        let packs = rules.map { URL(filePath: $0) } ?? ShippedFiles.rules
        let made = try workspace.initialise(
            siteName: name,
            timeZone: timeZone,
            language: language,
            secrets: secrets,
            packs: packs,
            sealing: profile,
            at: Date()
        )
        guard !Terminal.isUnattended else { return }
        Terminal.say("A workspace in \(workspace.home.path): \(made.count) files.")
        if packs == nil { Terminal.remark("hint", "no rule packs were found; name a folder with --rules") }
        let folder = secrets ?? "\(workspace.home.lastPathComponent)-secrets, beside it"
        Terminal.say("Secret keys are in \(folder). Back them up, and move the identities elsewhere in production.")
        Terminal.say("Next: 'aftercall record', or drop CDRs and recordings into inbox/ and 'aftercall run'.")
    }
}

extension Settings.Language: ExpressibleByArgument {}
