import Calls
import Foundation
import Night
import Testing
import Vault

@Suite struct `Twice is once` {
    let site: TestSite
    let first: Snapshot
    let sealed: [String: String]

    init() async throws {
        site = try TestSite()
        try site.drop(SampleDay.files())
        try await site.run()
        first = try Snapshot(site)
        sealed = try site.sealedHashes()
    }

    @Test func `a second run finds nothing to do`() async throws {
        let events = try site.auditReport().events
        let summary = try await site.run()
        #expect(summary.changedNothing)
        #expect(summary.mishaps == [])
        let changes = try Snapshot(site).differences(from: first)
        #expect(changes == [])
        #expect(try site.sealedHashes() == sealed)
        #expect(try site.auditReport().events == events)
    }

    @Test func `the same files are recognised and taken away`() async throws {
        try site.drop(SampleDay.files())
        let summary = try await site.run()
        #expect(summary.committed == 0)
        #expect(summary.mishaps == [])
        let changes = try Snapshot(site).differences(from: first)
        #expect(changes == [])
        #expect(try site.sealedHashes() == sealed)
    }

    @Test func `the same recording under another name is no second call`() async throws {
        try site.drop([DroppedFile("copy.wav", SampleDay.englishSound)])
        let summary = try await site.run()
        #expect(summary.alreadyKnown == 1)
        #expect(summary.mishaps == [])
        let changes = try Snapshot(site).differences(from: first)
        #expect(changes == [])
    }

    @Test func `one recording that lies there twice is one call`() async throws {
        let sound = SpokenWAV(milliseconds: 4000, [(0, 300, 3500)]).file()
        try site.drop((1...6).map { DroppedFile("twin-\($0).wav", sound) })
        let summary = try await site.run(jobs: 4)
        #expect(summary.committed == 1)
        let new = try Snapshot(site).calls.map(\.facts.id).filter { id in !first.calls.contains { $0.facts.id == id } }
        #expect(new.count == 1)
        #expect(try new.map { try site.acts(.analysed)[$0.description] } == [1])
        #expect(try site.damagedCopies() == [])
        #expect(site.files(under: site.workspace.inbox) == [])
    }

    @Test func `the order and number of workers change nothing`() async throws {
        let other = try TestSite(copyOf: site)
        let fresh = try TestSite()
        try FileManager.default.removeItem(at: fresh.workspace.keys)
        try FileManager.default.copyItem(at: other.workspace.keys, to: fresh.workspace.keys)
        let secrets = fresh.folder.appending(path: "data-secrets")
        try FileManager.default.removeItem(at: secrets)
        try FileManager.default.copyItem(at: other.folder.appending(path: "data-secrets"), to: secrets)
        try fresh.drop(SampleDay.files().reversed())
        try await fresh.run(jobs: 1)
        let changes = try Snapshot(fresh).differences(from: first)
        #expect(changes == [])
    }
}
