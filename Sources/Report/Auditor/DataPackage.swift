import Calls
import Foundation

/// The descriptor `datapackage.json` (Frictionless Data Package 1, tabular).
struct DataPackage {
    struct Resource {
        var table: Table
        var bytes: [UInt8]
        /// SHA-256, lower-case hex.
        var hash: String

        var path: String { table.name + ".csv" }
    }

    var model: ReportModel
    var resources: [Resource]
    var forSpreadsheet: Bool
    /// As Python calls it.
    var encoding: String

    var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("profile", .string("tabular-data-package")),
            ("name", .string("aftercall-audit")),
            ("title", .string(model.pageTitle)),
            ("since", .string(model.local(model.window.start).iso8601)),
            ("until", .string(model.local(model.window.end).iso8601)),
            ("time_zone", .string(model.timeZone.identifier)),
            ("variant", .string(forSpreadsheet ? "spreadsheet" : "machine")),
            ("resources", .array(resources.map(json))),
        ]
        if let asOf = model.asOf { members.append(("created", .string(model.local(asOf).iso8601))) }
        return .object(members)
    }

    private func json(_ resource: Resource) -> JSONValue {
        .object([
            ("profile", .string("tabular-data-resource")),
            ("name", .string(resource.table.name)),
            ("path", .string(resource.path)),
            ("format", .string("csv")),
            ("mediatype", .string("text/csv")),
            ("encoding", .string(encoding)),
            ("bytes", .integer(resource.bytes.count)),
            ("hash", .string("sha256:" + resource.hash)),
            ("rows", .integer(resource.table.rows.count)),
            ("schema", schema(resource.table)),
        ])
    }

    private func schema(_ table: Table) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("fields", .array(table.columns.map { field($0, isKey: table.primaryKey.contains($0.id)) })),
            ("missingValues", .array([.string("")])),
        ]
        if !table.primaryKey.isEmpty { members.append(("primaryKey", .array(table.primaryKey.map(JSONValue.string)))) }
        if Self.tablesOfCalls.contains(table.name) {
            let fields = JSONValue.array([.string("call_id")])
            let reference = JSONValue.object([("resource", .string("calls")), ("fields", fields)])
            members.append(("foreignKeys", .array([.object([("fields", fields), ("reference", reference)])])))
        }
        return .object(members)
    }

    /// Tables of which each row belongs to a row of `calls`.
    private static let tablesOfCalls: Set<String> = [
        "events", "findings", "legs", "masks", "problems", "sources", "surveys",
    ]

    private func field(_ column: Table.Column, isKey: Bool) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("name", .string(column.id)), ("type", .string(column.kind.frictionlessType)),
        ]
        if column.title != column.id { members.append(("title", .string(column.title))) }
        var constraints: [(String, JSONValue)] = isKey ? [("required", .boolean(true))] : []
        if column.kind == .ratio { constraints += [("minimum", .integer(0)), ("maximum", .integer(1))] }
        if !constraints.isEmpty { members.append(("constraints", .object(constraints))) }
        return .object(members)
    }
}

extension Table.Column.Kind {
    /// The type's name in a Table Schema.
    fileprivate var frictionlessType: String {
        switch self {
        case .text: "string"
        case .integer: "integer"
        case .number, .ratio, .seconds: "number"
        case .time: "datetime"
        case .boolean: "boolean"
        }
    }
}
