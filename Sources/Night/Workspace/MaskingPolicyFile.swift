package import Masking
package import StrictYAML

extension MaskingPolicy {
    /// Reads a masking policy: a preset, what differs from it, and what differs for some audience.
    ///
    ///     preset: pipl
    ///     types:
    ///       PERSON: pseudonym
    ///       CARD: keep 0 4
    ///     other: replace
    ///     sound: beep
    ///     audiences:
    ///       training: { PHONE: remove }
    ///
    /// `audience` is whose differences count; nil is nobody's.
    package init(yaml bytes: [UInt8], file: String, audience: String? = nil) throws(YAMLError) {
        let root = try YAMLValue.document(bytes, file: file)
        let mapping = try root.mapping(["preset", "types", "other", "sound", "audiences"])
        self.init(preset: try mapping["preset"]?.oneOf(Preset.self) ?? .standard)
        try mapping["types"].map { value throws(YAMLError) in try take(value) }
        if let other = mapping["other"] {
            fallback = try other.maskingOperator()
        }
        sound = try mapping["sound"]?.oneOf(Sound.self) ?? sound
        guard let audience else { return }
        let audiences = try mapping["audiences"]?.mapping()
        guard let own = audiences?[audience] else {
            let known = audiences?.keys.joined(separator: ", ") ?? "none"
            throw root.error("there is no audience '\(audience)'", hint: "this policy has: \(known)")
        }
        try take(own)
    }

    private mutating func take(_ value: YAMLValue) throws(YAMLError) {
        let types = try value.mapping(EntityType.allCases.map(\.rawValue))
        for type in EntityType.allCases {
            guard let chosen = try types[type.rawValue]?.maskingOperator() else { continue }
            guard !type.isSecret || chosen == .remove else {
                throw value.error(
                    "\(type.rawValue) is always removed",
                    hint: "PCI DSS 3.3.1 and JR/T 0171 leave no choice; take the line out"
                )
            }
            operators[type] = chosen
        }
    }

    /// The policy of a preset's name, or of a file.
    package init(named name: String, audience: String? = nil, read: (String) throws -> [UInt8]) throws {
        if audience == nil, let preset = Preset(rawValue: name) {
            self.init(preset: preset)
        } else {
            try self.init(yaml: try read(name), file: name, audience: audience)
        }
    }
}

extension YAMLValue {
    fileprivate func maskingOperator() throws(YAMLError) -> MaskingOperator {
        guard let chosen = MaskingOperator(text: try string()) else {
            throw error(
                "not a way to mask",
                hint: "one of: remove, replace, keep 6 4, pseudonym, counter, year, leave"
            )
        }
        return chosen
    }
}
