import ArgumentParser
import Foundation
import Night
import Report
import Vault

struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The keys recordings are sealed to, by role.",
        discussion: """
            Examples:
              aftercall keys list
              aftercall keys generate        makes what is missing, touches nothing that is there
            """,
        subcommands: [List.self, Generate.self]
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say who can open what.")

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let rows = try Role.allCases.flatMap { role in
                try site.keys.recipients(of: [role]).map { recipient in
                    let isHere = FileManager.default.fileExists(atPath: site.keys.identityFile(of: role).path)
                    return [Cell(role.rawValue), Cell(recipient.description), Cell(isHere ? "here" : "elsewhere")]
                }
            }
            let columns: [Table.Column] = [.init("role"), .init("recipient"), .init("identity")]
            Terminal.print(table: Table("keys", columns: columns, rows: rows), format, zone: .gmt)
        }
    }

    struct Generate: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make keys for roles that have none.")

        @OptionGroup var options: WorkspaceOptions

        func run() throws {
            let site = try Site(options.workspace)
            let made = try site.keys.generateMissing(at: Date())
            for name in made { try site.note(.keyGenerated, name) }
            Terminal.print(made.isEmpty ? "every role has its keys" : "made: \(made.joined(separator: ", "))")
        }
    }
}
