import Calls
package import Retention
package import StrictYAML

extension RetentionPolicy {
    /// Reads `retention.yaml`: a list of rules, each with the law or policy it follows.
    package init(yaml bytes: [UInt8], file: String) throws(YAMLError) {
        let root = try YAMLValue.document(bytes, file: file).mapping(["rules"])
        var rules: [RetentionRule] = []
        for value in try root.required("rules").sequence() {
            let rule = try RetentionRule(value)
            guard !rules.contains(where: { $0.id == rule.id }) else {
                throw value.error("two rules are called '\(rule.id)'", hint: "give each rule an id of its own")
            }
            rules.append(rule)
        }
        self.init(rules: rules)
    }
}

extension RetentionRule {
    private static let keys = [
        "id", "preset", "direction", "queue", "outcome", "keep", "destroy", "clock", "class", "jurisdiction", "basis",
        "source", "checked",
    ]

    /// A rule, or a preset of which some things are said otherwise.
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(Self.keys)
        if let preset = mapping["preset"] {
            guard let rule = RetentionPreset.named(try preset.string()) else {
                throw preset.error("there is no such preset", hint: "see 'aftercall retain presets'")
            }
            self = rule
            if let id = mapping["id"] { self.id = try id.string() }
        } else {
            self.init(
                id: try mapping.required("id").string(),
                basis: RetentionBasis(try mapping.required("basis").string())
            )
        }
        if let text = mapping["basis"] { basis.text = try text.string() }
        if let source = mapping["source"] { basis.source = try source.string() }
        if let checked = mapping["checked"] { basis.checked = try checked.checkedDay() }
        direction = try mapping["direction"]?.oneOf(Direction.self) ?? direction
        queue = try mapping["queue"]?.string() ?? queue
        outcome = try mapping["outcome"]?.oneOf(Outcome.self) ?? outcome
        keep = try mapping["keep"]?.retentionPeriod() ?? keep
        destroy = try mapping["destroy"]?.retentionPeriod() ?? destroy
        recordClass = try mapping["class"]?.string() ?? recordClass
        jurisdiction = try mapping["jurisdiction"]?.string() ?? jurisdiction
        if let text = mapping["clock"] {
            guard let clock = RetentionClock(try text.string()) else {
                throw text.error("not a clock", hint: "call-end, contract-end, product-end or an event's name")
            }
            self.clock = clock
        }
        guard keep != nil || destroy != nil else {
            throw value.error("the rule says neither 'keep' nor 'destroy'", hint: "as in 'destroy: 180d'")
        }
    }
}

extension YAMLValue {
    fileprivate func retentionPeriod() throws(YAMLError) -> Period {
        guard let period = Period(try string()) else {
            throw error("not a period", hint: "write it as in '30d', '6mo' or '5y'")
        }
        return period
    }

    /// A day, or nil for `unverified`.
    fileprivate func checkedDay() throws(YAMLError) -> String? {
        let text = try string()
        guard text != "unverified" else { return nil }
        guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else {
            throw error("not a day", hint: "the day of the check, as in 2026-11-22, or 'unverified'")
        }
        return text
    }
}
