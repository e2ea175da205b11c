import CDR
import Calls
import Foundation

/// A file of `text`, as the inbox would hand it over; the hash stands for the content and need not be true here.
func file(_ text: String, named name: String = "Master.csv", hash: String = "00") -> CDRFile {
    CDRFile(name: name, sha256: hash, bytes: Array(text.utf8))
}

/// The repository's root.
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

func zone(_ name: String) throws -> TimeZone {
    guard let zone = TimeZone(identifier: name) else { throw CocoaError(.fileNoSuchFile) }
    return zone
}

func utc(_ stamp: String) throws -> UTCTime {
    UTCTime(seconds: Int(try Date(stamp, strategy: .iso8601).timeIntervalSince1970))
}

/// A call in one line, to be compared as a whole: seconds, `-` for what is unknown.
func summary(_ call: Call) -> String {
    func seconds(_ time: Milliseconds?) -> String { time.map { "\($0.count / 1000)" } ?? "-" }
    return [
        call.direction.rawValue, call.outcome.rawValue, "queue", call.queue ?? "-", "agent", call.agent ?? "-",
        "wait", seconds(call.wait), "talk", seconds(call.handle.talk), "transfers", "\(call.transfers)",
    ].joined(separator: " ")
}

/// A row of `cdr_csv` with all 21 columns; what is not given is that of a call of 30 s answered after 10 s at 301.
struct Row {
    var src = "13900000001"
    var dst = "02155550100"
    var channel = "PJSIP/trunk-00000001"
    var dstchannel = "PJSIP/301-00000002"
    var lastapp = "Dial"
    var lastdata = "PJSIP/301"
    var start = "2026-03-02 09:00:00"
    var answer = "2026-03-02 09:00:10"
    var end = "2026-03-02 09:00:30"
    var duration = "30"
    var billsec = "20"
    var disposition = "ANSWERED"
    /// 2026-03-02 09:00:00 in Shanghai.
    var uniqueid = "1772413200.1"
    var linkedid = "1772413200.1"
    var sequence = "1"

    var text: String {
        let columns = [
            "", src, dst, "in", "\"\"\(src)\"\" <\(src)>", channel, dstchannel, lastapp, lastdata, start, answer, end,
            duration, billsec, disposition, "DOCUMENTATION", uniqueid, "", "", linkedid, sequence,
        ]
        return columns.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
    }
}

extension Call {
    /// Without what joins it to other nights, which no test can count by hand.
    var unkeyed: Call {
        var call = self
        call.switchKey = nil
        return call
    }
}
