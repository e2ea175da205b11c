import Foundation
import Testing
import Vault

/// A file that grows in pieces of `lengths`.
private struct Growth: CustomTestStringConvertible {
    var testDescription: String
    var lengths: [Int]

    static let all = [
        Growth(testDescription: "nothing", lengths: []),
        Growth(testDescription: "one byte", lengths: [1]),
        Growth(testDescription: "seconds of two channels", lengths: [58] + Array(repeating: 16_000, count: 11)),
        Growth(testDescription: "a chunk to the byte", lengths: [65_536]),
        Growth(testDescription: "two chunks to the byte", lengths: [65_535, 1, 65_536]),
        Growth(testDescription: "a piece of three chunks", lengths: [10, 200_000, 10]),
        Growth(testDescription: "many small pieces", lengths: Array(repeating: 37, count: 2000)),
    ]

    var plain: [UInt8] { noise(lengths.reduce(0, +)) }
    /// How far the content goes after each piece.
    var ends: [Int] { lengths.indices.map { lengths[...$0].reduce(0, +) } }
}

/// A folder with keys, gone when the test lets go of it.
private final class Workshop {
    let url: URL
    let ring: KeyRing

    init(_ profile: SealProfile = .age) throws {
        url = FileManager.default.temporaryDirectory.appending(component: "growing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        ring = try KeyRing.filled(in: url, profile)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

@Suite struct `An age file that grows` {
    private let setting: Workshop
    private let file: URL
    private let shelf: KeyShelf

    init() throws {
        setting = try Workshop()
        file = setting.url.appending(component: "call.wav.age")
        shelf = try #require(KeyShelf(setting.url.appending(component: "shelf")))
    }

    private func begin() throws -> GrowingFile {
        try GrowingFile(creating: file, to: setting.ring.recipients(of: [.night, .escrow]), shelf: shelf)
    }

    private func opened(_ url: URL? = nil) throws -> (bytes: [UInt8], isWhole: Bool) {
        var bytes: [UInt8] = []
        let identity = try setting.ring.identity(of: .night)
        let isWhole = try Sealing.decrypt(growingAt: url ?? file, with: identity) { bytes += $0.array }
        return (bytes, isWhole)
    }

    private var keys: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: setting.url.filePath + "/shelf") }
    }

    @Test(arguments: Growth.all)
    private func `is one that stock age opens, once it is finished`(_ growth: Growth) throws {
        var growing = try begin()
        #expect(try keys == ["call.wav.age.key"])
        for (length, end) in zip(growth.lengths, growth.ends) {
            try growing.append(Array(growth.plain[end - length..<end]).span, position: end)
        }
        let content = try growing.close()
        #expect(content.size == growth.plain.count)
        #expect(content.position == growth.plain.count)
        #expect(content.sha256 == (try SHA256.hash(growth.plain.span)))
        try growing.finish()
        #expect(try keys == [])
        #expect(try opened() == (growth.plain, true))
        var bytes: [UInt8] = []
        try Sealing.decrypt(fileAt: file, with: try setting.ring.identity(of: .escrow)) { bytes += $0.array }
        #expect(bytes == growth.plain)
        guard Tool.age.isInstalled else { return }
        let identity = setting.ring.identityFile(of: .night).filePath
        let stock = try Tool.age.run(["-d", "-i", identity, file.filePath])
        #expect(stock.status == 0)
        #expect(stock.output == growth.plain)
    }

    /// What a kill leaves is the file as it is between two writes.
    @Test(arguments: Growth.all)
    private func `has every piece that was appended at every moment, and none in the clear`(_ growth: Growth) throws {
        var growing = try begin()
        #expect(try opened() == ([], false))
        for (index, (length, end)) in zip(growth.lengths, growth.ends).enumerated() {
            try growing.append(Array(growth.plain[end - length..<end]).span, position: end)
            guard index < 12 || index % 100 == 0 else { continue }
            #expect(try opened() == (Array(growth.plain[..<end]), false))
            #expect(try GrowingFile.position(at: file) == end)
            let bytes = Data(try file.bytes)
            for start in stride(from: 0, to: end - 16, by: 997) {
                #expect(bytes.firstRange(of: Data(growth.plain[start..<start + 16])) == nil)
            }
        }
    }

