import Archive
import Calls
import Foundation
import Night
import Vault

/// Everything a workspace holds that has to be the same however the night went: no times of runs, no sealed bytes, because
/// age never seals twice alike.
struct Snapshot: Equatable {
    struct Copy: Equatable {
        var path: String
        var kind: SealedKind
        var plainSHA256: String
        var recipients: [String]
    }

    var calls: [CallOutcome]
    var copies: [Copy]
    var sources: [SourceRecord]
    var rejected: [RejectedRow]
    var disposed: [CallID]
    /// Content of the reports, by path.
    var reports: [String: [UInt8]]
    /// Paths of all files but the audit log's and SQLite's own.
    var files: [String]

    /// The name and keys of everything that is not as in `other`.
    func differences(from other: Self) -> [String] {
        var found: [String] = []
        func compare<Value: Equatable>(_ name: String, _ mine: [Value], _ theirs: [Value], _ key: (Value) -> String) {
            guard mine != theirs else { return }
            let strays = mine.filter { !theirs.contains($0) } + theirs.filter { !mine.contains($0) }
            for key in Set(strays.map(key)).sorted() { found.append("\(name) \(key)") }
            if strays.isEmpty { found.append("\(name): order or number") }
        }
        compare("call", calls, other.calls) { $0.facts.id.description }
        compare("copy", copies, other.copies) { $0.path }
        compare("source", sources, other.sources) { "\($0)" }
        compare("rejected", rejected, other.rejected) { "\($0)" }
        compare("disposed", disposed, other.disposed) { $0.description }
        compare("file", files, other.files) { $0 }
        for path in reports.keys where other.reports[path] != nil && other.reports[path] != reports[path] {
            found.append("content of \(path)")
        }
        return found.sorted()
    }

    init(_ site: TestSite) throws {
        let archive = try Site(site.workspace, isReadOnly: true).archive
        calls = try archive.outcomes()
        copies = try archive.allFiles().map {
            Copy(path: $0.path, kind: $0.kind, plainSHA256: $0.plainSHA256, recipients: $0.recipients)
        }
        sources = try archive.sources()
        rejected = try archive.rejectedRows()
        disposed = try archive.disposals().map(\.call)
        files = site.files().filter { !$0.hasPrefix("audit/") && !$0.hasPrefix("archive.sqlite-") }
        reports = [:]
        for file in files where file.hasPrefix("reports/") || file.hasSuffix(".txt") {
            reports[file] = try site.bytes(file)
        }
    }
}

extension TestSite {
    /// The bytes of every file of the workspace but SQLite's own and the lock.
    func contents() throws -> [String: [UInt8]] {
        let paths = files().filter { $0 != ".lock" && !$0.hasPrefix("archive.sqlite-") }
        return Dictionary(uniqueKeysWithValues: try paths.map { ($0, try bytes($0)) })
    }

    /// SHA-256 of every file of the vault as it lies there, by path.
    func sealedHashes() throws -> [String: String] {
        var hashes: [String: String] = [:]
        for path in files(under: workspace.vault) {
            hashes[path] = try SHA256.hash(fileAt: workspace.vault.appending(path: path)).hex
        }
        return hashes
    }

    /// Each sealed copy that does not decrypt to what the archive says it holds.
    func damagedCopies() throws -> [String] {
        let site = try Site(workspace, isReadOnly: true)
        return try site.archive.allFiles().filter { file in
            let bytes = try plaintext(file, of: site)
            return try SHA256.hash(bytes.span).hex != file.plainSHA256
        }
        .map(\.path)
    }

    /// How often each call is entered in the audit log with `act`.
    func acts(_ act: AuditAct) throws -> [String: Int] {
        let events = try Site(workspace, isReadOnly: true).audit.events(AuditFilter(acts: [act]))
        return Dictionary(events.map { ($0.entry.object, 1) }, uniquingKeysWith: +)
    }

    func auditReport() throws -> AuditReport {
        let site = try Site(workspace, isReadOnly: true)
        return try site.audit.verify(with: site.keys.verificationKey())
    }
}
