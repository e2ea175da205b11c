internal import Yams

extension YAMLValue {
    /// The most bytes a document may have.
    package static let maximumSize = 1 << 20
    /// The most levels of lists and mappings in each other.
    package static let maximumDepth = 32

    /// Reads the one document in `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 text of at most `maximumSize` bytes.
    ///   - file: The name that errors carry; nothing is opened.
    /// - Returns: The root, mostly a mapping.
    /// - Throws: For what is not one document of the dialect that `YAMLValue` describes.
    package static func document(_ bytes: [UInt8], file: String) throws(YAMLError) -> YAMLValue {
        let bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
        try checkBytes(bytes, file: file)
        let text = String(decoding: bytes, as: UTF8.self)
        // A node holds its anchor weakly: the parser must outlive the conversion.
        let parser: Parser
        let root: Node?
        do {
            // Without rules every scalar stays text: what it means is decided by who reads it.
            parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            root = try parser.singleRoot()
        } catch let error as YamlError {
            throw YAMLError(error, in: text, file: file)
        } catch {
            throw YAMLError(file: file, line: 1, column: 1, problem: "not YAML")
        }
        guard let root else { throw YAMLError(file: file, line: 1, column: 1, problem: "the file is empty") }
        return try withExtendedLifetime(parser) { () throws(YAMLError) in try YAMLValue(root, file: file, depth: 1) }
    }

    private init(_ node: Node, file: String, depth: Int) throws(YAMLError) {
        self.file = file
        line = node.mark?.line ?? 1
        column = node.mark?.column ?? 1
        func refusal(_ problem: String) -> YAMLError {
            YAMLError(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, problem: problem)
        }
        guard depth <= Self.maximumDepth else { throw refusal("nested more than \(Self.maximumDepth) levels deep") }
        guard knownTags.contains(node.tag.rawValue) else { throw refusal("tags are not read") }
        switch node {
        case .scalar(let scalar):
            content = .scalar(scalar.string, isPlain: scalar.style == .plain)
        case .sequence(let sequence):
            var values: [YAMLValue] = []
            for item in sequence { values.append(try YAMLValue(item, file: file, depth: depth + 1)) }
            content = .sequence(values)
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                let key = try YAMLValue(key, file: file, depth: depth + 1)
                guard case .scalar(let name, _) = key.content else { throw key.error("a key must be text") }
                entries.append(Entry(key: key, name: name, value: try YAMLValue(value, file: file, depth: depth + 1)))
            }
            content = .mapping(entries)
        case .alias:
            throw refusal("aliases are not read")
        }
    }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

private let knownTags: Set<String> = Set(["str", "seq", "map"].map { "tag:yaml.org,2002:" + $0 })

/// Refuses what must not reach the parser: too much, what is not text, and anchors.
///
/// An anchor is refused by its looks alone, in quotes and comments too: whether it is one can only be known by
/// parsing, and a parser that composes nodes has by then multiplied what the anchors of a "billion laughs" file name.
private func checkBytes(_ bytes: [UInt8], file: String) throws(YAMLError) {
    func refusal(at offset: Int, _ problem: String, hint: String? = nil) -> YAMLError {
        let (line, column) = place(of: offset, in: bytes)
        return YAMLError(file: file, line: line, column: column, problem: problem, hint: hint)
    }
    guard bytes.count <= YAMLValue.maximumSize else {
        throw YAMLError(file: file, line: 1, column: 1, problem: "larger than \(YAMLValue.maximumSize) bytes")
    }
    do {
        _ = try UTF8Span(validating: bytes.span)
    } catch {
        throw refusal(at: error.byteOffsets.lowerBound, "not UTF-8 text")
    }
    for offset in bytes.indices {
        if isControl(bytes[offset...]) { throw refusal(at: offset, "a control character") }
        if isAnchor(bytes[offset...], after: offset > 0 ? bytes[offset - 1] : UInt8(ascii: "\n")) {
            throw refusal(
                at: offset,
                "anchors and aliases are not read",
                hint: "write the value out each time; in a text put a space after '&'"
            )
        }
    }
}

/// C0 controls but tab and line ends; the breaks beyond ASCII (NEL, LS, PS) that YAML parsers disagree on; a byte order
/// mark, which the parser skips at the start of any line.
private func isControl(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    switch first {
    case 0x09, 0x0A, 0x0D: return false
    case ..<0x20, 0x7F: return true
    case 0xC2: return bytes.starts(with: [0xC2, 0x85])
    case 0xEF: return bytes.starts(with: byteOrderMark)
    case 0xE2: return bytes.starts(with: [0xE2, 0x80, 0xA8]) || bytes.starts(with: [0xE2, 0x80, 0xA9])
    default: return false
    }
}

private func isAnchor(_ bytes: ArraySlice<UInt8>, after previous: UInt8) -> Bool {
    guard bytes.first == UInt8(ascii: "&"), let name = bytes.dropFirst().first else { return false }
    return isAnchorName(name) && " \t\r\n[]{},:?-!".utf8.contains(previous)
}

private func isAnchorName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
    default: false
    }
}

private func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes[..<min(offset, bytes.count)]
    let lineStart = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    // Continuation bytes of UTF-8 are not counted: a column is a scalar.
    return (line, 1 + before[lineStart...].count { $0 & 0xC0 != 0x80 })
}

extension YAMLError {
    /// What the parser says of the grammar; its messages quote nothing from the file but a doubled key.
    fileprivate init(_ error: YamlError, in text: String, file: String) {
        self.init(file: file, line: 1, column: 1, problem: "not YAML")
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            (line, column) = (mark.line, mark.column)
            self.problem = context.map { "\(problem) (\($0.text))" } ?? problem
            if scalar(in: text) == "\t" { hint = "indent with spaces, not with tabs" }
        case .duplicatedKeysInMapping(let duplicates, let context):
            (line, column) = (context.mark.line, context.mark.column)
            self.problem = "the key '\(duplicates.first ?? "")' is written twice"
        case .reader(let problem, let offset, _, _):
            (line, column) = place(of: offset ?? 0, in: Array(text.utf8))
            self.problem = problem
        default:
            break
        }
    }

    /// The scalar of `text` at this error's place.
    private func scalar(in text: String) -> Unicode.Scalar? {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return nil }
        return lines[line - 1].dropFirst(column - 1).first
    }
}
