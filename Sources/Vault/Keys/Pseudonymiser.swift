package import Foundation
internal import Synchronization

/// Turns a person's value into a token that is the same for the same value and tells nothing to who lacks the key.
///
/// A plain hash would not do: there are so few telephone numbers that all of them can be tried in minutes. The token is
/// the first 80 bits of HMAC-SHA-256(key, purpose, 0x00, value) in base32, so that it cannot be mistaken for a number.
/// A class, because all workers share one key, which is wiped when the last of them lets go.
package final class Pseudonymiser: Sendable {
    private let key: Mutex<Secret>

    /// Reads the key, 64 lower-case hexadecimal digits, from a file only its owner can read.
    package init(contentsOf url: URL) throws(VaultError) {
        var text = try SecretFile.read(url)
        defer { text.wipe() }
        if text.last == UInt8(ascii: "\n") { text.removeLast() }
        guard var bytes = Hex.decode(text.span), bytes.count == 32 else {
            throw .keyFile(file: url.lastPathComponent, line: 1, expected: "64 lower-case hexadecimal digits")
        }
        key = Mutex(Secret(wiping: &bytes))
    }

    /// Writes a new key to a new file.
    package static func generateKey(at url: URL) throws(VaultError) {
        let key = try Secret.random(32)
        var text = key.withSpan { Array((Hex.encode([UInt8]($0)) + "\n").utf8) }
        try SecretFile.write(wiping: &text, to: url)
    }

    /// The token for `value`, such as `P-K5XW6ZDFMRUW4ZLT`.
    ///
    /// The caller normalises: what should join must be equal in bytes (E.164 for telephone numbers). Tokens of different
    /// purposes do not join, so that a number met as a caller's and as a card's are two tokens.
    package func token(for value: some StringProtocol, purpose: String) throws(VaultError) -> String {
        let message = Array(purpose.utf8) + [0] + Array(value.utf8)
        let code = try key.withLock { key throws(VaultError) in try HMAC.sha256(key: key, message.span) }
        return "P-" + Self.base32(code.prefix(10))
    }

    /// RFC 4648 §6, for multiples of five bytes.
    private static func base32(_ bytes: ArraySlice<UInt8>) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var text: [UInt8] = []
        var pending = 0
        var bits = 0
        for byte in bytes {
            pending = (pending << 8 | Int(byte)) & 0xfff
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[pending >> bits & 31])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
