import Foundation
import Testing
import Vault

/// 12:00 UTC on the tenth of a month of 2026, in milliseconds.
private func noon(_ month: Int) -> Int {
    let days = (1..<month).reduce(0) { $0 + [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][$1 - 1] }
    return (1_767_225_600 + (days + 9) * 86_400 + 43_200) * 1000
}

/// A log over three months, signed at the end of each.
private struct ThreeMonths: ~Copyable {
    let folder: TemporaryFolder
    let log: AuditLog
    let ring: KeyRing

    init() throws {
        let folder = try TemporaryFolder()
        ring = try KeyRing.filled(in: folder.url)
        log = AuditLog(folder: folder.url.appending(component: "audit"))
        self.folder = folder
    }

    static func signed() throws -> ThreeMonths {
        let months = try ThreeMonths()
        try months.fill()
        return months
    }

    private func fill() throws {
        for month in 1...3 {
            try append(4, in: month)
            _ = try checkpoint(in: month)
        }
        try append(2, in: 3)
        _ = try checkpoint(in: 3)
    }

    func append(_ count: Int, in month: Int) throws {
        try log.append((0..<count).map { AuditEntry(.opened, "c-\($0)", by: "u", at: noon(month) + $0) })
    }

    func checkpoint(in month: Int) throws -> Checkpoint {
        try log.checkpoint(signedBy: try ring.signingKey(), at: noon(month))
    }

    func verify() throws -> AuditReport { try log.verify(with: try ring.verificationKey()) }

    func events(_ month: String) -> URL { folder.url.appending(path: "audit/\(month)/events.jsonl") }
}

@Suite struct `Audit log over months` {
    @Test func `begins a segment at the first checkpoint of a month, linked to the one before`() throws {
        let months = try ThreeMonths.signed()
        let report = try months.verify()
        #expect(report.fault == nil)
        #expect(report.segments == ["2026-01", "2026-02", "2026-03"])
        // What came before the first checkpoint of a month is in the segment before.
        #expect(report.events == 16)
        #expect(report.nextSequence == 16)
        #expect(try months.log.events().map(\.sequence) == Array(0..<16))
        #expect(try months.log.events(AuditFilter(acts: [.segmentStarted])).map(\.sequence) == [8, 13])
        #expect(report.unsigned == 0)
    }

    @Test func `verifies without the segments that expired, and names the one that is missing between`() throws {
        let months = try ThreeMonths.signed()
        #expect(try months.log.expire(before: "2026-02") == ["2026-01"])
        let rest = try months.verify()
        #expect((rest.fault, rest.segments) == (nil, ["2026-02", "2026-03"]))
        let other = try ThreeMonths.signed()
        try FileManager.default.removeItem(at: other.events("2026-02").deletingLastPathComponent())
        #expect(try other.verify().fault == .chainBroken(segment: "2026-03"))
    }

    @Test func `is not taken for whole when a closed segment was swapped, cut or emptied`() throws {
        for cut in [1, 2, 3] {
            let months = try ThreeMonths.signed()
            let lines = String(decoding: try months.events("2026-01").bytes, as: UTF8.self).split(separator: "\n")
            let rest = lines.dropLast(cut).map { $0 + "\n" }.joined()
            try months.events("2026-01").write(Array(rest.utf8))
            #expect(try months.verify().fault != nil)
        }
    }

    @Test func `never begins an earlier month when the clock was set back`() throws {
        let months = try ThreeMonths.signed()
        try months.append(3, in: 1)
        let checkpoint = try months.checkpoint(in: 1)
        #expect(checkpoint.origin == "aftercall.audit/2026-03")
        let report = try months.verify()
        #expect((report.fault, report.events) == (nil, 19))
    }

    @Test func `keeps its tree when an event is erased`() throws {
        let months = try ThreeMonths.signed()
        let before = try months.verify()
        try months.log.erase(2)
        try months.log.erase(15)
        let after = try months.verify()
        #expect((after.fault, after.erased, after.events) == (nil, 2, before.events))
        #expect(after.root == before.root)
        #expect(try months.log.events().map(\.sequence) == (0..<16).filter { $0 != 2 && $0 != 15 })
        #expect(!String(decoding: try months.events("2026-01").bytes, as: UTF8.self).contains("\"sequence\":2,"))
        try months.append(1, in: 3)
        #expect(try months.verify().nextSequence == 17)
        #expect(throws: VaultError.notFound(file: "event 99")) { try months.log.erase(99) }
    }

    @Test func `proves each signed event`() throws {
        let months = try ThreeMonths.signed()
        let key = try months.ring.verificationKey()
        for event in 0..<16 {
            let proof = try #require(try months.log.proof(of: event))
            #expect(try proof.checkpoint.isSigned(by: key))
            #expect(try proof.root() == proof.checkpoint.root)
            #expect(proof.line.contains("\"sequence\":\(event),"))
        }
        try months.append(1, in: 3)
        #expect(try months.log.proof(of: 16) == nil)
    }

    @Test func `is consistent with each checkpoint that was kept, and not with one of another log`() throws {
        let months = try ThreeMonths.signed()
        let key = try months.ring.verificationKey()
        let kept = try months.checkpoint(in: 3)
        try months.append(5, in: 3)
        _ = try months.checkpoint(in: 3)
        let (path, new) = try months.log.consistency(with: kept, key: key)
        #expect((kept.size, new.size) == (3, 8))
        #expect(!path.isEmpty)
        let other = try ThreeMonths.signed()
        let foreign = try other.checkpoint(in: 3)
        #expect(throws: VaultError.auditLog(.checkpoint(size: 3))) {
            _ = try months.log.consistency(with: foreign, key: key)
        }
        #expect(throws: VaultError.auditLog(.rootDiffers(events: 0..<3))) {
            _ = try months.log.consistency(with: foreign, key: try other.ring.verificationKey())
        }
    }
}

extension AuditProof {
    /// The root that leaf and path lead to (RFC 9162 §2.1.3.2).
    fileprivate func root() throws -> SHA256Digest {
        var (index, last) = (index, checkpoint.size - 1)
        var node = leaf.bytes
        for sibling in path.map(\.bytes) {
            if index % 2 == 1 || index == last {
                node = try SHA256.hash(([1] + sibling + node).span).bytes
                while index % 2 == 0, index > 0 { (index, last) = (index / 2, last / 2) }
            } else {
                node = try SHA256.hash(([1] + node + sibling).span).bytes
            }
            (index, last) = (index / 2, last / 2)
        }
        return try #require(
            SHA256Digest(hex: node.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
        )
    }
}

@Suite(.enabled(if: Tool.openssl.isInstalled, "skipped: openssl is not installed"))
struct `Stock openssl` {
    @Test func `verifies a checkpoint's signature`() throws {
        let months = try ThreeMonths.signed()
        let checkpoint = try months.checkpoint(in: 3)
        let text = months.folder.url.appending(component: "text")
        let signature = months.folder.url.appending(component: "signature")
        try text.write(Array(checkpoint.text.utf8))
        try signature.write(checkpoint.signature)
        let arguments = [
            "pkeyutl", "-verify", "-pubin", "-inkey", months.ring.verificationKeyFile.filePath, "-rawin", "-in",
            text.filePath, "-sigfile", signature.filePath,
        ]
        #expect(try Tool.openssl.run(arguments).status == 0)
        try text.write(Array(checkpoint.text.replacing("2026-03", with: "2026-04").utf8))
        #expect(try Tool.openssl.run(arguments).status != 0)
    }
}
