/// One value of a YAML document with its place in the file, read strictly: what is not asked for is an error.
///
/// The dialect is small on purpose, since people edit these files and machines must not guess: UTF-8, one document,
/// no anchors, aliases, tags or merge keys, no key twice; `yes` and `on` are words, not truth values.
package struct YAMLValue: Equatable, Sendable {
    enum Content: Equatable, Sendable {
        /// `isPlain` is true where the text was written without quotes and is not a block.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLValue])
        case mapping([Entry])
    }

    struct Entry: Equatable, Sendable {
        var key: YAMLValue
        var name: String
        var value: YAMLValue
    }

    package let file: String
    /// Counted from 1.
    package let line: Int
    /// Counted from 1, in Unicode scalars.
    package let column: Int
    let content: Content

    /// An error at this value's place.
    package func error(_ problem: String, hint: String? = nil) -> YAMLError {
        YAMLError(file: file, line: line, column: column, problem: problem, hint: hint)
    }

    /// The items of a list.
    package func sequence() throws(YAMLError) -> [YAMLValue] {
        guard case .sequence(let values) = content else { throw expected("a list") }
        return values
    }

    /// The entries of a mapping whose keys are one of `allowed`.
    ///
    /// - Throws: For any other key, with the nearest allowed one as the hint.
    package func mapping(_ allowed: [String]) throws(YAMLError) -> YAMLMapping {
        let mapping = try mapping()
        for entry in mapping.entries where !allowed.contains(entry.name) {
            let nearest = nearestName(to: entry.name, in: allowed)
            let known = allowed.sorted().joined(separator: ", ")
            throw entry.key.error(
                "unknown key '\(entry.name)'",
                hint: nearest.map { "did you mean '\($0)'?" } ?? "known here: \(known)"
            )
        }
        return mapping
    }

    /// The entries of a mapping whose keys are names that the author chose.
    package func mapping() throws(YAMLError) -> YAMLMapping {
        guard case .mapping(let entries) = content else { throw expected("a mapping (key: value)") }
        return YAMLMapping(of: self, entries: entries)
    }

    package var isSequence: Bool { if case .sequence = content { true } else { false } }
    package var isMapping: Bool { if case .mapping = content { true } else { false } }

    /// True for `null`, `~` and nothing at all.
    package var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    func expected(_ what: String, hint: String? = nil) -> YAMLError {
        let found =
            switch content {
            case .sequence: "a list"
            case .mapping: "a mapping"
            case .scalar where isNull: "nothing"
            case .scalar(_, isPlain: false): "quoted text"
            case .scalar: "something else"
            }
        return error("expected \(what), found \(found)", hint: hint)
    }
}

/// The entries of a mapping, in the order in which they were written.
package struct YAMLMapping: Equatable, Sendable {
    /// The mapping itself, for errors that concern all of it.
    package let value: YAMLValue
    let entries: [YAMLValue.Entry]

    init(of value: YAMLValue, entries: [YAMLValue.Entry]) {
        self.value = value
        self.entries = entries
    }

    package var keys: [String] { entries.map(\.name) }

    /// The value of `key`; nil where the key is not written.
    package subscript(_ key: String) -> YAMLValue? { entries.first { $0.name == key }?.value }

    /// The key itself, for errors that concern the key and not its value.
    package func keyValue(_ key: String) -> YAMLValue? { entries.first { $0.name == key }?.key }

    /// The value of `key`.
    ///
    /// - Throws: At the mapping's place, where the key is not written.
    package func required(_ key: String) throws(YAMLError) -> YAMLValue {
        guard let found = self[key] else { throw value.error("the key '\(key)' is missing") }
        return found
    }
}
