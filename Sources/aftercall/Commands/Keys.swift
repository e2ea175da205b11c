import ArgumentParser
import Foundation
import Night
import Report
import Vault

struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "The keys recordings are sealed to, by role.",
        discussion: """
            Examples:
              aftercall keys list
              aftercall keys generate        makes what is missing, touches nothing that is there
              aftercall keys rotate qa       a new key; only the headers of sealed files are written anew
              aftercall keys revoke age1…    somebody may open nothing more
              aftercall keys export compliance --output compliance.age --remove
              aftercall keys rewrap --identity old.key --recipient age1… call.wav.age
            """,
        subcommands: [List.self, Generate.self, Rotate.self, Revoke.self, ExportKey.self, Rewrap.self]
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Say who can open what.")

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let rows = try SealProfile.allCases.map(site.keys.of).flatMap { keys in
                try keys.roles.flatMap { role in
                    let isHere = FileManager.default.fileExists(atPath: keys.identityFile(of: role).path)
                    let place = site.settings.identities[role]?.name ?? (isHere ? "here" : "elsewhere")
                    return try keys.recipients(of: [role]).map { recipient in
                        [Cell(role.rawValue), Cell(recipient.description), Cell(place)]
                    }
                }
            }
            let columns: [Table.Column] = [.init("role"), .init("recipient"), .init("identity")]
            Terminal.print(table: Table("keys", columns: columns, rows: rows), format, zone: .gmt)
        }
    }

    struct Generate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "generate",
            abstract: "Make keys for roles that have none, of the profile that the settings name (seal.profile)."
        )

        @OptionGroup var options: WorkspaceOptions

        func run() throws {
            let site = try Site(options.workspace)
            let made = try site.keys.generateMissing(at: Date())
            for name in made { try site.note(.keyGenerated, name) }
            Terminal.say(made.isEmpty ? "every role has its keys" : "made: \(made.joined(separator: ", "))")
        }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate",
            abstract: "Give a role a new key; headers are written anew, payloads stay as they are.",
            discussion: """
                The old identity is kept beside the new one, as backups of headers from before still need it. With
                --recipient the new key was made elsewhere and its identity is not needed here.
                """
        )

        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var key: IdentityOption
        @Argument(help: "\(Role.allCases.map(\.rawValue).joined(separator: ", ")).") var role: Role
        @Option(help: "The new key, as age1… or sm2:… (default: one that is made here).") var recipient: Recipient?
        @Option(help: "age or sm: whose keys and headers, after a change of profile (default: the settings').")
        var profile: SealProfile?

        func run() throws {
            let site = try Site(options.workspace)
            let change = try site.rotateKey(
                of: role,
                from: key.source,
                to: recipient,
                in: profile,
                asking: IdentityOption.passphrase
            )
            try change.report()
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke",
            abstract: "Take a recipient out of all roles and all headers.",
            discussion: "Needs an identity that opens the files: by default that of compliance."
        )

        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var key: IdentityOption
        @Argument(help: "The key, as age1… or sm2:….") var recipient: Recipient

        func run() throws {
            let site = try Site(options.workspace)
            try site.revoke(recipient, by: key.source, asking: IdentityOption.passphrase).report()
        }
    }

    struct ExportKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write a role's identity into a file sealed to a passphrase, for another machine or a safe."
        )

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "\(Role.allCases.map(\.rawValue).joined(separator: ", ")).") var role: Role
        @Option(name: .shortAndLong, help: "The new file; stock age opens it, too, or of the SM profile stock openssl.")
        var output: String
        @Flag(help: "Overwrite and remove the identity here.") var remove = false

        func run() throws {
            let site = try Site(options.workspace)
            guard let passphrase = IdentityOption.passphrase(for: output), !passphrase.isEmpty else {
                throw VaultError.identity(source: role.rawValue, .needsPassphrase)
            }
            try site.keys.export(role, toPassphrase: passphrase.span, at: URL(filePath: output))
            try site.note(.keyExported, role.rawValue, details: ["removed": remove ? "yes" : "no"])
            if remove { try site.keys.removeIdentity(of: role) }
            Terminal.say("The identity of \(role.rawValue) is in \(output), sealed to the passphrase.")
        }
    }

    struct Rewrap: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rewrap",
            abstract: "Seal any sealed files to others, by their headers alone. Needs no workspace."
        )

        @OptionGroup var key: IdentityOption
        @Option(help: "Who can open them from now on, as age1… or sm2:…; may be given again.") var recipient:
            [Recipient] = []
        @Argument(help: "Sealed files.") var files: [String]

        func run() throws {
            guard let source = try key.source else { throw ValidationError("name the old key with --identity") }
            guard !recipient.isEmpty else { throw ValidationError("say who can open them, with --recipient") }
            let identity = try source.identity(asking: IdentityOption.passphrase)
            for file in files {
                let isInPlace = try Sealing.rewrap(fileAt: URL(filePath: file), to: recipient, by: identity)
                Terminal.say("\(file): \(isInPlace ? "header written in place" : "written anew with another header")")
            }
        }
    }
}

extension KeyChange {
    fileprivate func report() throws {
        if let recipient { Terminal.say("New key: \(recipient)") }
        Terminal.say("\(rewrapped) headers are written anew; payloads are as they were.")
        for path in unopened { Complaint("\(path): no key at hand opens it", hint: "see 'aftercall doctor'").print() }
        if !unopened.isEmpty { throw ExitCode(3) }
    }
}

extension Role: ExpressibleByArgument {}

extension Recipient: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
