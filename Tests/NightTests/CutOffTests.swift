import Foundation
import Night
import Testbench
import Testing
import Vault

/// A night that nobody disturbed, and how long it took.
private struct QuietNight: Sendable {
    let before: TestSite
    let files: [DroppedFile]
    let after: Snapshot
    let acts: [String: Int]
    let length: Duration

    static let shared = Result { try QuietNight() }

    init() throws {
        before = try TestSite()
        files =
            try SampleDay.files() + [
                DroppedFile("lonely.wav", SpokenWAV(milliseconds: 4000, [(0, 300, 3500)]).file()),
                DroppedFile("broken.wav", text: "no sound at all"),
                DroppedFile("garbage.csv", text: "a,b,c\n1,2,3\n"),
                DroppedFile("empty.wav", []),
                try SampleDay.cdr(
                    SampleDay.record("20250303T030000Z-0000000e", nil, "empty.wav", [], at: 7200, lasting: 3000) { _ in
                    },
                    "empty.cdr.json"
                ),
                DroppedFile("other.wav", SpokenWAV(milliseconds: 4000, [(0, 300, 1500)]).file()),
                DroppedFile("other.vtt", text: SampleDay.englishWords + "\n"),
            ]
        let site = try TestSite(copyOf: before)
        try site.drop(files)
        let start = ContinuousClock.now
        let result = try site.command("run")
        length = start.duration(to: .now)
        guard result.status == 3 else { throw CocoaError(.executableLoad) }
        after = try Snapshot(site)
        acts = try site.acts(.analysed)
    }
}

@Suite struct `Nothing is lost` {
    @Test(arguments: 1...16)
    func `whenever the run is killed the next one finishes it`(_ part: Int) throws {
        let quiet = try QuietNight.shared.get()
        let site = try TestSite(copyOf: quiet.before)
        try site.drop(quiet.files)
        var random = SplitMix64(seed: UInt64(part))
        let share = (Double(part) - Double.random(in: 0..<1, using: &random)) / 16
        let environment = ["TERM": "dumb", "AFTERCALL_HOME": site.workspace.home.path]
        _ = try Program.run(["run"], in: site.folder, environment: environment, killedAfter: quiet.length * share)
        let finished = try site.command("run")

        #expect([0, 3].contains(finished.status), "\(finished.errors)")
        let changes = try Snapshot(site).differences(from: quiet.after)
        #expect(changes == [])
        #expect(try site.damagedCopies() == [])
        #expect(site.files(under: site.workspace.inbox) == [])
        #expect(site.files().filter { $0.hasSuffix(AtomicFile.partialSuffix) } == [])
        #expect(try site.acts(.analysed) == quiet.acts)
        let audit = try site.auditReport()
        #expect(audit.fault == nil)
        #expect(audit.unsigned == 0)
    }

    @Test func `a second run at the same time gives way`() throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        let lock = try WorkspaceLock(site.workspace)
        let refused = try site.command("run")
        #expect(refused.status == 75)
        #expect(refused.errors.contains("aftercall: hint: "))
        #expect(try Snapshot(site).calls == [])
        #expect(site.files(under: site.workspace.inbox).count == 10)
        _ = consume lock
        #expect(try site.command("run").status == 0)
    }
}
