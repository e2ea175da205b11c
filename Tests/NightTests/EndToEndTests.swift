import Archive
import Calls
import Foundation
import Night
import Testing
import Vault

@Suite struct `A whole night` {
    let site: TestSite
    let summary: RunSummary

    init() async throws {
        site = try TestSite()
        try site.drop(SampleDay.files())
        summary = try await site.run()
    }

    @Test func `takes every call and leaves nothing in the inbox`() throws {
        #expect(summary.mishaps == [])
        #expect(summary.committed == SampleDay.ids.count)
        #expect(try Snapshot(site).calls.map(\.facts.id.description).sorted() == SampleDay.ids.sorted())
        #expect(summary.reportedDays == [SampleDay.date])
        #expect(site.files(under: site.workspace.inbox) == [])
        #expect(try site.auditReport().fault == nil)
        #expect(try site.auditReport().unsigned == 0)
        #expect(try site.acts(.analysed) == Dictionary(uniqueKeysWithValues: SampleDay.ids.map { ($0, 1) }))
    }

    @Test func `joins switch, recorder, transcript and survey to one call`() throws {
        let outcome = try #require(try site.outcome(SampleDay.english))
        let facts = outcome.facts
        #expect(facts.start == SampleDay.opening)
        #expect(facts.answered == SampleDay.opening + Milliseconds(12_000))
        #expect(facts.end == SampleDay.opening + Milliseconds(24_000))
        #expect(facts.direction == .inbound)
        #expect(facts.outcome == .answered)
        #expect(facts.queue == "sales")
        #expect(facts.agent == "301")
        #expect(facts.wait == Milliseconds(12_000))
        #expect(facts.handle == HandleTime(talk: Milliseconds(12_000), hold: .zero))
        #expect(facts.hungUpBy == .customer)
        #expect(facts.survey == Survey(csat: 5, nps: 9))
        #expect(facts.customer != nil)
        #expect(outcome.problems == [])
    }

    @Test func `hears who speaks when`() throws {
        let measures = try #require(try site.outcome(SampleDay.english)?.measures)
        #expect(measures.duration == Milliseconds(12_000))
        #expect(measures.channels.map(\.role) == [.customer, .agent])
        #expect(measures.faults == [])
        let speech = measures.channels.map { $0.speech.merged(closingGapsBelow: Milliseconds(350)) }
        try #require(speech.map(\.count) == [1, 2])
        #expect(speech[0][0].isNear(3400..<8600))
        #expect(speech[1][0].isNear(300..<3000))
        #expect(speech[1][1].isNear(9000..<11_500))
    }

    @Test func `masks the words and judges them first`() throws {
        let outcome = try #require(try site.outcome(SampleDay.english))
        let text = try #require(outcome.transcript).turns.map(\.text).joined(separator: "\n")
        #expect(text.contains("Good morning, this call is recorded."))
        #expect(!text.contains { $0.isNumber && $0 == "4" })
        #expect(Set(outcome.masks.map(\.type)) == ["CARD", "EMAIL", "PERSON", "PHONE"])
        let evaluation = try #require(outcome.evaluation)
        #expect(evaluation.findings.first { $0.rule == "compliance-en/recording-notice" }?.verdict == .passed)
    }

    @Test(arguments: [SampleDay.english, SampleDay.chinese, SampleDay.mono])
    func `gives the original back byte for byte to compliance`(_ id: String) throws {
        let sounds = [
            SampleDay.english: SampleDay.englishSound, SampleDay.chinese: SampleDay.chineseSound,
            SampleDay.mono: SampleDay.monoSound,
        ]
        let archive = try Site(site.workspace, isReadOnly: true).archive
        let files = try archive.files(of: #require(CallID(id)))
        let original = try #require(files.first { $0.kind == .original })
        #expect(try site.plaintext(original) == sounds[id])
        #expect(throws: VaultError.noMatchingIdentity) {
            let vault = try Site(site.workspace).vault
            _ = try site.plaintext(original.path, of: vault, with: Site(site.workspace).keys.identity(of: .qa))
        }
    }

    @Test(arguments: [(SampleDay.english, 2), (SampleDay.chinese, 1)])
    func `leaves exact silence where personal data was said`(_ id: String, _ width: Int) throws {
        let outcome = try #require(try site.outcome(id))
        let archive = try Site(site.workspace, isReadOnly: true).archive
        let files = try archive.files(of: outcome.facts.id)
        let masked = try sound(of: #require(files.first { $0.kind == .masked }))
        let original = try sound(of: #require(files.first { $0.kind == .original }))
        let muted = outcome.masks.filter { $0.channel == 0 }.compactMap(\.span).merged()
        try #require(!muted.isEmpty)
        try #require(masked.count == original.count)
        var (loud, kept) = (0, 0)
        for frame in 0..<masked.count / (2 * width) {
            let time = TimeSpan(start: Milliseconds(frame / 8), end: Milliseconds(frame / 8 + 1))
            let place = frame * 2 * width
            let sample = masked[place..<place + width]
            if muted.contains(where: { $0.overlaps(time) }) {
                if sample.contains(where: { $0 != (width == 1 ? 0xD5 : 0) }) { loud += 1 }
            } else if sample == original[place..<place + width] {
                kept += 1
            }
        }
        #expect(loud == 0)
        #expect(kept > 8 * 4000)
    }

    /// What lies in a WAV file's data chunk.
    private func sound(of file: StoredFile) throws -> [UInt8] {
        let bytes = try site.plaintext(file)
        let start = try #require(Data(bytes).range(of: Data("data".utf8))).upperBound + 4
        return Array(bytes[start...])
    }

    @Test func `writes the report of the day`() throws {
        let files = site.files(under: site.workspace.reports)
        let names = ["agents.csv", "kpis.csv", "queues.csv", "report.html", "report.json", "worst-calls.csv"]
        #expect(files == names.map { "\(SampleDay.date)/\($0)" })
        let json = try JSONSerialization.jsonObject(with: Data(site.bytes("reports/\(SampleDay.date)/report.json")))
        #expect(json is [String: Any])
    }
}

extension TimeSpan {
    /// Within a quarter of a second at both ends: a syllable fades in and out.
    fileprivate func isNear(_ range: Range<Int>) -> Bool {
        abs(start.count - range.lowerBound) < 250 && abs(end.count - range.upperBound) < 250
    }
}
