import ArgumentParser
import Calls
import Foundation
import Night
import Report
import Vault

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check and show the log of every act on a call.",
        discussion: """
            Examples:
              aftercall audit verify
              aftercall audit show --call ast-1795377224.100
              aftercall audit prove 1234                     that event 1234 is in the signed log
              aftercall audit consistency kept.checkpoint    that nothing was changed since then
              aftercall audit stamp --tsa http://tsa.example/rfc3161 --roots tsa-root.pem
              aftercall audit export --output evidence --since 2026-11-01
            """,
        subcommands: [
            Verify.self, Show.self, Prove.self, Consistency.self, Stamp.self, ExportAudit.self, Erase.self, Expire.self,
        ]
    )

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Check every event, the tree and every signature."
        )

        @OptionGroup var options: WorkspaceOptions

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let report = try site.audit.verify(with: site.keys.verificationKey())
            if let fault = report.fault {
                Terminal.remark("the fault is in segment \(report.segments.last ?? "")")
                throw VaultError.auditLog(fault)
            }
            Terminal.say("\(report.events) events, \(report.checkpoints) signed checkpoints, all in order")
            if report.segments.count > 1 { Terminal.say("segments \(report.segments.joined(separator: ", "))") }
            if report.erased > 0 { Terminal.say("\(report.erased) events were erased; their hashes are whole") }
            Terminal.say("root \(report.root)")
            let stamps = try site.checkTimeStamps()
            if stamps.proven > 0 { Terminal.say("\(stamps.proven) checkpoints have a time stamp, all proven") }
            for checkpoint in stamps.unproven {
                Complaint(
                    "the time stamp of the checkpoint of \(checkpoint) is not proven",
                    hint: "name the authority's roots as 'audit.tsa-roots' in aftercall.yaml"
                ).print()
            }
            if report.unsigned > 0 {
                Terminal.say("\(report.unsigned) events came after the last checkpoint; the next run signs them")
            }
            if !stamps.unproven.isEmpty { throw ExitCode(4) }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Show events.")

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "Only events about this call.") var call: String?
        @Option(help: "Only this act: \(AuditAct.allCases.map(\.rawValue).joined(separator: ", ")).") var act: AuditAct?
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let events = try site.audit.events(AuditFilter(acts: act.map { [$0] }, object: call))
            Terminal.print(table: Table(events: events), format, zone: site.settings.site.timeZone)
        }
    }

    struct Prove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "prove",
            abstract: "Print the proof that an event stands in the signed log (C2SP tlog-proof), and the event."
        )

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The event's number, as 'audit show' prints it.") var event: Int

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            guard let proof = try site.audit.proof(of: event) else { throw NightError.noProof(event: event) }
            Terminal.print(proof.text)
            Terminal.print(proof.line)
        }
    }

    struct Consistency: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "consistency",
            abstract: "Check that the log still is the one that a kept checkpoint was made of, and print the proof."
        )

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "A checkpoint file that was kept elsewhere.") var checkpoint: String

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: checkpoint)))
            guard let old = Checkpoint(note: bytes) else { throw VaultError.auditLog(.checkpoint(size: 0)) }
            let key = try site.keys.verificationKey()
            let (path, new) = try site.audit.consistency(with: old, key: key)
            Terminal.say("the first \(old.size) events of \(old.origin) are as they were; \(new.size) are signed now")
            for hash in path { Terminal.print(hash.hex) }
        }
    }

    struct ExportAudit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write events with their proofs, checkpoints and how to check them into a new folder."
        )

        @OptionGroup var options: WorkspaceOptions
        @Option(name: .shortAndLong, help: "The new folder.") var output: String
        @Option(help: "From this business day on.") var since: String?
        @Option(help: "Before this business day.") var until: String?

        func run() throws {
            let site = try Site(options.workspace)
            let window =
                try WindowOptions(since: since, until: until).window(of: site)
                ?? site.wholeWindow()
            try site.exportAudit(window, to: URL(filePath: output, directoryHint: .isDirectory))
            Terminal.say("The audit evidence is in \(output); VERIFY.md says how to check it.")
        }
    }

    struct Erase: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "erase",
            abstract: "Erase what an event said; its hash stays and the log verifies as before."
        )

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The event's number.") var event: Int
        @Option(help: "Why; entered in the log.") var reason: String

        func run() throws {
            try Site(options.workspace).eraseEvent(event, reason: reason)
            Terminal.say("event \(event) is erased")
        }
    }

    struct Expire: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "expire",
            abstract: "Remove whole months of the log that need not be kept any more; the rest verifies."
        )

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "Months before this one, as in 2026-01; the last is always kept.") var before: String

        func run() throws {
            guard before.wholeMatch(of: /\d{4}-\d{2}/) != nil else { throw ValidationError("a month, as in 2026-01") }
            let gone = try Site(options.workspace).expireAudit(before: before)
            Terminal.say(gone.isEmpty ? "no segment is that old" : "removed: \(gone.joined(separator: ", "))")
        }
    }
}

extension AuditAct: ExpressibleByArgument {}
