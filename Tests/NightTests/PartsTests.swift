import Archive
import Calls
import Foundation
import Night
import Testbench
import Testing
import Vault

@Suite struct `A night in parts` {
    /// Rows of `count` calls in two days, in no order, some of one second, each fifth of two rows.
    private static func rows(_ count: Int, seed: UInt64) -> [String] {
        var random = SplitMix64(seed: seed)
        var rows: [String] = []
        for number in 0..<count {
            let second = Int.random(in: 0..<3000, using: &random)
            let clock = { (second: Int) in
                "\(Self.two(9 + second / 3600)):\(Self.two(second / 60 % 60)):\(Self.two(second % 60))"
            }
            let id = "\(1_740_963_600 + second).\(number)"
            let end = clock(second + 60)
            let row = SampleDay.row(
                id,
                "",
                "1380000\(1000 + number)",
                agent: "301",
                at: clock(second),
                clock(second + 5),
                end
            )
            rows.append(number % 2 == 0 ? row : row.replacing(SampleDay.date, with: "2025-03-04"))
            if number % 5 == 0 { rows.append(row.replacing("PJSIP/301", with: "PJSIP/302")) }
        }
        rows.shuffle(using: &random)
        return rows
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The calls in the order in which they entered the archive.
    private func order(_ site: TestSite) throws -> [String] {
        let events = try Site(site.workspace, isReadOnly: true).audit.events(AuditFilter(acts: [.analysed]))
        return events.map(\.entry.object)
    }

    @Test func `does what a night at once does, in the same order`() async throws {
        let site = try TestSite()
        let csv = DroppedFile("more.csv", text: Self.rows(300, seed: 7).joined())
        try site.drop(SampleDay.files() + [csv])
        let other = try TestSite(copyOf: site)
        let whole = try await site.run(jobs: 1)
        let inParts = try await other.run(jobs: 1, callsAtOnce: 17)
        #expect(whole.committed == 300 + SampleDay.ids.count)
        #expect(whole == inParts)
        let changes = try Snapshot(other).differences(from: Snapshot(site))
        #expect(changes == [])
        let rows = Set(try order(site)).subtracting(SampleDay.ids)
        #expect(try order(other).filter(rows.contains) == order(site).filter(rows.contains))
        #expect(rows.count == 300)
    }

    @Test func `leaves for the next what a file tells otherwise by the time it is read again`() async throws {
        let site = try TestSite()
        let rows = Self.rows(120, seed: 8)
        let text = rows.joined()
        try site.drop([DroppedFile("Master.csv", text: text)])
        let file = site.workspace.inbox.appending(path: "Master.csv")
        let changed = try #require(rows.first { $0.contains(".1\"") })
        let summary = try await site.run(jobs: 1, callsAtOnce: 10) { event in
            guard case .ended(.intake, _) = event else { return }
            // The same length: only what one call says is another.
            let other = text.replacing(changed, with: changed.replacing("02155550100", with: "02155550199"))
            let handle = FileHandle(forWritingAtPath: file.path)
            handle?.write(Data(other.utf8))
            try? handle?.close()
        }
        #expect(summary.committed == 119)
        #expect(summary.mishaps.contains { $0.problem.contains("changed while it was read") })
        #expect(FileManager.default.fileExists(atPath: file.path))
        #expect(try await site.run().committed == 1)
        #expect(try Snapshot(site).calls.count == 120)
        #expect(site.files(under: site.workspace.inbox) == [])
    }
}
