/// One line of the audit log, in canonical JSON (RFC 8785): keys sorted, no space, one text for one event.
///
///     {"event":{"act":"sealed","actor":"night","details":{},"object":"c-17","sequence":0,"time":1767225600000},
///      "leaf":"<64 hex>","salt":"<32 hex>"}        (one line in the file)
///
/// `leaf` is SHA-256(0x00 ‖ salt ‖ event): an RFC 6962 leaf hash. The salt keeps an event from being guessed from its
/// hash, so that event and salt can be erased one day while the tree stays whole.
struct AuditLine: Hashable, Sendable {
    static let saltLength = 16
    /// Longer than the longest event with every byte escaped.
    static let maximumLength = 262_144

    let event: AuditEvent
    let leaf: SHA256Digest
    let salt: [UInt8]

    /// A line that has not been written yet.
    init(_ event: AuditEvent, salt: [UInt8], hash: inout SHA256) throws(VaultError) {
        self.event = event
        self.salt = salt
        leaf = try Self.leaf(event, salt, &hash)
    }

    /// The line with its end.
    var text: [UInt8] {
        var text = Array(#"{"event":"#.utf8)
        text += Self.canonical(event)
        text += Array(",\"leaf\":\"\(leaf.hex)\",\"salt\":\"\(Hex.encode(salt))\"}\n".utf8)
        return text
    }

    /// Whether the event still has the hash that was written beside it.
    func isIntact(_ hash: inout SHA256) throws(VaultError) -> Bool {
        try Self.leaf(event, salt, &hash) == leaf
    }

    private static func leaf(
        _ event: AuditEvent,
        _ salt: [UInt8],
        _ hash: inout SHA256
    ) throws(VaultError) -> SHA256Digest {
        let bytes = [0] + salt + canonical(event)
        try hash.update(bytes.span)
        return try hash.finish()
    }

    static func canonical(_ event: AuditEvent) -> [UInt8] {
        let entry = event.entry
        var json: [UInt8] = []
        json += Array(#"{"act":"#.utf8)
        json.appendJSON(entry.act.rawValue)
        json += Array(#","actor":"#.utf8)
        json.appendJSON(entry.actor)
        json += Array(#","details":{"#.utf8)
        // Keys are ASCII, for which the order of UTF-8, of UTF-16 and of characters is one.
        for (index, detail) in entry.details.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            json.appendJSON(detail.key)
            json.append(UInt8(ascii: ":"))
            json.appendJSON(detail.value)
        }
        json += Array(#"},"object":"#.utf8)
        json.appendJSON(entry.object)
        json += Array(#","sequence":\#(event.sequence),"time":\#(entry.time)}"#.utf8)
        return json
    }

    /// Nil where `line`, without its end, is not exactly what `text` would give.
    init?(_ line: Span<UInt8>) {
        var reader = CanonicalReader([UInt8](line))
        guard let parts = reader.line() else { return nil }
        (event, leaf, salt) = parts
    }
}

extension [UInt8] {
    fileprivate mutating func appendJSON(_ string: String) {
        append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            if let escape = JSONEscape.letter(for: byte) {
                append(UInt8(ascii: "\\"))
                append(escape)
            } else if byte < 0x20 {
                self += Array("\\u00\(Hex.encode([byte]))".utf8)
            } else {
                append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
