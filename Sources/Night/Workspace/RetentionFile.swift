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
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["id", "direction", "queue", "outcome", "keep", "destroy", "basis"])
        self.init(id: try mapping.required("id").string(), basis: try mapping.required("basis").string())
        direction = try mapping["direction"]?.oneOf(Direction.self)
        queue = try mapping["queue"]?.string()
        outcome = try mapping["outcome"]?.oneOf(Outcome.self)
        keep = try mapping["keep"]?.retentionPeriod()
        destroy = try mapping["destroy"]?.retentionPeriod()
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
}
