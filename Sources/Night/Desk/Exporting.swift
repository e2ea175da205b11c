import Archive
import Calls
package import Foundation
package import Report
import Vault

/// In which form an auditor's package is written.
package struct PackageForm: Sendable {
    package enum Encoding: String, Sendable, CaseIterable {
        case utf8 = "utf-8"
        /// For spreadsheets of mainland China that take a file without a mark for theirs.
        case gb18030
    }

    package var forSpreadsheet = false
    package var encoding = Encoding.utf8
    /// One file instead of a folder.
    package var isZip = false

    package init(forSpreadsheet: Bool = false, encoding: Encoding = .utf8, isZip: Bool = false) {
        self.forSpreadsheet = forSpreadsheet
        self.encoding = encoding
        self.isZip = isZip
    }
}

extension Site {
    /// Writes the auditor's package into a new folder or file: tables, audit evidence, their hashes, a signature, and how to
    /// check them.
    ///
    /// The same archive and the same signed log give the same bytes.
    ///
    /// - Throws: `NightError.workspaceExists` where the folder is there already; `NightError.noSuchCoding`,
    ///   `NightError.tooLargeForZip`.
    package func export(
        _ window: Window,
        to folder: URL,
        language: Language? = nil,
        as form: PackageForm = PackageForm()
    ) throws {
        let evidence = try AuditEvidence(of: audit, window)
        let model = try reportModel(window, language: language, isWhole: true, isPage: false)
        let tables = [
            Table(access: evidence.events), Table(events: evidence.events), evidence.proofTable,
            Table(holds: try archive.holds()),
            Table(disposals: try archive.disposals().filter { window.contains($0.at) }),
            Table(gaps: try retentionGaps(asOf: window.end)), try keyTable(), Table(policy: try retentionPolicy()),
        ]
        try write(
            AuditorPackage(model: model, tables: model.auditorTables + tables, attachments: evidence.files),
            as: form,
            to: folder
        )
    }

    /// Writes the events of a window with their proofs, and nothing else, into a new folder.
    package func exportAudit(_ window: Window, to folder: URL) throws {
        let evidence = try AuditEvidence(of: audit, window)
        let tables = [Table(events: evidence.events), evidence.proofTable]
        let model = try reportModel(window, isPage: false)
        try write(
            AuditorPackage(model: model, tables: tables, attachments: evidence.files),
            as: PackageForm(),
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

    private func write(_ package: AuditorPackage, as form: PackageForm, to target: URL) throws {
        guard !FileManager.default.fileExists(atPath: target.path) else {
            throw NightError.workspaceExists(path: target.path)
        }
        let signature = AuditorPackage.Signature()
        var files = try package.files(
            forSpreadsheet: form.forSpreadsheet,
            signature: signature,
            recode: form.encoding == .utf8 ? nil : AuditorPackage.Recoding("gb18030", convert: Self.gb18030)
        ) { bytes in
            // Hashing bytes in memory fails only when there is no memory left.
            (try? SHA256.hash(bytes.span).hex) ?? ""
        }
        guard let sums = files.first(where: { $0.name == AuditorPackage.sumsFile }) else { return }
        files.append((name: signature.signatureFile, bytes: try keys.signingKey().sign(sums.bytes.span)))
        files.append((name: signature.keyFile, bytes: Array(try keys.verificationKey().pem.utf8)))
        if form.isZip {
            let folder = target.deletingPathExtension().lastPathComponent
            guard let zip = try? ZipFile(files, in: folder) else { throw NightError.tooLargeForZip }
            try AtomicFile.write(zip.bytes.span, to: target)
        } else {
            for (name, bytes) in files { try AtomicFile.write(bytes.span, to: target.appending(path: name)) }
        }
        try note(.exported, target.lastPathComponent, details: ["sums": try SHA256.hash(sums.bytes.span).hex])
    }

    private static func gb18030(_ text: [UInt8]) throws -> [UInt8] {
        guard let coded = GB18030.encode(text) else { throw NightError.noSuchCoding }
        return coded
    }

    private func keyTable() throws -> Table {
        Table(
            "keys",
            columns: [.init("role"), .init("recipient")],
            rows: try SealProfile.allCases.map(keys.of).flatMap { keys in
                try keys.roles.flatMap { role in
                    try keys.recipients(of: [role]).map { [Cell(role.rawValue), Cell($0.description)] }
                }
            },
            primaryKey: ["role", "recipient"]
        )
    }
}
