import Calls
import Foundation

/// Lays into the inbox what the switch and the survey system of a real centre would: `Master.csv`, a survey export, and
/// transcripts beside some recordings.
struct SwitchRecords {
    var folder: URL
    var inbox: URL
    var plan: DemoPlan

    func write() throws {
        let recorded = try recordedCalls()
        var rows: [String] = []
        for call in plan.calls {
            guard let record = recorded[call.switchCallID] else { continue }
            rows.append(answered(call, record))
            if let sidecar = call.sidecar, let recording = record.recording {
                try lay(sidecar, of: call, beside: recording)
            }
        }
        for index in 0..<6 { rows.append(abandoned(index)) }
        try save(rows.joined(), "Master.csv")
        try save(surveys(recorded), "surveys.csv")
    }

    /// The recorder's CDRs by the switch's name of the call.
    private func recordedCalls() throws -> [String: RecorderCDR] {
        let files = try FileManager.default.contentsOfDirectory(at: inbox, includingPropertiesForKeys: nil)
        var calls: [String: RecorderCDR] = [:]
        for file in files where file.lastPathComponent.hasSuffix(".cdr.json") {
            let record = try JSONDecoder().decode(RecorderCDR.self, from: Data(contentsOf: file))
            if let id = record.switchCallID { calls[id] = record }
        }
        return calls
    }

    private func answered(_ call: PlannedCall, _ record: RecorderCDR) -> String {
        let queued = uniqueidEpoch(call.switchCallID)
        let answer = record.start.milliseconds / 1000
        let end = record.end.milliseconds / 1000
        return row(
            src: call.customerNumber,
            name: call.customerName,
            dst: "4008001234",
            destination: "PJSIP/\(call.agent)-\(call.label)",
            queue: call.queue,
            times: [queued, answer, end],
            disposition: "ANSWERED",
            id: call.switchCallID
        )
    }

    private func abandoned(_ index: Int) -> String {
        let queued = plan.epoch + 3 * index
        return row(
            src: "212555\(1000 + index * 37)",
            name: "",
            dst: "4008001234",
            destination: "",
            queue: ["support", "billing", "sales"][index % 3],
            times: [queued, nil, queued + [3, 9, 14, 26, 41, 75][index % 6]],
            disposition: "NO ANSWER",
            id: "\(queued).\(500 + index)"
        )
    }

    /// One line as Asterisk's cdr_csv writes it with `loguniqueid` and `newcdrcolumns`, in the site's local time.
    private func row(
        src: String,
        name: String,
        dst: String,
        destination: String,
        queue: String,
        times: [Int?],
        disposition: String,
        id: String
    ) -> String {
        let stamps = times.map { $0.map(stamp) ?? "" }
        let duration = (times[2] ?? 0) - (times[0] ?? 0)
        let billed = times[1].map { (times[2] ?? 0) - $0 } ?? 0
        let fields = [
            "", src, dst, "queues", "\"\"\(name)\"\" <\(src)>", "PJSIP/trunk-\(id)", destination, "Queue",
            "\(queue),t,,,300",
        ]
        return fields.map { "\"\($0)\"" }.joined(separator: ",")
            + ",\(stamps.map { $0.isEmpty ? "" : "\"\($0)\"" }.joined(separator: ","))"
            + ",\(duration),\(billed),\"\(disposition)\",\"DOCUMENTATION\",\"\(id)\",\"\",\"\",\"\(id)\",1\n"
    }

    private func stamp(_ epoch: Int) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "Asia/Shanghai")
        formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
        return formatter.string(from: Date(timeIntervalSince1970: Double(epoch)))
    }

    private func surveys(_ recorded: [String: RecorderCDR]) -> String {
        let rows = plan.calls.filter { $0.number % 4 == 0 && $0.csat == nil && recorded[$0.switchCallID] != nil }.map {
            "\($0.switchCallID),\(1 + $0.number % 5),\($0.number % 11)\n"
        }
        return "uniqueid,csat,nps\n" + rows.joined()
    }

    private func lay(_ sidecar: PlannedCall.Sidecar, of call: PlannedCall, beside recording: String) throws {
        let data = try Data(contentsOf: folder.appending(path: "\(call.label).script.json"))
        let turns = try JSONDecoder().decode(Composition.Script.self, from: data).turns
        let stem = (recording as NSString).deletingPathExtension
        let transcript = SidecarTranscript(turns: turns, language: call.dialogue.isChinese ? "zh" : "en")
        switch sidecar {
        case .json: try save(try transcript.json(), "\(stem).json")
        case .vtt: try save(transcript.vtt, "\(stem).vtt")
        case .amazon: try save(try transcript.amazon(), "\(stem).json")
        }
    }

    private func uniqueidEpoch(_ id: String) -> Int { Int(id.prefix { $0 != "." }) ?? 0 }

    private func save(_ text: String, _ name: String) throws {
        let partial = inbox.appending(path: ".\(name).part")
        try Data(text.utf8).write(to: partial)
        try FileManager.default.moveItem(at: partial, to: inbox.appending(path: name))
    }
}
