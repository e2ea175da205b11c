import Archive
import Calls
package import Foundation
package import Report
import Vault

extension Site {
    /// Writes the auditor's package into a new folder: tables, their hashes, a signature, and how to check them.
    ///
    /// - Throws: `NightError.workspaceExists` where the folder is there already.
    package func export(
        _ window: Window,
        to folder: URL,
        language: Language? = nil,
        forSpreadsheet: Bool = false
    ) throws {
        guard !FileManager.default.fileExists(atPath: folder.path) else {
            throw NightError.workspaceExists(path: folder.path)
        }
        let model = try reportModel(window, language: language, isWhole: true)
        let signature = AuditorPackage.Signature()
        let files = AuditorPackage.files(
            of: model,
            extra: [try accessTable(window), try holdTable(), try disposalTable(window)],
            forSpreadsheet: forSpreadsheet,
            signature: signature
        ) { bytes in
            // Hashing bytes in memory fails only when there is no memory left.
            (try? SHA256.hash(bytes.span).hex) ?? ""
        }
        for (name, bytes) in files { try AtomicFile.write(bytes.span, to: folder.appending(path: name)) }
        guard let sums = files.first(where: { $0.name == AuditorPackage.sumsFile }) else { return }
        let signed = try keys.signingKey().sign(sums.bytes.span)
        try AtomicFile.write(signed.span, to: folder.appending(path: signature.signatureFile))
        let pem = Array(try keys.verificationKey().pem.utf8)
        try AtomicFile.write(pem.span, to: folder.appending(path: signature.keyFile))
        try note(.exported, folder.lastPathComponent, details: ["sums": try SHA256.hash(sums.bytes.span).hex])
    }

    private func accessTable(_ window: Window) throws -> Table {
        let times = window.start.milliseconds..<max(window.start.milliseconds, window.end.milliseconds)
        let events = try audit.events(AuditFilter(acts: [.opened, .exported], time: times))
        return Table(
            "access",
            columns: [
                .init("event", nil, .integer), .init("time", nil, .time), .init("actor"), .init("act"), .init("object"),
            ],
            rows: events.map { event in
                [
                    Cell(event.sequence), Cell(UTCTime(milliseconds: event.entry.time)), Cell(event.entry.actor),
                    Cell(event.entry.act.rawValue), Cell(event.entry.object),
                ]
            },
            primaryKey: ["event"]
        )
    }

    private func holdTable() throws -> Table {
        Table(
            "holds",
            columns: [
                .init("hold", nil, .integer), .init("matter"), .init("reason"), .init("set_by"),
                .init("set_at", nil, .time), .init("released_by"), .init("released_at", nil, .time),
            ],
            rows: try archive.holds().map { hold in
                [
                    Cell(hold.id), Cell(hold.matter), Cell(hold.reason), Cell(hold.setBy), Cell(hold.setAt),
                    Cell(hold.releasedBy), Cell(hold.releasedAt),
                ]
            },
            primaryKey: ["hold"]
        )
    }

    private func disposalTable(_ window: Window) throws -> Table {
        Table(
            "disposals",
            columns: [
                .init("call"), .init("at", nil, .time), .init("approved_by"), .init("rules"), .init("plan_sha256"),
                .init("files", nil, .integer),
            ],
            rows: try archive.disposals().filter { window.contains($0.at) }.map { disposal in
                [
                    Cell(disposal.call.description), Cell(disposal.at), Cell(disposal.actor),
                    Cell(disposal.rules.joined(separator: " ")), Cell(disposal.planSHA256),
                    Cell(disposal.objects.count),
                ]
            },
            primaryKey: ["call"]
        )
    }
}
