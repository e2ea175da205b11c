import Archive
import Calls
import Foundation
import Night
import Testing
import Vault

/// A file that nobody should believe, and what is to be said of it.
struct BadFile: Sendable, CustomTestStringConvertible {
    var name: String
    /// How the line on standard error begins, behind `aftercall: error: `.
    var complaint: String
    var isQuarantined: Bool

    var testDescription: String { name }

    static let all = [
        BadFile(name: "cut.wav", complaint: "cut.wav: it breaks off after 1.0 s", isQuarantined: false),
        BadFile(name: "nothing.wav", complaint: "nothing.wav: ", isQuarantined: true),
        BadFile(name: "void.wav", complaint: "void.wav: ", isQuarantined: true),
        BadFile(name: "letter.wav", complaint: "letter.wav: ", isQuarantined: true),
        BadFile(name: "huge.wav", complaint: "huge.wav: ", isQuarantined: true),
        BadFile(name: "numbers.csv", complaint: "numbers.csv: not a call detail record", isQuarantined: true),
        BadFile(name: "Master-3.csv", complaint: "Master-3.csv, line 2: ", isQuarantined: false),
        BadFile(name: "cut.vtt", complaint: "cut.vtt: it is not of this call", isQuarantined: true),
        BadFile(name: "stray.json", complaint: "stray.json: it lies beside no recording", isQuarantined: true),
        BadFile(name: "broken.cdr.json", complaint: "broken.cdr.json: ", isQuarantined: true),
        BadFile(name: "future.cdr.json", complaint: "future.cdr.json: version 9 of", isQuarantined: true),
    ]
}

@Suite struct `Nothing is believed` {
    /// A night with every bad file among the good ones.
    private struct BadNight: Sendable {
        let site: TestSite
        let files: [String: [UInt8]]
        let result: Program.Result

        static let shared = Result { try BadNight() }

        init() throws {
            site = try TestSite()
            let bad = try Self.bad()
            files = Dictionary(uniqueKeysWithValues: bad.map { ($0.name, $0.bytes) })
            try site.drop(SampleDay.files() + bad)
            result = try site.command("run")
        }

        private static func bad() throws -> [DroppedFile] {
            let sound = SpokenWAV(milliseconds: 4000, [(0, 300, 3500)]).file()
            var huge = Array(sound.prefix(100))
            huge.replaceSubrange(4..<8, with: [255, 255, 255, 255])
            huge.replaceSubrange(22..<24, with: [255, 255])
            huge.replaceSubrange(40..<44, with: [255, 255, 255, 255])
            let rows = [
                SampleDay.row("1740970800.1", "", "13455556666", agent: "304", at: "11:00:00", "11:00:05", "11:01:05"),
                SampleDay.row("1740970860.1", "", "13455556666", agent: "304", at: "11:01:00", "11:01:05", "11:02:05")
                    .replacing("ANSWERED", with: "PERHAPS"),
                SampleDay.row("1740970920.1", "", "13455556666", agent: "304", at: "11:02:00", "11:02:05", "11:03:05"),
            ]
            let silent = try SampleDay.record(
                "20250303T040000Z-0000000c",
                nil,
                "void.wav",
                [],
                at: 10_800,
                lasting: 900
            ) {
                $0.channels = [.init(role: .customer, codec: "PCMU")]
            }
            return [
                DroppedFile("cut.wav", Array(sound.prefix(44 + 32_000))),
                DroppedFile("cut.vtt", text: SampleDay.englishWords + "\n"),
                DroppedFile("nothing.wav", []),
                DroppedFile("void.wav", []),
                try SampleDay.cdr(silent, "void.cdr.json"),
                DroppedFile("letter.wav", text: "Dear Sir or Madam, this is no recording."),
                DroppedFile("huge.wav", huge),
                DroppedFile("numbers.csv", text: "1;2;3\n\"4;5\n"),
                DroppedFile("Master-3.csv", text: rows.joined()),
                DroppedFile("stray.json", text: "{\"turns\": [[[["),
                DroppedFile("broken.cdr.json", text: "{\"sipCallID\": \"a\", \"version\": "),
                DroppedFile("future.cdr.json", text: "{\"sipCallID\": \"a\", \"version\": 9}"),
            ]
        }
    }

    @Test(arguments: BadFile.all)
    func `each bad file is named with its fault and a hint`(_ file: BadFile) throws {
        let night = try BadNight.shared.get()
        let lines = night.result.errors.split(separator: "\n")
        let index = try #require(lines.firstIndex { $0.hasPrefix("aftercall: error: \(file.complaint)") })
        try #require(index + 1 < lines.count)
        #expect(lines[index + 1].hasPrefix("aftercall: hint: "))
    }

    @Test(arguments: BadFile.all.filter(\.isQuarantined))
    func `what nobody can use lies sealed in quarantine with its reason`(_ file: BadFile) throws {
        let night = try BadNight.shared.get()
        let bytes = try #require(night.files[file.name])
        let hash = try SHA256.hash(bytes.span).hex
        let site = try Site(night.site.workspace, isReadOnly: true)
        let source = try #require(try site.archive.source(hash))
        #expect(source.state == .quarantined)
        let quarantine = Vault(root: night.site.workspace.quarantine)
        let path = String(source.path.trimmingPrefix("quarantine/"))
        let compliance = try site.keys.identity(of: .compliance)
        #expect(try night.site.plaintext(path, of: quarantine, with: compliance) == bytes)
        let note = String(decoding: try night.site.bytes("quarantine/\(hash.prefix(16)).txt"), as: UTF8.self)
        #expect(note.contains("reason: "))
        #expect(note.contains("mend: "))
    }

    @Test func `all other calls are done`() throws {
        let night = try BadNight.shared.get()
        #expect(night.result.status == 3)
        let calls = try Site(night.site.workspace, isReadOnly: true).archive.facts().map(\.id.description)
        #expect(Set(calls).isSuperset(of: SampleDay.ids))
        #expect(Set(calls).isSuperset(of: ["ast-1740970800.1", "ast-1740970920.1", "20250303T040000Z-0000000c"]))
        // And the recording that breaks off, of which no CDR speaks.
        #expect(calls.count == SampleDay.ids.count + 4)
        #expect(night.site.files(under: night.site.workspace.inbox) == [])
        #expect(try night.site.damagedCopies() == [])
        #expect(try night.site.auditReport().fault == nil)
    }

    @Test(arguments: [
        Typo(file: "aftercall.yaml", right: "time-zone: Asia", wrong: "time-zon: Asia", place: "aftercall.yaml:4:3: "),
        Typo(file: "rules/conversation.yaml", right: "rules:", wrong: "rulez:", place: "conversation.yaml:"),
    ])
    func `a typo in a setting or a rule stops the run before it touches anything`(_ typo: Typo) throws {
        let site = try TestSite()
        try site.drop(SampleDay.files())
        try site.replace(in: site.workspace.home.appending(path: typo.file), typo.right, with: typo.wrong)
        let before = try site.contents()
        let result = try site.command("run")
        #expect(result.status == 78)
        #expect(result.errors.contains(#/^aftercall: error: [a-z.-]+:[0-9]+:[0-9]+: /#))
        #expect(result.errors.hasPrefix("aftercall: error: \(typo.place)"))
        #expect(result.errors.contains("did you mean '"))
        #expect(try site.contents() == before)
    }

    struct Typo: Sendable, CustomTestStringConvertible {
        var file: String
        var right: String
        var wrong: String
        var place: String

        var testDescription: String { file }
    }
}
