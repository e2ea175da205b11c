import Archive
import Calls
import Foundation
import Night
import Testing
import Vault

@Suite struct `Retention and legal hold` {
    let site: TestSite

    /// A site where everything is due but for the Chinese call, which is held.
    init() async throws {
        site = try TestSite()
        try site.drop(SampleDay.files())
        try await site.run()
        let policy = "rules:\n  - id: a-day\n    destroy: 1d\n    basis: test\n"
        try Data(policy.utf8).write(to: site.workspace.retentionPolicy)
        let held = try #require(CallID(SampleDay.chinese))
        _ = try Site(site.workspace).setHold(matter: "Case 7", reason: "dispute", scope: LegalHold.Scope(calls: [held]))
    }

    private func planHash() throws -> String {
        let site = try Site(site.workspace, isReadOnly: true)
        return try Site.hash(of: site.retentionPlan())
    }

    @Test(arguments: ["0000000000000000", ""])
    func `nothing goes under a hash that nobody approved`(_ hash: String) throws {
        let before = try Snapshot(site)
        let result = try site.command("retain", "apply", "--plan", hash)
        #expect(result.status == 65)
        #expect(result.errors.contains("aftercall: hint: "))
        #expect(try Snapshot(site) == before)
    }

    @Test func `a hold set after the approval makes another plan`() throws {
        let hash = try planHash()
        let scope = LegalHold.Scope(queue: "sales")
        _ = try Site(site.workspace).setHold(matter: "Case 8", reason: "regulator", scope: scope)
        #expect(try site.command("retain", "apply", "--plan", hash).status == 65)
        #expect(try Snapshot(site).calls.count == SampleDay.ids.count)
    }

    @Test func `what is due is destroyed, what is held stays`() throws {
        let before = try Snapshot(site)
        #expect(try site.command("retain", "apply", "--plan", planHash()).status == 0)
        let after = try Snapshot(site)
        #expect(after.calls == before.calls.filter { $0.facts.id.description == SampleDay.chinese })
        #expect(after.copies == before.copies.filter { $0.path.contains(SampleDay.chinese) })
        #expect(after.disposed.map(\.description).sorted() == SampleDay.ids.filter { $0 != SampleDay.chinese }.sorted())
        #expect(after.sources.allSatisfy { after.files.contains($0.path) })
        let names = after.sources.map(\.name).filter { $0 != "survey.csv" }
        #expect(names == ["Master.csv", "line-xxxxxxxxxxx-2.cdr.json", "line-xxxxxxxxxxx-2.json"])
        let files = after.files.filter { $0.hasPrefix("vault/") && !$0.hasPrefix("vault/headers/") }
        #expect(
            after.files.filter { $0.hasPrefix("vault/headers/") }
                == files.map { $0.replacing("vault/", with: "vault/headers/") }
        )
        #expect(files.count == after.copies.count + after.sources.count)
        #expect(try site.damagedCopies() == [])
        #expect(try site.acts(.destroyed).keys.sorted() == after.disposed.map(\.description).sorted())
        #expect(try site.auditReport().fault == nil)
    }

    @Test func `the report of the day forgets the call`() throws {
        let report = "reports/\(SampleDay.date)/report.html"
        let name = Data(SampleDay.english.utf8)
        try #require(Data(site.bytes(report)).range(of: name) != nil)
        _ = try site.command("retain", "apply", "--plan", planHash())
        for file in site.files(under: site.workspace.reports) {
            #expect(Data(try site.bytes("reports/\(file)")).range(of: name) == nil, "\(file)")
        }
    }

    @Test(arguments: [
        [".wav", ".json", ".vtt", ".csv"], [".wav"], [".cdr.json"], ["Master.csv"], [".wav", ".cdr.json"],
    ])
    func `a call that was destroyed does not come back`(_ endings: [String]) async throws {
        _ = try site.command("retain", "apply", "--plan", planHash())
        let before = try Snapshot(site)
        let files = try SampleDay.files().filter { file in
            !file.name.hasPrefix("line-") && endings.contains { file.name.hasSuffix($0) }
        }
        try site.drop(files)
        let summary = try await site.run()
        #expect(summary.committed == 0)
        #expect(summary.mishaps == [])
        let changes = try Snapshot(site).differences(from: before)
        #expect(changes == [])
        #expect(site.files(under: site.workspace.inbox) == [])
    }

    @Test func `a released hold protects no more`() throws {
        _ = try site.command("retain", "apply", "--plan", planHash())
        #expect(try site.command("hold", "release", "1").status == 0)
        #expect(try site.command("retain", "apply", "--plan", planHash()).status == 0)
        let after = try Snapshot(site)
        #expect(after.calls == [])
        #expect(after.files.filter { $0.hasPrefix("vault/") && !$0.contains("/sources/") } == [])
    }
}
