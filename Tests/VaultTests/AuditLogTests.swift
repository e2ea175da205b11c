import Foundation
import Testing
import Vault

extension AuditLog {
    /// The segment that the events of these tests are in, which happened soon after 1970-01-01.
    fileprivate var eventsFile: URL { folder.appending(path: "1970-01/events.jsonl") }
    fileprivate var checkpointsFolder: URL { folder.appending(path: "1970-01/checkpoints") }
}

/// A log with its keys, in a folder of its own.
private struct Log: ~Copyable {
    let folder: TemporaryFolder
    let log: AuditLog
    let ring: KeyRing

    init() throws {
        let folder = try TemporaryFolder()
        let ring = KeyRing(folder: folder.url, secrets: folder.url)
        try SigningKey.generate().write(to: ring.signingKeyFile)
        log = AuditLog(folder: folder.url.appending(component: "audit"))
        self.ring = ring
        self.folder = folder
    }

    func append(_ count: Int, from first: Int = 0) throws {
        try log.append((first..<first + count).map { AuditEntry(.sealed, "c-\($0)", by: "night", at: 1000 + $0) })
    }

    func checkpoint() throws -> Checkpoint { try log.checkpoint(signedBy: try ring.signingKey()) }

    func verify() throws -> AuditReport { try log.verify(with: try ring.signingKey().verificationKey) }

    var lines: [String] {
        get throws { String(decoding: try log.eventsFile.bytes, as: UTF8.self).split(separator: "\n").map(String.init) }
    }

    func write(_ lines: [String]) throws {
        try log.eventsFile.write(Array(lines.map { $0 + "\n" }.joined().utf8))
    }
}

@Suite struct `Audit log` {
    @Test func `keeps events in their order and gives back those asked for`() throws {
        let setting = try Log()
        let entries = [
            AuditEntry(.runStarted, "r-1", by: "night", at: 1000),
            AuditEntry(.sealed, "c-1", by: "night", at: 2000, details: ["sha256": "ab", "bytes": "12"]),
            AuditEntry(.opened, "c-1", by: "user:7", at: 3000, details: ["reason": "语音\u{1}\"\\\n\u{7f}😀"]),
        ]
        #expect(try setting.log.append(Array(entries[..<1])) == 0..<1)
        #expect(try setting.log.append(Array(entries[1...])) == 1..<3)
        #expect(try setting.log.events().map(\.entry) == entries)
        #expect(try setting.log.events().map(\.sequence) == [0, 1, 2])
        #expect(try setting.log.events(AuditFilter(object: "c-1")).map(\.sequence) == [1, 2])
        #expect(try setting.log.events(AuditFilter(acts: [.opened, .runStarted])).map(\.sequence) == [0, 2])
        #expect(try setting.log.events(AuditFilter(actor: "night", time: 1001..<3000)).map(\.sequence) == [1])
    }

    @Test func `is JSON that another parser reads`() throws {
        let setting = try Log()
        let reason = "语音\u{1}\"\\\n\u{7f}😀"
        try setting.log.append([AuditEntry(.opened, "c-1", by: "user:7", at: 3000, details: ["reason": reason])])
        let line = try #require(try setting.lines.first)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let event = try #require(json["event"] as? [String: Any])
        #expect((event["details"] as? [String: String]) == ["reason": reason])
        #expect(event["time"] as? Int == 3000)
        #expect(event["sequence"] as? Int == 0)
        #expect((json["leaf"] as? String)?.count == 64)
        #expect((json["salt"] as? String)?.count == 32)
    }

