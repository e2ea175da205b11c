package import CDR
import Calls
package import Foundation
package import StrictYAML

extension CDRMapping {
    /// Reads a mapping file: which column of another system's CSV is which field.
    package init(yaml bytes: [UInt8], file: String, siteZone: TimeZone) throws(YAMLError) {
        let document = try YAMLValue.document(bytes, file: file)
        let root = try document.mapping([
            "name", "id-prefix", "columns", "delimiter", "time-format", "time-zone", "duration-unit", "outcomes",
            "directions", "kinds", "header",
        ])
        let columns = try root.required("columns")
        var fields: [Field: String] = [:]
        let named = try columns.mapping(Field.allCases.map(\.rawValue))
        for field in Field.allCases {
            if let column = named[field.rawValue] { fields[field] = try column.string() }
        }
        let format = try root.required("time-format")
        guard let timeFormat = TimeFormat(try format.string()) else {
            throw format.error(
                "not a time format",
                hint: "iso8601, epoch, epochMilliseconds, or a pattern such as 'yyyy-MM-dd HH:mm:ss'"
            )
        }
        let mapping = CDRMapping(
            name: try root.required("name").string(),
            idPrefix: try root.required("id-prefix").string(),
            columns: fields,
            delimiter: try root["delimiter"]?.delimiter() ?? UInt8(ascii: ","),
            timeFormat: timeFormat,
            timeZone: try root["time-zone"]?.timeZone() ?? siteZone,
            durationUnit: try root["duration-unit"]?.oneOf(DurationUnit.self) ?? .seconds,
            outcomes: try root["outcomes"]?.choices(Outcome.self) ?? [:],
            directions: try root["directions"]?.choices(Direction.self) ?? [:]
        )
        guard var mapping else {
            throw columns.error("the columns 'call' and 'start' are required", hint: "add 'call: …' and 'start: …'")
        }
        mapping.kinds = try root["kinds"]?.choices(MappedKind.self).mapValues(\.leg) ?? [:]
        mapping.header = try root["header"].map { value throws(YAMLError) in try value.names() }
        if let header = mapping.header, let missing = fields.values.first(where: { !header.contains($0) }) {
            throw columns.error(
                "'\(missing)' is no column of 'header'",
                hint: "name every column of the file, in order"
            )
        }
        self = mapping
    }
}

/// What a row of an export with a row a device can be.
private enum MappedKind: String, CaseIterable {
    case ivr, queue, agent

    var leg: Leg.Kind {
        switch self {
        case .ivr: .ivr
        case .queue: .queue
        case .agent: .agent
        }
    }
}

extension YAMLValue {
    fileprivate func names() throws(YAMLError) -> [String] {
        var names: [String] = []
        for name in try sequence() { names.append(try name.string()) }
        return names
    }

    fileprivate func delimiter() throws(YAMLError) -> UInt8 {
        let text = try string()
        guard text.utf8.count == 1, let byte = text.utf8.first else {
            throw error("not one ASCII character", hint: #"as in ',', ';' or "\t""#)
        }
        return byte
    }

    /// A mapping from the export's own words to ours.
    fileprivate func choices<Choice: RawRepresentable<String> & CaseIterable>(
        _ type: Choice.Type
    ) throws(YAMLError) -> [String: Choice] {
        let mapping = try mapping()
        var choices: [String: Choice] = [:]
        for key in mapping.keys { choices[key] = try mapping.required(key).oneOf(type) }
        return choices
    }
}
