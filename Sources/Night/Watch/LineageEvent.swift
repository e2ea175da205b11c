import Foundation

/// A run as OpenLineage 2-0-2 tells of it: where data came from and where it went, without any of it.
struct LineageEvent: Encodable {
    enum Kind: String, Encodable { case start = "START", complete = "COMPLETE", fail = "FAIL" }

    private struct Run: Encodable { var runId: UUID }
    private struct Named: Encodable {
        var namespace: String
        var name: String
    }

    private let eventType: Kind
    private let eventTime: String
    private let run: Run
    private let job = Named(namespace: "aftercall", name: "run")
    private let inputs: [Named]
    private let outputs: [Named]
    private let producer = "https://aftercall.invalid/aftercall"
    private let schemaURL = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"

    init(_ kind: Kind, run: UUID, at time: Date, workspace: Workspace) {
        eventType = kind
        eventTime = time.formatted(.iso8601)
        self.run = Run(runId: run)
        let file = { (url: URL) in Named(namespace: "file", name: url.path) }
        inputs = [file(workspace.inbox)]
        outputs = kind == .complete ? [workspace.archive, workspace.vault, workspace.reports].map(file) : []
    }

    /// One line of JSON.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