    @Test func `verifies, and says how much is signed`() throws {
        let setting = try Log()
        #expect(try setting.verify().fault == nil)
        try setting.append(5)
        let first = try setting.checkpoint()
        try setting.append(3, from: 5)
        let second = try setting.checkpoint()
        #expect(try setting.checkpoint() == second)
        try setting.append(2, from: 8)
        let report = try setting.verify()
        #expect(report.fault == nil)
        #expect((report.events, report.checkpoints, report.unsigned) == (10, 2, 2))
        #expect(report.lastCheckpoint == second)
        #expect((first.size, second.size) == (5, 8))
        #expect(
            setting.folder.files.filter { $0.contains("checkpoint") } == [
                "audit/1970-01/checkpoints/000000000005.checkpoint",
                "audit/1970-01/checkpoints/000000000008.checkpoint",
            ]
        )
    }

    @Test func `drops a line that a crash cut short, and goes on`() throws {
        let setting = try Log()
        try setting.append(3)
        let whole = try setting.log.eventsFile.bytes
        for cut in [1, 100, whole.count / 3 - 1] {
            try setting.log.eventsFile.write(Array(whole.dropLast(cut)))
            let torn = try setting.verify()
            #expect((torn.fault, torn.events, torn.tornBytes) == (nil, 2, whole.count / 3 - cut))
            try setting.append(1, from: 2)
            let mended = try setting.verify()
            #expect((mended.fault, mended.events, mended.tornBytes) == (nil, 3, 0))
        }
        try setting.log.eventsFile.write(Array(whole.prefix(50)))
        #expect(try setting.log.append([AuditEntry(.opened, "c", by: "u", at: 0)]) == 0..<1)
        #expect(try setting.verify().events == 1)
    }

    @Test func `takes a thousand events at once`() throws {
        let setting = try Log()
        try setting.append(1000)
        #expect(try setting.verify().events == 1000)
    }

    @Test func `takes events from many at a time`() async throws {
        let setting = try Log()
        let log = setting.log
        try await withThrowingTaskGroup { group in
            for writer in 0..<4 {
                group.addTask {
                    for event in 0..<10 {
                        try log.append([AuditEntry(.opened, "c-\(event)", by: "u-\(writer)", at: event)])
                    }
                }
            }
            try await group.waitForAll()
        }
        let report = try setting.verify()
        #expect((report.fault, report.events) == (nil, 40))
        #expect(try log.events(AuditFilter(actor: "u-2")).map(\.entry.time) == Array(0..<10))
    }

    @Test(arguments: [
        (AuditEntry(.opened, "", by: "u", at: 0), AuditEntryFault.object),
        (AuditEntry(.opened, "c", by: String(repeating: "u", count: 257), at: 0), .actor),
        (AuditEntry(.opened, "c", by: "u", at: 0, details: ["a key": ""]), .details),
        (AuditEntry(.opened, "c", by: "u", at: 0, details: ["k": String(repeating: "v", count: 1025)]), .details),
    ])
    func `refuses an entry over its limits, and all that came with it`(
        entry: AuditEntry,
        fault: AuditEntryFault
    ) throws {
        let setting = try Log()
        let sound = AuditEntry(.opened, "c", by: "u", at: 0)
        #expect(throws: VaultError.auditEntry(index: 1, fault)) { try setting.log.append([sound, entry]) }
        #expect(try setting.log.events() == [])
    }

    @Test func `holds an entry at its limits`() throws {
        let setting = try Log()
        let value = String(repeating: "\u{1}", count: 1024)
        let details = Dictionary(
            uniqueKeysWithValues: (0..<32).map { ("\($0)" + String(repeating: "k", count: 62), value) }
        )
        let wide = String(repeating: "\u{1}", count: 256)
        try setting.log.append([AuditEntry(.opened, wide, by: wide, at: .min, details: details)])
        try setting.append(1)
        let report = try setting.verify()
        #expect((report.fault, report.events) == (nil, 2))
    }

    @Test func `takes nothing more when its last line is not an event`() throws {
        let setting = try Log()
        try setting.append(2)
        try setting.write(try setting.lines + ["{}"])
        #expect(throws: VaultError.auditLog(.malformed(line: 3))) { try setting.append(1) }
    }
}

