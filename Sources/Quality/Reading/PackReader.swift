internal import Calls
package import StrictYAML

extension RulePack {
    /// The most rules that a pack may hold.
    package static let maximumRules = 2000

    /// Reads a pack.
    ///
    /// - Parameters:
    ///   - bytes: A YAML document like those in `rules/`.
    ///   - file: The name that errors carry.
    /// - Throws: At the first thing that is not understood; nothing is skipped.
    package init(_ bytes: [UInt8], file: String) throws(YAMLError) {
        let pack = try YAMLValue.document(bytes, file: file)
            .mapping(Grammar.pack.names)
        id = try pack.required("pack").identifier()
        version = try pack.required("version").int(in: 1...1_000_000)
        title = try Title(pack.required("title"))
        languages = try pack["language"]?.list { (value) throws(YAMLError) in try value.languageTag() } ?? []
        let values = try pack.required("rules").bounded(Self.maximumRules, "rules")
        rules = []
        for value in values {
            let rule = try Rule(value, languages: languages)
            guard !rules.contains(where: { $0.id == rule.id }) else {
                throw value.error("the rule '\(rule.id)' is there twice")
            }
            rules.append(rule)
        }
        self.file = file
    }
}

extension Title {
    /// A text, or a mapping of languages to texts.
    init(_ value: YAMLValue) throws(YAMLError) {
        guard value.isMapping else {
            self.init(en: try value.string())
            return
        }
        let texts = try value.mapping(["en", "zh"])
        self.init(en: try texts.required("en").string(), zh: try texts["zh"]?.string())
    }
}

extension Rule {
    init(_ value: YAMLValue, languages: [String]) throws(YAMLError) {
        let rule = try value.mapping(Grammar.rule.names)
        id = try rule.required("id").identifier()
        version = try rule.required("version").int(in: 1...1_000_000)
        title = try Title(rule.required("title"))
        severity = try rule.required("severity").oneOf(Severity.self)
        weight = try rule.required("weight").double(in: 0...100)
        isFatal = try rule["fatal"]?.bool() ?? false
        reason = try Reason(rule.required("why"))
        scope = try Scope(rule["scope"], languages: languages)
        precondition = try rule["applies if"].map { (value) throws(YAMLError) in try Condition(value) }
        switch (rule["require"], rule["forbid"]) {
        case (let required?, nil): (demand, condition) = (.require, try Condition(required))
        case (nil, let forbidden?): (demand, condition) = (.forbid, try Condition(forbidden))
        default: throw value.error("a rule has either 'require' or 'forbid'")
        }
        tests = try RuleTest.read(rule["tests"], language: scope.languages.first ?? "en")
        line = value.line
    }
}

extension Rule.Reason {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let why = try value.mapping(Grammar.reason.names)
        text = try Title(why.required("text"))
        source = try why.required("source").string()
        checked = try why.required("checked").date()
    }
}

extension Scope {
    fileprivate init(_ value: YAMLValue?, languages: [String]) throws(YAMLError) {
        self.languages = languages
        guard let scope = try value?.mapping(Grammar.scope.names) else { return }
        queues = try scope["queue"]?.list { (value) throws(YAMLError) in try value.string() } ?? []
        directions = try scope["direction"]?.list { (value) throws(YAMLError) in try value.oneOf(Direction.self) } ?? []
        if let own = scope["language"] {
            self.languages = try own.list { (value) throws(YAMLError) in try value.languageTag() }
        }
        if let own = scope["outcome"] {
            outcomes = try own.list { (value) throws(YAMLError) in try value.oneOf(Outcome.self) }
        }
        from = try scope["from"]?.date()
        until = try scope["until"]?.date()
        if let from, let until, from >= until { throw scope.value.error("in force until before it is in force") }
    }
}
