import Archive
import CDR
import Calls
package import Quality

/// A line of people's scores that cannot be used.
package struct CalibrationFault: Hashable, Sendable {
    /// Counted from 1.
    package var line: Int
    package var problem: String
}

/// Agreement by rule, and what of the file could not be used.
package struct Calibration: Sendable {
    package var rules: [(rule: String, agreement: Agreement)]
    package var faults: [CalibrationFault]

    package var all: Agreement { rules.reduce(Agreement()) { $0 + $1.agreement } }
}

extension Site {
    /// Holds the verdicts of stored calls against those of people.
    ///
    /// The CSV names `call`, `rule` (`pack/rule`) and `verdict` (`pass`, `fail`, `n/a`); other columns are left alone.
    package func calibrate(_ bytes: [UInt8]) throws -> Calibration {
        var scanner = CSVScanner()
        var record = CSVRecord()
        var columns: [String: Int] = [:]
        var faults: [CalibrationFault] = []
        var agreements: [String: Agreement] = [:]
        var verdicts: [CallID: [String: Verdict]] = [:]
        while true {
            switch scanner.next(bytes.span, into: &record) {
            case .end:
                let rules = agreements.sorted { $0.key < $1.key }.map { (rule: $0.key, agreement: $0.value) }
                return Calibration(rules: rules, faults: faults)
            case .fault(_, let line): faults.append(CalibrationFault(line: line, problem: "not CSV"))
            case .record:
                if columns.isEmpty {
                    for index in 0..<record.count { columns[record.text(index, in: bytes).lowercased()] = index }
                    continue
                }
                func field(_ name: String) -> String { columns[name].map { record.text($0, in: bytes) } ?? "" }
                guard let person = Self.verdict(field("verdict")) else {
                    faults.append(CalibrationFault(line: record.line, problem: "the verdict is not pass, fail or n/a"))
                    continue
                }
                guard let id = CallID(field("call")), let known = try verdicts[id] ?? storedVerdicts(of: id) else {
                    faults.append(CalibrationFault(line: record.line, problem: "no such call, or it was not scored"))
                    continue
                }
                verdicts[id] = known
                guard let rule = known[field("rule")] else {
                    faults.append(CalibrationFault(line: record.line, problem: "the call was not judged by this rule"))
                    continue
                }
                agreements[field("rule"), default: Agreement()].add(rule: rule, person: person)
            }
        }
    }

    private func storedVerdicts(of id: CallID) throws -> [String: Verdict]? {
        try archive.outcome(of: id)?.evaluation.map { evaluation in
            Dictionary(evaluation.findings.map { ($0.rule, $0.verdict) }) { first, _ in first }
        }
    }

    private static func verdict(_ text: String) -> Verdict? {
        switch text.lowercased() {
        case "pass", "passed", "1", "yes": .passed
        case "fail", "failed", "0", "no": .failed
        case "n/a", "na", "": .notApplicable
        default: nil
        }
    }
}
