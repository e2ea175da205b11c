/// One line of the audit log, in canonical JSON (RFC 8785): keys sorted, no space, one text for one event.
///
///     {"event":{"act":"sealed","actor":"night","details":{},"object":"c-17","sequence":0,"time":1767225600000},
///      "leaf":"<64 hex>","salt":"<32 hex>"}        (one line in the file)
///
/// `leaf` is SHA-256(0x00 ‖ salt ‖ event): an RFC 6962 leaf hash. The salt keeps an event from being guessed from its
/// hash, so that event and salt can be erased one day while the tree stays whole:
///
///     {"erased":17,"leaf":"<64 hex>"}
struct AuditLine: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case event(AuditEvent, salt: [UInt8])
        case erased(sequence: Int)
    }

    static let saltLength = 16
    /// Longer than the longest event with every byte escaped.
    static let maximumLength = 262_144

    let content: Content
    let leaf: SHA256Digest

    /// A line that has not been written yet.
    init(_ event: AuditEvent, salt: [UInt8], hash: inout SHA256) throws(VaultError) {
        content = .event(event, salt: salt)
        leaf = try Self.leaf(event, salt, &hash)
    }

    init(content: Content, leaf: SHA256Digest) {
        self.content = content
        self.leaf = leaf
    }

    /// Nil where it was erased.
    var event: AuditEvent? { if case .event(let event, _) = content { event } else { nil } }

    var sequence: Int {
        switch content {
        case .event(let event, _): event.sequence
        case .erased(let sequence): sequence
        }
    }

    /// The line without its content; its place in the tree stays what it was.
    var erased: AuditLine { AuditLine(content: .erased(sequence: sequence), leaf: leaf) }

    /// The line with its end.
    var text: [UInt8] {
        switch content {
        case .event(let event, let salt):
            Array(#"{"event":"#.utf8) + Self.canonical(event)
                + Array(",\"leaf\":\"\(leaf.hex)\",\"salt\":\"\(Hex.encode(salt))\"}\n".utf8)
        case .erased(let sequence): Array("{\"erased\":\(sequence),\"leaf\":\"\(leaf.hex)\"}\n".utf8)
        }
    }

    /// Whether the event still has the hash that was written beside it.
    func isIntact(_ hash: inout SHA256) throws(VaultError) -> Bool {
        guard case .event(let event, let salt) = content else { return true }
        return try Self.leaf(event, salt, &hash) == leaf
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
        guard let line = reader.line() else { return nil }
        self = line
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