/// Something done to a log of twelve events with checkpoints at 5 and 10, and what is found.
private struct Forgery: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var fault: AuditFault
    var done: @Sendable (_ lines: inout [String]) throws -> Void

    static let all: [Forgery] = [
        Forgery(testDescription: "event deleted", fault: .outOfOrder(line: 4, expected: 3, found: 4)) { lines in
            lines.remove(at: 3)
        },
        Forgery(testDescription: "events swapped", fault: .outOfOrder(line: 7, expected: 6, found: 7)) { lines in
            lines.swapAt(6, 7)
        },
        Forgery(testDescription: "event said twice", fault: .outOfOrder(line: 9, expected: 8, found: 7)) { lines in
            lines.insert(lines[7], at: 8)
        },
        Forgery(testDescription: "event edited", fault: .edited(line: 3)) { lines in
            lines[2] = lines[2].replacingOccurrences(of: "night", with: "nights")
        },
        Forgery(testDescription: "unsigned event edited", fault: .edited(line: 12)) { lines in
            lines[11] = lines[11].replacingOccurrences(of: "night", with: "nights")
        },
        Forgery(testDescription: "space added", fault: .malformed(line: 2)) { lines in
            lines[1] = lines[1].replacingOccurrences(of: ",\"leaf\"", with: ", \"leaf\"")
        },
        Forgery(testDescription: "another escape", fault: .malformed(line: 2)) { lines in
            lines[1] = lines[1].replacingOccurrences(of: "night", with: "\\u006eight")
        },
        Forgery(testDescription: "last events cut off", fault: .cutShort(events: 8, expected: 10)) { lines in
            lines.removeLast(4)
        },
        Forgery(testDescription: "all cut off", fault: .cutShort(events: 0, expected: 10)) { lines in lines = [] },
        Forgery(testDescription: "event edited with its hash", fault: .rootDiffers(events: 5..<10)) { lines in
            lines[7] = try Forgery.reforged(lines[7])
        },
    ]

    /// A line that is whole in itself, of an event that never was: what one who can write the file would put there.
    static func reforged(_ line: String) throws -> String {
        let folder = try TemporaryFolder()
        let log = AuditLog(folder: folder.url)
        try log.append((0..<8).map { AuditEntry(.opened, "c-\($0)", by: "nobody", at: 0) })
        return try String(decoding: log.eventsFile.bytes, as: UTF8.self).split(separator: "\n").map(String.init)[7]
    }
}

@Suite struct `A forged audit log` {
    private func signed() throws -> Log {
        let setting = try Log()
        try setting.append(5)
        _ = try setting.checkpoint()
        try setting.append(5, from: 5)
        _ = try setting.checkpoint()
        try setting.append(2, from: 10)
        return setting
    }

    @Test(arguments: Forgery.all)
    private func `is found out, and not signed again`(_ forgery: Forgery) throws {
        let setting = try signed()
        var lines = try setting.lines
        try forgery.done(&lines)
        try setting.write(lines)
        #expect(try setting.verify().fault == forgery.fault)
        #expect(throws: VaultError.auditLog(forgery.fault)) { _ = try setting.checkpoint() }
    }

    @Test func `without its events is found out`() throws {
        let setting = try signed()
        try FileManager.default.removeItem(at: setting.log.eventsFile)
        #expect(try setting.verify().fault == .cutShort(events: 0, expected: 10))
    }

    @Test func `whose checkpoint was edited is found out`() throws {
        let setting = try signed()
        let url = setting.log.checkpointsFolder.appending(component: "000000000005.checkpoint")
        let note = String(decoding: try url.bytes, as: UTF8.self)
        let edits = [
            note.replacingOccurrences(of: "\n5\n", with: "\n6\n"), note + "\n", "",
            note.replacingOccurrences(of: "aftercall.audit", with: "another.audit"),
        ]
        for edit in edits {
            try url.write(Array(edit.utf8))
            #expect(try setting.verify().fault == .checkpoint(size: 5))
        }
    }

    @Test func `that another key signed is found out`() throws {
        let setting = try signed()
        let other = try SigningKey.generate().verificationKey
        #expect(try setting.log.verify(with: other).fault == .checkpoint(size: 5))
    }
}
