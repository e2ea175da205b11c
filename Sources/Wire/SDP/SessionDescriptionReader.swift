extension SessionDescription {
    /// Reads a session description; lines and attributes that mean nothing here are passed over.
    ///
    /// - Throws: where a limit is passed, where `v=0` does not come first, or where an `o=`, `c=` or `m=` line is broken.
    package init(_ bytes: [UInt8]) throws(WireError) {
        guard bytes.count <= Limits.sdp else { throw .tooLarge(.sdp, limit: Limits.sdp) }
        var session = SessionDescription(origin: Origin(user: "-", sessionID: "0", version: 0, address: ""))
        var lines = 0
        var offset = 0
        for line in bytes.split(separator: .lineFeed, omittingEmptySubsequences: false) {
            defer { offset += line.count + 1 }
            let line = line.trimmed
            guard !line.isEmpty else { continue }
            lines += 1
            guard lines <= Limits.sdpLines else { throw .tooLarge(.sdp, limit: Limits.sdpLines) }
            guard line.count >= 2, line[line.startIndex + 1] == .equals else { throw .malformed(.sdp, at: offset) }
            let value = String(decoding: line.dropFirst(2), as: UTF8.self)
            let type = line[line.startIndex]
            guard lines > 1 || (type == UInt8(ascii: "v") && value == "0") else { throw .malformed(.sdp, at: offset) }
            guard try session.take(type, value) else { throw .malformed(.sdp, at: offset) }
        }
        guard lines > 0 else { throw .missing(.sdp) }
        self = session
    }

    /// False where the line is broken.
    private mutating func take(_ type: UInt8, _ value: String) throws(WireError) -> Bool {
        switch type {
        case UInt8(ascii: "o"):
            guard let origin = Origin(value) else { return false }
            self.origin = origin
        case UInt8(ascii: "s"): name = value
        case UInt8(ascii: "c"):
            guard let found = Self.connectionAddress(value) else { return false }
            if media.isEmpty {
                address = address ?? found
            } else {
                media[media.count - 1].address = media[media.count - 1].address ?? found
            }
        case UInt8(ascii: "m"):
            guard media.count < Limits.mediaLines else { throw .tooLarge(.media, limit: Limits.mediaLines) }
            guard let line = try MediaDescription(line: value) else { return false }
            media.append(line)
        case UInt8(ascii: "a"): try takeAttribute(value)
        default: break
        }
        return true
    }

    private mutating func takeAttribute(_ value: String) throws(WireError) {
        let halves = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let attribute = Attribute(halves[0], halves.count > 1 ? halves[1] : nil)
        let count = media.last?.attributes.count ?? attributes.count
        guard count < Limits.attributesPerMedia else { throw .tooLarge(.sdp, limit: Limits.attributesPerMedia) }
        if media.isEmpty { attributes.append(attribute) } else { media[media.count - 1].attributes.append(attribute) }
    }

    /// `IN IP4 192.0.2.1[/ttl]`; nil for anything else.
    private static func connectionAddress(_ value: String) -> String? {
        let words = value.split(separator: " ")
        guard words.count >= 3, words[0] == "IN", words[1] == "IP4" || words[1] == "IP6" else { return nil }
        return words[2].split(separator: "/").first.map(String.init)
    }
}

extension SessionDescription.Origin {
    /// Tolerates a missing user name, which some clients leave out.
    fileprivate init?(_ value: String) {
        let words = value.split(separator: " ").map(String.init)
        guard words.count >= 5 else { return nil }
        let tail = words.suffix(5)
        let version = UInt64(tail[tail.startIndex + 1]) ?? 0
        self.init(
            user: words.count > 5 ? words[0] : "-",
            sessionID: tail[tail.startIndex],
            version: version,
            address: tail[tail.startIndex + 4]
        )
    }
}

extension MediaDescription {
    /// `audio 49170[/2] RTP/AVP 0 8`; nil for anything else.
    fileprivate init?(line: String) throws(WireError) {
        let words = line.split(separator: " ").map(String.init)
        guard words.count >= 4, let port = words[1].split(separator: "/").first.flatMap({ UInt16($0) }) else {
            return nil
        }
        guard words.count - 3 <= Limits.formatsPerMedia else {
            throw .tooLarge(.media, limit: Limits.formatsPerMedia)
        }
        self.init(kind: words[0], port: port, profile: words[2], formats: Array(words.dropFirst(3)))
    }
}
