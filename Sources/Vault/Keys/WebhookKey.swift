package import Foundation
internal import Synchronization

/// Signs messages to another system as Standard Webhooks 1.0 asks, so that it can tell whose they are and that nobody
/// changed them on the way.
///
/// The signature is HMAC-SHA-256 over `id.timestamp.body`, as Base64 behind `v1,`. A class, because the key is wiped
/// when the last holder lets go.
package final class WebhookKey: Sendable {
    private let key: Mutex<Secret>

    /// Reads `whsec_` and 24 to 64 bytes as Base64 from a file that only its owner can read.
    package init(contentsOf url: URL) throws(VaultError) {
        var text = try SecretFile.read(url)
        defer { text.wipe() }
        while let last = text.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { text.removeLast() }
        let prefix = Array("whsec_".utf8)
        var encoded = Array(text.dropFirst(prefix.count).prefix { $0 != UInt8(ascii: "=") })
        defer { encoded.wipe() }
        guard text.starts(with: prefix), var bytes = Base64.decode(encoded.span), (24...64).contains(bytes.count) else {
            throw .keyFile(file: url.lastPathComponent, line: 1, expected: "'whsec_' and 24 to 64 bytes as Base64")
        }
        key = Mutex(Secret(wiping: &bytes))
    }

    /// What `webhook-signature` says; `timestamp` is in seconds since 1970.
    package func signature(id: String, timestamp: Int, body: some Sequence<UInt8>) throws(VaultError) -> String {
        let message = Array("\(id).\(timestamp).".utf8) + body
        let code = try key.withLock { key throws(VaultError) in try HMAC.sha256(key: key, message.span) }
        return "v1," + Base64.encodePadded(code)
    }
}
