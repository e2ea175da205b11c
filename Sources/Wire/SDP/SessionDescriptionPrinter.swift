extension SessionDescription {
    /// The description as octets, in the order of lines that RFC 8866 §5 prescribes.
    package var bytes: [UInt8] {
        var lines = ["v=0", "o=\(origin.text)", "s=\(name)"]
        if let address { lines.append("c=\(Self.connection(address))") }
        lines.append("t=0 0")
        lines += attributes.map(\.text)
        for line in media {
            lines.append("m=\(line.kind) \(line.port) \(line.profile) \(line.formats.joined(separator: " "))")
            if let address = line.address { lines.append("c=\(Self.connection(address))") }
            lines += line.attributes.map(\.text)
        }
        return Array(lines.map { $0 + "\r\n" }.joined().utf8)
    }

    static func connection(_ address: String) -> String { "IN \(address.contains(":") ? "IP6" : "IP4") \(address)" }
}

extension SessionDescription.Origin {
    fileprivate var text: String {
        "\(user) \(sessionID) \(version) \(SessionDescription.connection(address))"
    }
}

extension SessionDescription.Attribute {
    fileprivate var text: String { value.map { "a=\(name):\($0)" } ?? "a=\(name)" }
}
