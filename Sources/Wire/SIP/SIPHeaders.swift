/// One header field as it came: a name and the octets of its value, unfolded and trimmed.
///
/// The value stays octets because not every peer writes UTF-8, and what is echoed must be echoed exactly.
package struct SIPHeader: Hashable, Sendable {
    package var name: SIPHeaderName
    package var value: [UInt8]

    package init(_ name: SIPHeaderName, _ value: [UInt8]) {
        self.name = name
        self.value = value
    }

    package init(_ name: SIPHeaderName, _ text: String) { self.init(name, Array(text.utf8)) }

    /// The value as text; octets that are not UTF-8 are replaced.
    package var text: String { String(decoding: value, as: UTF8.self) }
}

/// The header fields of a message, in their order.
package struct SIPHeaders: Equatable, Sendable {
    package var fields: [SIPHeader]

    package init(_ fields: [SIPHeader] = []) { self.fields = fields }

    /// The text of the first field with that name.
    package subscript(name: SIPHeaderName) -> String? { fields.first { $0.name == name }?.text }

    package func all(_ name: SIPHeaderName) -> [SIPHeader] { fields.filter { $0.name == name } }

    package mutating func append(_ name: SIPHeaderName, _ text: String) { fields.append(SIPHeader(name, text)) }

    /// The value of a field that may stand once only.
    package func only(
        _ name: SIPHeaderName,
        _ element: WireError.Element
    ) throws(WireError) -> [UInt8]? {
        let found = all(name)
        guard found.count <= 1 else { throw .repeated(element) }
        return found.first?.value
    }

    /// The members of a comma list over all fields with that name, commas in quotes and brackets left alone.
    package func list(_ name: SIPHeaderName) -> [[UInt8]] {
        all(name).flatMap { $0.value.splitAtTopLevelCommas() }
    }

    /// The members of a list of tokens, in lower case.
    package func tokens(_ name: SIPHeaderName) -> [String] {
        list(name).map { String(decoding: $0, as: UTF8.self).asciiLowercased }.filter { !$0.isEmpty }
    }
}

extension [UInt8] {
    /// The trimmed pieces between the commas that stand neither in a quoted string nor between `<` and `>`.
    func splitAtTopLevelCommas() -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = startIndex
        var isQuoted = false
        var isBracketed = false
        var index = startIndex
        while index < endIndex {
            switch self[index] {
            case .backslash where isQuoted: index += 1
            case .quote: isQuoted.toggle()
            case .less where !isQuoted: isBracketed = true
            case .greater where !isQuoted: isBracketed = false
            case .comma where !isQuoted && !isBracketed:
                pieces.append(Array(self[start..<index].trimmed))
                start = index + 1
            default: break
            }
            index += 1
        }
        pieces.append(Array(self[Swift.min(start, endIndex)...].trimmed))
        return pieces
    }
}
