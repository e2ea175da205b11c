import Archive
import Calls
import Foundation
import Night
import Testing

@Suite struct `A sale that is recorded in sound and video` {
    let site: TestSite
    /// The names that the recordings of the day have, without their endings.
    static let english = "20250303T010012Z-00000001"
    static let chinese = "line-13611113333-2"

    /// One sale with a video of 12 s as long as its sound, one with another's, one without sound and video.
    init() async throws {
        site = try TestSite()
        try site.replace(
            in: site.workspace.settings,
            "\nrules:",
            with: "\ndual-recording:\n  queues: [sales]\n  disclosures: [compliance-en/recording-notice]\nrules:"
        )
        try site.drop(SampleDay.files())
        try site.drop([try Self.video("sale.mkv", as: Self.english), try Self.video("sale.mp4", as: Self.chinese)])
        try await site.run()
    }

    static func video(_ name: String, as recording: String) throws -> DroppedFile {
        let file = repository.appending(path: "fixtures/video/\(name)")
        return DroppedFile("\(recording).\(file.pathExtension)", [UInt8](try Data(contentsOf: file)))
    }

    func issues(_ id: String) throws -> [RecordingIssue.Kind] { try #require(try site.outcome(id)).recordingIssues }

    @Test func `is looked at as one`() throws {
        #expect(try issues(SampleDay.english) == [])
        #expect(try issues(SampleDay.chinese) == [.unequal, .undisclosed])
        #expect(try issues(SampleDay.unrecorded) == [.missing, .videoMissing, .undisclosed])
        // Neither a sale, nor of the queue.
        #expect(try issues(SampleDay.abandoned) == [])
        #expect(try !issues(SampleDay.mono).contains(.videoMissing))
        let report = try site.command("report", "assurance", "--date", SampleDay.date, "--format", "csv").text
        #expect(report.contains("sale without its video,recorder,1"))
    }

    @Test func `keeps both together, sealed`() throws {
        let archive = try Site(site.workspace, isReadOnly: true).archive
        let videos = try archive.sources().filter { $0.kind == "video" }
        #expect(videos.count == 2)
        for (video, id) in zip(videos.sorted { $0.bytes > $1.bytes }, [SampleDay.english, SampleDay.chinese]) {
            let facts = try #require(try site.outcome(id)).facts
            #expect(facts.sources.contains(SourceLine(file: video.sha256, line: 0)))
            #expect(site.files().contains(video.path))
        }
        #expect(site.files(under: site.workspace.inbox) == [])
    }

    @Test func `is looked at anew when its video comes later`() async throws {
        let sound = DroppedFile("\(Self.chinese).wav", SampleDay.chineseSound)
        try site.drop([sound, try Self.video("sale.mov", as: Self.chinese)])
        try await site.run()
        #expect(try issues(SampleDay.chinese) == [.undisclosed])
        #expect(site.files(under: site.workspace.inbox) == [])
        let before = try Snapshot(site)
        try site.drop([sound, try Self.video("sale.mov", as: Self.chinese)])
        #expect(try await site.run().committed == 0)
        #expect(try Snapshot(site).differences(from: before) == [])
    }

    @Test func `whose video lies beside no sound goes into quarantine`() async throws {
        try site.drop([try Self.video("sale.webm", as: "nobody")])
        let summary = try await site.run()
        #expect(summary.mishaps.map(\.problem) == ["it lies beside no recording"])
    }
}
