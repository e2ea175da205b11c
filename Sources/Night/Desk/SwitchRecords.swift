import CDR
package import Calls
package import Foundation
package import Report

/// What files of switch records hold: looked at before they are laid into the inbox, without a workspace and without a trace.
package struct SwitchRecords {
    /// A row a file: what it is, how many rows were read and refused, in which zone its stamps are.
    private var files: [FileSummary] = []
    /// How many calls ended in which way.
    package private(set) var outcomes: [Outcome: Int] = [:]
    package private(set) var callCount = 0
    package private(set) var unclaimedSurveys = 0

    /// Reads the files as `site` would; only counts are kept of the calls, unless `each` wants them.
    package init(_ paths: [URL], site: Site?, each: (Call) throws -> Void) throws {
        let files = try paths.map { path in
            let values = try? path.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
            guard values?.isRegularFile == true, let size = values?.fileSize else {
                throw NightError.cannotRead(path: path.lastPathComponent)
            }
            // Nothing is kept that has to name the file by its content.
            return CDRFile(path, sha256: path.lastPathComponent, size: size)
        }
        var reader = CallReader(files, settings: try site?.cdrSettings() ?? CDRSettings())
        try reader.forEachCall { call in
            callCount += 1
            outcomes[call.outcome, default: 0] += 1
            try each(call)
        }
        self.files = reader.files
        unclaimedSurveys = reader.unclaimedSurveys.count
    }

    package var hasFaults: Bool { files.contains { $0.error != nil || $0.rejected > 0 } }

    /// Why files and rows were refused.
    package var mishaps: [Mishap] {
        files.flatMap { file -> [Mishap] in
            if let error = file.error {
                return [Mishap(subject: file.file.name, problem: error.reason, mend: error.mend)]
            }
            return file.rejections.map {
                Mishap(subject: file.file.name, place: "line \($0.line)", problem: $0.reason, mend: $0.mend)
            }
        }
    }

    package var fileTable: Table {
        Table(
            "files",
            columns: [
                .init("file"), .init("format"), .init("rows", nil, .integer), .init("refused", nil, .integer),
                .init("not_utf8", nil, .integer), .init("hours_ahead_of_utc", nil, .number),
            ],
            rows: files.map { file in
                [
                    Cell(file.file.name), Cell(file.format?.name), Cell(file.rows), Cell(file.rejected),
                    Cell(file.lossy), Cell(file.zoneOffset.map { Double($0) / 3600 }),
                ]
            }
        )
    }

    package var outcomeTable: Table {
        Table(
            "calls",
            columns: [.init("outcome"), .init("calls", nil, .integer)],
            rows: Outcome.allCases.compactMap { outcome in
                outcomes[outcome].map { [Cell(outcome.rawValue), Cell($0)] }
            } + [[Cell("all"), Cell(callCount)]]
        )
    }

    /// A call's facts in a row, nobody's number or name among them.
    package static func callTable(_ calls: [Call]) -> Table {
        CallTable(calls.map { CallOutcome(facts: CallFacts(of: $0, customer: nil)) }).table
    }
}

extension CDRFile {
    /// Reads from the disk whatever is asked for.
    init(_ url: URL, sha256: String, size: Int) {
        self.init(name: url.lastPathComponent, sha256: sha256, size: size) { range in
            guard let handle = try? FileHandle(forReadingFrom: url) else { return nil }
            defer { try? handle.close() }
            guard (try? handle.seek(toOffset: UInt64(range.lowerBound))) != nil else { return nil }
            guard let data = try? handle.read(upToCount: range.count) ?? Data() else { return nil }
            return data.count == range.count ? data : nil
        }
    }
}