    @Test(arguments: Growth.all)
    private func `is finished by another process that finds its key`(_ growth: Growth) throws {
        do {
            var growing = try begin()
            for (length, end) in zip(growth.lengths, growth.ends) {
                try growing.append(Array(growth.plain[end - length..<end]).span, position: end)
            }
        }
        var found = try GrowingFile(unfinished: file, shelf: shelf)
        let content = try #require(try found?.close())
        #expect(content.sha256 == (try SHA256.hash(growth.plain.span)))
        #expect(content.size == growth.plain.count)
        #expect(content.position == growth.plain.count)
        try found?.finish()
        #expect(try opened() == (growth.plain, true))
        #expect(try keys == [])
        let again = try GrowingFile(unfinished: file, shelf: shelf)
        let isNone = again == nil
        #expect(isNone)
    }

    /// A process may be stopped in the middle of a write, and the last chunk is written before what lies behind it goes.
    @Test func `loses no more than the piece that was being written`() throws {
        let growth = Growth.all[2]
        var growing = try begin()
        for (length, end) in zip(growth.lengths, growth.ends) {
            let before = try file.bytes
            let known = end - length
            try growing.append(Array(growth.plain[known..<end]).span, position: end)
            let after = try file.bytes
            let torn = setting.url.appending(component: "torn")
            for share in 1..<8 {
                // As much of the change as was written, from its first byte on.
                let first = zip(before, after).enumerated().first { $1.0 != $1.1 }?.offset ?? before.count
                let cut = first + (after.count - first) * share / 8
                let bytes = Array(after[..<cut]) + (cut < before.count ? Array(before[cut...]) : [])
                try torn.write(bytes)
                let held = try opened(torn).bytes
                #expect(held.count >= known)
                #expect(held.elementsEqual(growth.plain.prefix(held.count)))
            }
        }
        let growingBytes = try file.bytes
        try growing.finish()
        let finished = try file.bytes
        let torn = setting.url.appending(component: "torn")
        try torn.write(finished + growingBytes[finished.count...])
        #expect(try opened(torn) == (growth.plain, false))
    }

    @Test func `tells what was altered or cut from what was never finished`() throws {
        var growing = try begin()
        let plain = noise(200_000)
        try growing.append(plain.span, position: 0)
        try growing.finish()
        let whole = try file.bytes
        let start = whole.count - 200_000 - 4 * 16
        let changed = setting.url.appending(component: "changed")
        for place in [start, start + 65_552, whole.count - 1] {
            var bytes = whole
            bytes[place] ^= 1
            try changed.write(bytes)
            #expect(throws: VaultError.self) { _ = try opened(changed) }
        }
        for length in [start + 65_552, start + 2 * 65_552, whole.count - 1, start + 100] {
            try changed.write(Array(whole[..<length]))
            #expect(throws: VaultError.self) { _ = try opened(changed) }
        }
        try changed.write(whole + [0])
        #expect(throws: VaultError.self) { _ = try opened(changed) }
    }

    @Test func `takes no piece after one that could not be written`() throws {
        var growing = try begin()
        try growing.append(noise(100).span, position: 1)
        _ = try growing.close()
        #expect(throws: VaultError.self) { try growing.append(noise(100).span, position: 2) }
    }

    @Test func `is opened by nobody to whom it was not sealed`() throws {
        var growing = try begin()
        try growing.append(noise(100).span, position: 1)
        let identity = try setting.ring.identity(of: .qa)
        #expect(throws: VaultError.noMatchingIdentity) {
            _ = try Sealing.decrypt(growingAt: file, with: identity) { _ in }
        }
    }

    @Test func `keeps no key where others may look`() throws {
        let open = setting.url.appending(component: "open")
        try FileManager.default.createDirectory(
            at: open,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o755]
        )
        #expect(KeyShelf(open) == nil)
        let link = setting.url.appending(component: "link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: setting.url)
        #expect(KeyShelf(link) == nil)
    }
}
