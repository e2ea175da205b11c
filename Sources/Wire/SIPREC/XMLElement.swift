/// One element of a small XML document, without its namespace.
///
/// Names are in lower case and without prefix: recording clients differ in both, and in namespaces, but not in structure.
struct XMLElement: Equatable, Sendable {
    var name: String
    var attributes: [String: String] = [:]
    var children: [XMLElement] = []
    /// The character data directly inside, entities resolved, blanks trimmed at both ends.
    var text = ""

    func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }
    func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The text of a child; nil where there is none or it is empty.
    func text(of name: String) -> String? { first(name).flatMap { $0.text.isEmpty ? nil : $0.text } }

    /// The first of several spellings of an attribute; nil where there is none or it is empty.
    func attribute(_ names: String...) -> String? {
        names.lazy.compactMap { attributes[$0] }.first { !$0.isEmpty }
    }
}

/// Reads UTF-8 XML without document types: no entities but the five of XML, no external anything, bounded in all.
struct XMLReader {
    private var scanner: ByteScanner
    private var elements = 0
    private var open: [XMLElement] = []

    /// The root element of a document.
    static func read(_ bytes: [UInt8]) throws(WireError) -> XMLElement {
        guard bytes.count <= Limits.metadata else { throw .tooLarge(.metadata, limit: Limits.metadata) }
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var reader = XMLReader(bytes.starts(with: byteOrderMark) ? bytes[3...] : bytes[...])
        return try reader.document()
    }

    private init(_ bytes: ArraySlice<UInt8>) { scanner = ByteScanner(bytes, reading: .metadata) }

    private mutating func document() throws(WireError) -> XMLElement {
        while !scanner.isAtEnd {
            let text = scanner.take { $0 != .less }
            if open.isEmpty {
                guard text.trimmed.isEmpty else { throw scanner.fault }
            } else {
                open[open.count - 1].text += try resolved(text)
            }
            guard !scanner.isAtEnd else { break }
            if let root = try markup() { return root }
        }
        throw .missing(.metadata)
    }

    /// Reads what begins with `<`; gives the root once it is closed.
    private mutating func markup() throws(WireError) -> XMLElement? {
        if skip("<?") {
            try skipPast("?>")
        } else if skip("<!--") {
            try skipPast("-->")
        } else if skip("<![CDATA[") {
            guard !open.isEmpty else { throw scanner.fault }
            open[open.count - 1].text += String(decoding: try skipPast("]]>"), as: UTF8.self)
        } else if skip("<!") {
            throw .documentType
        } else if skip("</") {
            return try closeTag()
        } else {
            return try openTag()
        }
        return nil
    }

    private mutating func openTag() throws(WireError) -> XMLElement? {
        try scanner.expect(.less)
        elements += 1
        guard elements <= Limits.xmlElements else { throw .tooLarge(.metadata, limit: Limits.xmlElements) }
        guard open.count < Limits.xmlDepth else { throw .tooLarge(.metadata, limit: Limits.xmlDepth) }
        var element = XMLElement(name: try name())
        while true {
            _ = scanner.take { $0.isBlank || $0.isLineEnd }
            if scanner.skip(.greater) { break }
            if scanner.skip(.slash) {
                try scanner.expect(.greater)
                return close(element)
            }
            guard element.attributes.count < Limits.xmlAttributes else {
                throw .tooLarge(.metadata, limit: Limits.xmlAttributes)
            }
            let name = try name()
            _ = scanner.take { $0.isBlank || $0.isLineEnd }
            try scanner.expect(.equals)
            _ = scanner.take { $0.isBlank || $0.isLineEnd }
            element.attributes[name] = try quotedValue()
        }
        open.append(element)
        return nil
    }

    private mutating func closeTag() throws(WireError) -> XMLElement? {
        let name = try name()
        _ = scanner.take { $0.isBlank || $0.isLineEnd }
        try scanner.expect(.greater)
        guard let element = open.popLast(), element.name == name else { throw scanner.fault }
        return close(element)
    }

    private mutating func close(_ element: XMLElement) -> XMLElement? {
        var element = element
        element.text = String(decoding: Array(element.text.utf8).trimmed, as: UTF8.self)
        guard !open.isEmpty else { return element }
        open[open.count - 1].children.append(element)
        return nil
    }

    /// A name in lower case, its prefix left out.
    private mutating func name() throws(WireError) -> String {
        let name = scanner.take {
            $0.isLetter || $0.isDigit || $0 == .hyphen || $0 == .colon || $0 >= 0x80
                || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
        }
        let local = name.lastIndex(of: .colon).map { name[($0 + 1)...] } ?? name
        guard !local.isEmpty else { throw scanner.fault }
        return String(decoding: local, as: UTF8.self).asciiLowercased
    }

    private mutating func quotedValue() throws(WireError) -> String {
        guard let quote = scanner.next, quote == .quote || quote == UInt8(ascii: "'") else { throw scanner.fault }
        scanner.advance()
        let value = scanner.take { $0 != quote && $0 != .less }
        try scanner.expect(quote)
        return try resolved(value)
    }

    private func resolved(_ bytes: ArraySlice<UInt8>) throws(WireError) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        var rest = bytes
        while let byte = rest.first {
            guard byte == UInt8(ascii: "&") else {
                plain.append(byte)
                rest.removeFirst()
                continue
            }
            guard let end = rest.prefix(12).firstIndex(of: .semicolon),
                let scalar = Self.scalar(of: String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self))
            else { throw scanner.fault }
            plain += String(Character(scalar)).utf8
            rest = rest[(end + 1)...]
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func scalar(of entity: String) -> Unicode.Scalar? {
        if entity.hasPrefix("#x") { return UInt32(entity.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
        if entity.hasPrefix("#") { return UInt32(entity.dropFirst(1)).flatMap(Unicode.Scalar.init) }
        return ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"][entity]
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        let wanted = "\(text)".utf8
        guard scanner.rest.starts(with: wanted) else { return false }
        for _ in wanted { scanner.advance() }
        return true
    }

    @discardableResult
    private mutating func skipPast(_ end: String) throws(WireError) -> ArraySlice<UInt8> {
        let end = Array(end.utf8)
        let start = scanner.position
        while !scanner.isAtEnd {
            if scanner.rest.starts(with: end) {
                let skipped = scanner.bytes[start..<scanner.position]
                for _ in end { scanner.advance() }
                return skipped
            }
            scanner.advance()
        }
        throw scanner.fault
    }
}
