import Calls
import Foundation
import Night
import Testing
import Vault

/// A night of many calls that nobody disturbed, and how long it took.
struct LongNight: Sendable {
    /// The ordinary run has few; `make test-night-kills` sets 200 kills in nights of 500 calls.
    private static let shortCalls = number("AFTERCALL_NIGHT_CALLS") ?? 6
    static let kills = number("AFTERCALL_NIGHT_KILLS") ?? 12

    private let before: TestSite
    private let files: [DroppedFile]
    let after: Snapshot
    let acts: [String: Int]
    let length: Duration

    static let shared = Result { try LongNight() }

    init() throws {
        before = try TestSite()
        // Reads some recordings' words, so that workers have children as well.
        let words = #"{\"words\": [{\"word\": \"good\", \"start\": 0.4, \"end\": 0.9}]}"#
        let settings = """

            speech:
              engine: command
              command: [/bin/sh, -c, "sleep 0.03; echo '\(words)'"]

            """
        let there = try Data(contentsOf: before.workspace.settings)
        try (there + Data(settings.utf8)).write(to: before.workspace.settings)
        files = try SampleDay.files() + Self.awkward() + Self.short()
        let site = try TestSite(copyOf: before)
        try site.drop(files)
        let start = ContinuousClock.now
        let result = try site.command("run")
        length = start.duration(to: .now)
        guard result.status == 3 else { throw CocoaError(.executableLoad) }
        after = try Snapshot(site)
        acts = try site.acts(.analysed)
    }

    /// Short calls with recorder's CDRs: every third without a transcript, every hundredth with a recording that is none.
    private static func short() throws -> [DroppedFile] {
        let kinds = [(0, 1), (1, 0)].flatMap { first, second in
            [400, 700].map {
                SpokenWAV(milliseconds: 3000, [(first, 300, 300 + $0), (second, 1400, 1400 + $0)]).file()
            }
        }
        return try (0..<shortCalls).flatMap { index -> [DroppedFile] in
            let name = String(format: "20250303T01%02d%02dZ-%08x", index / 60 % 60, index % 60, index)
            var sound = kinds[index % kinds.count]
            // No two recordings are alike.
            for place in 0..<4 { sound[44 + 4 * place] = UInt8(truncatingIfNeeded: index >> (4 * place) & 15) }
            if index % 100 == 99 { sound = Array("no sound \(index)".utf8) }
            let record = try SampleDay.record(name, nil, "\(name).wav", sound, at: index, lasting: 3000) { _ in }
            var files = [DroppedFile("\(name).wav", sound), try SampleDay.cdr(record, "\(name).cdr.json")]
            if index % 3 > 0 {
                let cue = "WEBVTT\n\n00:00.300 --> 00:00.900\n<v Agent>This is call number \(index).\n"
                files.append(DroppedFile("\(name).vtt", text: cue))
            }
            return files
        }
    }

    /// What cannot be used, what is empty, and recordings of which no switch speaks.
    private static func awkward() throws -> [DroppedFile] {
        [
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
    }

    /// A site before that night.
    func site() throws -> TestSite {
        let site = try TestSite(copyOf: before)
        try site.drop(files)
        return site
    }

    /// Expects of a site whose night was disturbed, and done again, all that it would hold otherwise, and nothing else.
    func expectSame(_ site: TestSite, _ comment: @autoclosure () -> Comment? = nil) throws {
        let changes = try Snapshot(site).differences(from: after)
        #expect(changes == [], comment())
        #expect(try site.damagedCopies() == [])
        #expect(site.files(under: site.workspace.inbox) == [])
        #expect(site.files().filter { $0.hasSuffix(AtomicFile.partialSuffix) } == [])
        #expect(try site.acts(.analysed) == acts)
        let audit = try site.auditReport()
        #expect(audit.fault == nil)
        #expect(audit.unsigned == 0)
    }

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
