import Foundation
import Testing
import Vault

/// Something done to a sealed file of three chunks, and how it is refused.
private struct Damage: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var error: VaultError
    /// Changes the file; `start` is where the first chunk begins.
    var done: @Sendable (_ file: inout [UInt8], _ start: Int) -> Void

    static let chunk = 65_552
    static let all: [Damage] = [
        Damage(testDescription: "nothing left", error: .header(line: 1, .cut)) { file, _ in file = [] },
        Damage(testDescription: "header cut", error: .header(line: 2, .cut)) { file, _ in file = Array(file[..<30]) },
        Damage(testDescription: "nonce cut", error: .header(line: 5, .nonce)) { file, start in
            file = Array(file[..<(start - 1)])
        },
        Damage(testDescription: "header code altered", error: .headerCode) { file, start in
            let other = file[start - 30] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            file[start - 30] = other
        },
        Damage(testDescription: "stanza altered", error: .noMatchingIdentity) { file, start in
            let other = file[90] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            file[90] = other
        },
        Damage(testDescription: "nonce altered", error: .payload(chunk: 0, .altered)) { file, start in
            file[start - 1] ^= 1
        },
        Damage(testDescription: "first bit", error: .payload(chunk: 0, .altered)) { file, start in file[start] ^= 1 },
        Damage(testDescription: "bit of a tag", error: .payload(chunk: 1, .altered)) { file, start in
            file[start + 2 * chunk - 1] ^= 0x80
        },
        Damage(testDescription: "last bit", error: .payload(chunk: 2, .altered)) { file, _ in
            file[file.count - 1] ^= 1
        },
        Damage(testDescription: "last byte cut", error: .payload(chunk: 2, .altered)) { file, _ in file.removeLast() },
        Damage(testDescription: "last chunk cut", error: .payload(chunk: 2, .noLastChunk)) { file, start in
            file = Array(file[..<(start + 2 * chunk)])
        },
        Damage(testDescription: "all chunks cut", error: .payload(chunk: 0, .noLastChunk)) { file, start in
            file = Array(file[..<start])
        },
        Damage(testDescription: "chunks swapped", error: .payload(chunk: 0, .altered)) { file, start in
            let first = file[start..<start + chunk]
            let second = file[(start + chunk)..<(start + 2 * chunk)]
            file.replaceSubrange(start..<start + 2 * chunk, with: second + first)
        },
        Damage(testDescription: "chunk said twice", error: .payload(chunk: 1, .altered)) { file, start in
            file.insert(contentsOf: file[start..<start + chunk], at: start + chunk)
        },
        Damage(testDescription: "byte behind the end", error: .payload(chunk: 2, .altered)) { file, _ in
            file.append(0)
        },
    ]
}

@Suite struct `A damaged file` {
    @Test(arguments: Damage.all)
    fileprivate func `is refused, and leaves no output`(damage: Damage) throws {
        let setting = try Setting()
        _ = try setting.seal(noise(180_000))
        let file = setting.folder.url.appending(path: "vault/a.age")
        var bytes = try file.bytes
        damage.done(&bytes, bytes.count - 180_000 - 3 * 16)
        try file.write(bytes)
        let target = setting.folder.url.appending(component: "opened.wav")
        #expect(throws: damage.error) {
            try setting.vault.extract("a.age", with: try setting.ring.identity(of: .compliance), to: target)
        }
        #expect(setting.folder.files.filter { $0.hasPrefix("opened") } == [])
    }

    @Test(arguments: [65_536, 131_072])
    func `with bytes behind a full last chunk is refused`(length: Int) throws {
        let setting = try Setting()
        _ = try setting.seal(noise(length))
        let file = setting.folder.url.appending(path: "vault/a.age")
        try file.write(try file.bytes + [0])
        #expect(throws: VaultError.payload(chunk: length / 65_536, .trailingBytes)) { _ = try setting.open() }
    }

    @Test func `is not opened by another role's key`() throws {
        let setting = try Setting()
        _ = try setting.seal(noise(10))
        #expect(throws: VaultError.noMatchingIdentity) { _ = try setting.open(as: .qa) }
    }
}
