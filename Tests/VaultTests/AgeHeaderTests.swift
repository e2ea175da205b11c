import Foundation
import Testing
import Vault

/// A header text and why it is refused.
private struct Refusal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var error: VaultError

    init(_ description: String, _ text: String, line: Int, _ fault: VaultError.HeaderFault) {
        testDescription = description
        self.text = text
        error = .header(line: line, fault)
    }
}

private let version = "age-encryption.org/v1\n"
private let stanza = "-> grease\n\n"
private let code = "--- \(String(repeating: "A", count: 43))\n"

@Suite struct `Age header` {
    @Test func `printed is what was parsed`() throws {
        let full = String(repeating: "A", count: 64)
        let text = "\(version)-> a b ~!\n\(full)\n\(full)\n\n\(stanza)-> c\nAAA\n\(code)"
        let header = try SealHeader(Array(text.utf8).span)
        #expect(header.stanzas.map(\.arguments) == [["a", "b", "~!"], ["grease"], ["c"]])
        #expect(header.stanzas.map(\.body.count) == [96, 0, 2])
        #expect(String(decoding: header.bytes, as: UTF8.self) == text)
    }

    @Test func `holds as many as 64 stanzas`() throws {
        let text = version + String(repeating: stanza, count: 64) + code
        #expect(try SealHeader(Array(text.utf8).span).stanzas.count == 64)
    }

    @Test(arguments: [
        Refusal("empty", "", line: 1, .cut),
        Refusal("another version", "age-encryption.org/v2\n\(stanza)\(code)", line: 1, .version),
        Refusal("no stanza", version + code, line: 2, .noStanza),
        Refusal("65 stanzas", version + String(repeating: stanza, count: 65) + code, line: 130, .tooManyStanzas),
        Refusal(
            "over 64 KiB",
            "\(version)-> \(String(repeating: "a", count: 65_536))\n\n\(code)",
            line: 1,
            .tooLong
        ),
        Refusal("no arrow", "\(version)grease\n\n\(code)", line: 2, .stanzaStart),
        Refusal("two spaces", "\(version)-> a  b\n\n\(code)", line: 2, .argument),
        Refusal("no argument", "\(version)-> \n\n\(code)", line: 2, .argument),
        Refusal("non-ASCII argument", "\(version)-> é\n\n\(code)", line: 2, .argument),
        Refusal("padding in a body", "\(version)-> a\nAA==\n\(code)", line: 3, .body),
        Refusal("stray bits in a body", "\(version)-> a\nAB\n\(code)", line: 3, .body),
        Refusal("no body", "\(version)-> a\n\(code)", line: 3, .body),
        Refusal("CRLF", "age-encryption.org/v1\r\n\(stanza)\(code)", line: 1, .version),
        Refusal("short code", "\(version)\(stanza)--- AAAA\n", line: 4, .code),
        Refusal("bytes behind", "\(version)\(stanza)\(code)\n", line: 4, .code),
        Refusal("no end", String("\(version)\(stanza)\(code)".dropLast()), line: 4, .cut),
    ])
    private func `that breaks the format is refused where it does`(_ refusal: Refusal) {
        #expect(throws: refusal.error) { _ = try SealHeader(Array(refusal.text.utf8).span) }
    }

    @Test func `protects each of its bits`() throws {
        let setting = try Setting()
        _ = try setting.seal(noise(1))
        let file = setting.folder.url.appending(path: "vault/a.age")
        let sound = try file.bytes
        for bit in 0..<(sound.count * 8) {
            var bytes = sound
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            try file.write(bytes)
            #expect(throws: VaultError.self, "bit \(bit)") { _ = try setting.open() }
        }
    }
}
