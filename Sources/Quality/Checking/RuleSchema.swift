internal import Foundation

/// The JSON Schema (draft 2020-12) of a rule pack, for editors, made from the same description that the reader uses.
///
/// `require` or `forbid`, exactly one, and one operator a condition: what an editor shows is what the reader accepts.
package func ruleSchema() throws -> String {
    var root = schema(Grammar.pack)
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    root["title"] = "Aftercall rule pack"
    var rule = schema(Grammar.rule)
    rule["oneOf"] = [["required": ["require"]], ["required": ["forbid"]]]
    let lines = Grammar.line.filter { $0.name != "at" }.map { key in
        schema([.required(key.name, key.shape), .optional("at", .length)])
    }
    root["$defs"] = [
        "rule": rule,
        "condition": oneOf(Grammar.operators),
        "phrase": ["anyOf": [schema(.text), oneOf(Grammar.patterns)]],
        "line": ["oneOf": lines],
    ]
    let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try JSONSerialization.data(withJSONObject: root, options: options), as: UTF8.self)
}

private func schema(_ keys: [Grammar.Key]) -> [String: Any] {
    [
        "type": "object",
        "properties": Dictionary(uniqueKeysWithValues: keys.map { ($0.name, schema($0.shape)) }),
        "required": keys.filter(\.isRequired).map(\.name),
        "additionalProperties": false,
    ]
}

/// Exactly one operator with its qualifiers.
private func oneOf(_ operators: [Grammar.Operator]) -> [String: Any] {
    ["type": "object", "oneOf": operators.map { schema([.required($0.name, $0.shape)] + $0.qualifiers) }]
}

private func schema(_ shape: Grammar.Shape) -> [String: Any] {
    switch shape {
    case .text: ["type": ["string", "number", "boolean"]]
    case .identifier: ["type": ["string", "number"], "pattern": "^[a-z0-9.-]{1,64}$"]
    case .language: ["type": "string", "pattern": "^[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8})*$"]
    case .date: ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
    case .length: ["type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?(ms|s|min|h)$"]
    case .clock: ["type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"]
    case .truth: ["type": "boolean"]
    case .whole(let range): ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound]
    case .number(let range): ["type": "number", "minimum": range.lowerBound, "maximum": range.upperBound]
    case .count: ["type": ["integer", "string"], "pattern": "^[0-9]+(-[0-9]+)?$"]
    case .oneOf(let names): ["enum": names]
    case .list(let item, let most): ["type": "array", "items": schema(item), "minItems": 1, "maxItems": most]
    case .oneOrMore(let item, let most): ["anyOf": [schema(item), schema(.list(item, atMost: most))]]
    case .object(let keys): schema(keys)
    case .exactlyOne(let keys): schema(keys).merging(["minProperties": 1, "maxProperties": 1]) { first, _ in first }
    case .any(let shapes): ["anyOf": shapes.map(schema)]
    case .named(let name): ["$ref": "#/$defs/\(name)"]
    }
}
