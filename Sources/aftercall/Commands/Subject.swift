import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct Subject: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subject",
        abstract: "Requests of a person: find, hand out or erase the calls of a number.",
        discussion: """
            Only keyed pseudonyms are kept: the number is turned into its pseudonym and forgotten.
            Examples:
              aftercall subject find 13800001111
              aftercall subject export 13800001111 --output for-the-customer
              aftercall subject erase 13800001111 --yes
            """,
        subcommands: [Find.self, ExportSubject.self, Erase.self]
    )

    struct Find: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "find", abstract: "List the calls of a number.")

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The number, in any way it is written.") var number: String
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let subject = try site.subject(number)
            let rows = subject.all.map { call in
                [
                    Cell(call.id.description), Cell(call.start), Cell(call.direction.rawValue), Cell(call.agent),
                    Cell(call.customer == subject.token ? "customer" : "mentioned"),
                ]
            }
            let columns: [Table.Column] = [
                .init("call"), .init("start", nil, .time), .init("direction"), .init("agent"), .init("as"),
            ]
            Terminal.print(
                table: Table("subject", columns: columns, rows: rows),
                format,
                zone: site.settings.site.timeZone
            )
            if format == .table { Terminal.say("\(subject.token): \(subject.customer.count) calls") }
        }
    }

    struct ExportSubject: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract:
                "Write what is known, the masked words and the masked sound of a person's calls into a new folder."
        )

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The number, in any way it is written.") var number: String
        @Option(name: .shortAndLong, help: "The new folder.") var output: String

        func run() throws {
            let site = try Site(options.workspace)
            let folder = URL(filePath: output, directoryHint: .isDirectory)
            let subject = try site.exportSubject(number, to: folder, asking: IdentityOption.passphrase)
            Terminal.say("\(subject.customer.count) calls are in \(output)")
            if !subject.mentioned.isEmpty {
                Terminal.say("\(subject.mentioned.count) calls of others mention the number and are not handed out")
            }
        }
    }

    struct Erase: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "erase",
            abstract: "Destroy a person's calls; what a hold or a law protects stays, and is named.",
            discussion: "Without --yes it only says what would go. Ends with 3 where something stays."
        )

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The number, in any way it is written.") var number: String
        @Flag(help: "Do it.") var yes = false

        func run() throws {
            guard yes else {
                let subject = try Site(options.workspace, isReadOnly: true).subject(number)
                Terminal.say("\(subject.customer.count) calls would be looked at; add --yes to destroy them")
                return
            }
            let (gone, kept) = try Site(options.workspace).eraseSubject(number)
            Terminal.say("\(gone.count) calls are destroyed; each has its certificate in 'aftercall export'")
            for (call, reason) in kept { Terminal.say("\(call) stays: \(reason)") }
            if !kept.isEmpty { throw ExitCode(3) }
        }
    }
}
