import Archive
import Calls
import Foundation
import Night
import Testing
import Vault

/// Recordings that the recorder sealed as they were said.
@Suite struct `A sealed recording in the inbox` {
    private static let id = "20250303T010012Z-00000001"
    private static let sound = SampleDay.englishSound

    let site: TestSite

    init() throws { site = try TestSite() }

    private var ring: KeyRing {
        get throws { try Site(site.workspace, isReadOnly: true).keys }
    }

    /// The file as the recorder writes it, in pieces of a second; one that it could not finish where `isWhole` is false.
    private func sealed(isWhole: Bool = true, to roles: [Role] = [.night, .escrow]) throws -> DroppedFile {
        let url = site.folder.appending(path: "\(UUID().uuidString).age")
        var file = try GrowingFile(creating: url, to: try ring.recipients(of: roles))
        for start in stride(from: 0, to: Self.sound.count, by: 16_000) {
            let piece = Array(Self.sound[start..<min(start + 16_000, Self.sound.count)])
            try file.append(piece.span, position: start)
        }
        if isWhole { try file.finish() }
        return DroppedFile("\(Self.id).wav.age", [UInt8](try Data(contentsOf: url)))
    }

    private func cdr(isWhole: Bool = true) throws -> DroppedFile {
        var record = try SampleDay.record(Self.id, nil, "\(Self.id).wav.age", Self.sound, at: 12, lasting: 12_000) {
            $0.channels = [
                .init(role: .customer, number: "13812345678", name: "Zephyrine Quackenbush", codec: "PCMU"),
                .init(role: .agent, number: "301", codec: "PCMU"),
            ]
        }
        if !isWhole { (record.sha256, record.completeness) = (nil, .degraded) }
        return try SampleDay.cdr(record, "\(Self.id).cdr.json")
    }

    private var inbox: [String] { site.files(under: site.workspace.inbox) }

    @Test(arguments: [true, false])
    func `is heard, masked and sealed as one in the clear is`(isWhole: Bool) async throws {
        try site.drop([sealed(isWhole: isWhole), cdr(isWhole: isWhole)])
        let summary = try await site.run()
        #expect(summary.mishaps == [])
        #expect(inbox == [])
        let outcome = try #require(try site.outcome(Self.id))
        #expect(outcome.recording == (try SHA256.hash(Self.sound.span).hex))
        #expect(outcome.problems == [])

        let other = try TestSite()
        let clear = try cdr().bytes
        let text = String(decoding: clear, as: UTF8.self).replacing(".wav.age", with: ".wav")
        try other.drop([
            DroppedFile("\(Self.id).wav", Self.sound), DroppedFile("\(Self.id).cdr.json", text: text),
        ])
        try await other.run()
        let expected = try #require(try other.outcome(Self.id))
        #expect(outcome.measures == expected.measures)
        let files = try Site(site.workspace, isReadOnly: true).archive.files(of: outcome.facts.id)
        let original = try #require(files.first { $0.kind == .original })
        #expect(try site.plaintext(original) == Self.sound)
        #expect(files.contains { $0.kind == .masked })
    }

    @Test func `stays with its CDR where the night's key is not there, and goes its way once it is`() async throws {
        try site.drop([sealed(), cdr()])
        let identity = try ring.identityFile(of: .night)
        let away = site.folder.appending(path: "away")
        try FileManager.default.moveItem(at: identity, to: away)
        let summary = try await site.run()
        #expect(summary.committed == 0)
        #expect(summary.mishaps.count == 1)
        #expect(summary.mishaps.first?.problem.contains("cannot be opened") == true)
        #expect(inbox == ["\(Self.id).cdr.json", "\(Self.id).wav.age"])
        let doctor = try site.command("doctor")
        #expect(!doctor.text.contains("record.seal"))
        try FileManager.default.moveItem(at: away, to: identity)
        #expect(try await site.run().mishaps == [])
        #expect(inbox == [])
    }

    @Test func `stays where it was sealed to others`() async throws {
        try site.drop([sealed(to: [.auditor]), cdr()])
        #expect(try await site.run().mishaps.count == 1)
        #expect(inbox == ["\(Self.id).cdr.json", "\(Self.id).wav.age"])
    }

    @Test func `that came before the night's key was changed is opened by the old one`() async throws {
        try site.drop([sealed(), cdr()])
        let rotated = try site.command("keys", "rotate", "night")
        #expect(rotated.status == 0, "\(rotated.errors)")
        #expect(try await site.run().mishaps == [])
        #expect(try site.outcome(Self.id)?.recording != nil)
    }

    @Test func `goes into quarantine where it was altered, and its call is kept`() async throws {
        var file = try sealed()
        file.bytes[file.bytes.count - 100] ^= 1
        try site.drop([file, cdr()])
        let summary = try await site.run()
        #expect(summary.mishaps.contains { $0.problem.contains("altered") })
        #expect(inbox == [])
        let outcome = try #require(try site.outcome(Self.id))
        #expect(outcome.recording == nil)
        #expect(site.files(under: site.workspace.quarantine).contains { $0.hasSuffix(".age") })
    }

    @Test func `is what doctor asks a key for`() throws {
        let settings = site.workspace.settings
        let text = try String(contentsOf: settings, encoding: .utf8)
        try Data(text.replacing("\nrecord:\n", with: "\nrecord:\n  seal: live\n").utf8).write(to: settings)
        #expect(try site.command("doctor").text.contains("this machine opens"))
        try FileManager.default.removeItem(at: try ring.identityFile(of: .night))
        let doctor = try site.command("doctor")
        #expect(doctor.text.contains("cannot open them in the night"))
        #expect(doctor.status != 0)
    }

    @Test func `is opened by hand, unfinished as it may be`() throws {
        let file = try sealed(isWhole: false)
        let place = site.folder.appending(path: "left.wav.age")
        try Data(file.bytes).write(to: place)
        let target = site.folder.appending(path: "left.wav")
        let identity = try ring.identityFile(of: .escrow)
        let done = try site.command("unseal", "--identity", identity.path, "--output", target.path, place.path)
        #expect(done.status == 0)
        #expect([UInt8](try Data(contentsOf: target)) == Self.sound)
    }
}
