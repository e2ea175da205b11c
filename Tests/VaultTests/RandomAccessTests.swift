import Foundation
import Testing
import Vault

@Suite struct `Random access` {
    @Test(
        arguments: [
            0..<0, 0..<1, 65_535..<65_536, 65_535..<65_537, 65_536..<131_072, 1..<199_999, 199_999..<200_000,
            0..<200_000, 199_990..<300_000, 300_000..<300_001,
        ],
        SealProfile.allCases
    )
    func `gives the bytes that a whole reading gives`(range: Range<Int>, profile: SealProfile) throws {
        let setting = try Setting(profile)
        let plain = noise(200_000)
        _ = try setting.seal(plain)
        var file = try setting.vault.file("a.age", with: try setting.ring.identity(of: .compliance))
        #expect(file.size == 200_000)
        #expect(try file.read(range) == Array(plain[range.clamped(to: 0..<200_000)]))
    }

    @Test(arguments: [0, 65_536], SealProfile.allCases)
    func `knows the size of an empty file and of a full chunk`(length: Int, profile: SealProfile) throws {
        let setting = try Setting(profile)
        _ = try setting.seal(noise(length))
        var file = try setting.vault.file("a.age", with: try setting.ring.identity(of: .compliance))
        #expect(file.size == length)
        #expect(try file.read(0..<100_000) == noise(length))
    }

    /// Full chunks and then what is cut beyond them.
    @Test(arguments: [(0, 1), (1, 0), (0, 48_928), (1, 48_928)], SealProfile.allCases)
    func `refuses a file that was cut before it gives out a byte`(cut: (Int, Int), profile: SealProfile) throws {
        let setting = try Setting(profile)
        _ = try setting.seal(noise(180_000))
        let path = setting.folder.url.appending(path: "vault/a.age")
        let tag = profile == .age ? 16 : 32
        try path.write(try path.bytes.dropLast(cut.0 * (65_536 + tag) + (cut.1 > 1 ? cut.1 + tag : cut.1)))
        #expect(throws: VaultError.self) {
            _ = try setting.vault.file("a.age", with: try setting.ring.identity(of: .compliance)).size
        }
    }

    @Test func `gives out sound chunks of a file with an altered one, and not that one`() throws {
        let setting = try Setting()
        let plain = noise(180_000)
        _ = try setting.seal(plain)
        let path = setting.folder.url.appending(path: "vault/a.age")
        var bytes = try path.bytes
        bytes[bytes.count - 100_000] ^= 1
        try path.write(bytes)
        var file = try setting.vault.file("a.age", with: try setting.ring.identity(of: .compliance))
        #expect(try file.read(10..<60_000) == Array(plain[10..<60_000]))
        #expect(throws: VaultError.payload(chunk: 1, .altered)) { _ = try file.read(60_000..<70_000) }
    }
}
