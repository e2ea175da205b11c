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
        var bytes = try setting.whole()
        damage.done(&bytes, bytes.count - 180_000 - 3 * 16)
        let file = setting.folder.url.appending(component: "damaged.age")
        try file.write(bytes)
        let target = setting.folder.url.appending(component: "opened.wav")
        #expect(throws: damage.error) {
            let output = try AtomicFile(at: target)
            try Sealing.decrypt(fileAt: file, with: try setting.ring.identity(of: .compliance)) { try output.write($0) }
            try output.commit()
        }
        #expect(setting.folder.files.filter { $0.hasPrefix("opened") } == [])
    }

    @Test func `is refused for each bit flipped, byte cut, byte added and pair of bytes swapped`() throws {
        let setting = try Setting()
        _ = try setting.seal(noise(40))
        let whole = try setting.whole()
        let identity = try setting.ring.identity(of: .compliance)
        let file = setting.folder.url.appending(component: "damaged.age")
        func isRefused(_ bytes: [UInt8]) throws -> Bool {
            try file.write(bytes)
            do {
                try Sealing.decrypt(fileAt: file, armored: false, with: identity) { _ in }
                return false
            } catch is VaultError {
                return true
            }
        }
        for index in whole.indices {
            for bit in 0..<8 {
                var bytes = whole
                bytes[index] ^= 1 << bit
                #expect(try isRefused(bytes), "bit \(bit) of byte \(index)")
            }
            #expect(try isRefused(Array(whole[..<index])), "cut to \(index)")
            #expect(try isRefused(whole[..<index] + [0x0a] + whole[index...]), "byte added at \(index)")
            var bytes = whole
            bytes.swapAt(index, (index + 1) % bytes.count)
            if bytes != whole { #expect(try isRefused(bytes), "bytes swapped at \(index)") }
        }
    }

    @Test(arguments: [16, 17, 18, 32, 33])
    func `of many chunks is refused for each chunk cut, swapped or altered`(chunks: Int) throws {
        let setting = try Setting()
        _ = try setting.seal(noise(chunks * 65_536 - 7))
        let path = setting.folder.url.appending(path: "vault/a.age")
        let payload = try path.bytes
        let target = setting.folder.url.appending(component: "opened")
        func damaged(_ change: (inout [UInt8]) -> Void) throws {
            var bytes = payload
            change(&bytes)
            try path.write(bytes)
            #expect(throws: VaultError.self) {
                try setting.vault.extract("a.age", with: try setting.ring.identity(of: .compliance), to: target)
            }
            #expect(!FileManager.default.fileExists(atPath: target.filePath))
        }
        for chunk in 0..<chunks {
            let start = 16 + chunk * Damage.chunk
            try damaged { $0[start] ^= 1 }
            try damaged { $0 = Array($0[..<start]) }
            guard chunk + 2 < chunks else { continue }
            try damaged { bytes in
                let both =
                    payload[(start + Damage.chunk)..<(start + 2 * Damage.chunk)] + payload[start..<start + Damage.chunk]
                bytes.replaceSubrange(start..<start + 2 * Damage.chunk, with: both)
            }
        }
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
