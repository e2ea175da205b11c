import Calls
package import Report

extension RecordingAssurance {
    /// A row a kind of issue, with its owner; kinds of which there is none as well.
    package var summaryTable: Table {
        var rows = RecordingIssue.Kind.allCases.map { kind in
            [Cell(kind.rawValue), Cell(kind.owner.rawValue), Cell(count(of: kind))]
        }
        rows.append([Cell("answered calls"), .missing, Cell(answered)])
        rows.append([Cell("with a recording"), .missing, Cell(recorded)])
        return Table("assurance", columns: [.init("issue"), .init("owner"), .init("calls", nil, .integer)], rows: rows)
    }

    /// A row an issue.
    package var issueTable: Table {
        Table(
            "recording_issues",
            columns: [
                .init("call"), .init("start", nil, .time), .init("issue"), .init("owner"), .init("queue"),
                .init("agent"),
                .init("expected", nil, .seconds), .init("found", nil, .seconds),
            ],
            rows: issues.map { issue in
                [
                    Cell(issue.call.description), Cell(issue.start), Cell(issue.kind.rawValue),
                    Cell(issue.owner.rawValue),
                    Cell(issue.queue), Cell(issue.agent), Cell(issue.expected), Cell(issue.found),
                ]
            },
            primaryKey: ["call", "issue"]
        )
    }
}
