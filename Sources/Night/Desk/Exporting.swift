import Archive
import Calls
package import Foundation
package import Report
import Vault

extension Site {
    /// Writes the auditor's package into a new folder: tables, audit evidence, their hashes, a signature, and how to
    /// check them.
    ///
    /// The same archive and the same signed log give the same bytes.
    ///
    /// - Throws: `NightError.workspaceExists` where the folder is there already.
    package func export(
        _ window: Window,
        to folder: URL,
        language: Language? = nil,
        forSpreadsheet: Bool = false
    ) throws {
        let evidence = try AuditEvidence(of: audit, window)
        let model = try reportModel(window, language: language, isWhole: true)
        let tables = [
            Table(access: evidence.events), Table(events: evidence.events), evidence.proofTable,
            Table(holds: try archive.holds()),
            Table(disposals: try archive.disposals().filter { window.contains($0.at) }),
            Table(gaps: try retentionGaps(asOf: window.end)), try keyTable(), Table(policy: try retentionPolicy()),
        ]
        try write(
            AuditorPackage(model: model, tables: model.auditorTables + tables, attachments: evidence.files),
            forSpreadsheet: forSpreadsheet,
            to: folder
        )
    }

    /// Writes the events of a window with their proofs, and nothing else, into a new folder.
    package func exportAudit(_ window: Window, to folder: URL) throws {
        let evidence = try AuditEvidence(of: audit, window)
        let tables = [Table(events: evidence.events), evidence.proofTable]
        let model = try reportModel(window)
        try write(
            AuditorPackage(model: model, tables: tables, attachments: evidence.files),
            forSpreadsheet: false,
            to: folder
        )
    }

    /// All that is here: up to the last call and the last signed event, so that it does not depend on the clock.
    package func wholeWindow() throws -> Window {
        var end = try archive.lastStart()?.milliseconds ?? 0
        for segment in try audit.segments() {
            let lines = try segment.lines(upTo: segment.checkpointSizes().last ?? 0)
            end = max(end, lines.compactMap(\.event?.entry.time).max() ?? 0)
        }
        return Window(start: UTCTime(milliseconds: 0), end: UTCTime(milliseconds: end + 1))
    }

    private func write(_ package: AuditorPackage, forSpreadsheet: Bool, to folder: URL) throws {
        guard !FileManager.default.fileExists(atPath: folder.path) else {
            throw NightError.workspaceExists(path: folder.path)
        }
        let signature = AuditorPackage.Signature()
        let files = package.files(forSpreadsheet: forSpreadsheet, signature: signature) { bytes in
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

    private func keyTable() throws -> Table {
        Table(
            "keys",
            columns: [.init("role"), .init("recipient")],
            rows: try Role.allCases.flatMap { role in
                try keys.recipients(of: [role]).map { [Cell(role.rawValue), Cell($0.description)] }
            },
            primaryKey: ["role", "recipient"]
        )
    }
}
