package import Calls

/// A line of Asterisk's `queue_log` that is about a call or about the switch as a whole.
package struct QueueEvent: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case entered = "ENTERQUEUE"
        case ringNoAnswer = "RINGNOANSWER"
        case connected = "CONNECT"
        case completedByAgent = "COMPLETEAGENT"
        case completedByCaller = "COMPLETECALLER"
        case transferred = "TRANSFER"
        case blindTransferred = "BLINDTRANSFER"
        case attendedTransferred = "ATTENDEDTRANSFER"
        case agentDumped = "AGENTDUMP"
        case abandoned = "ABANDON"
        case timedOut = "EXITWITHTIMEOUT"
        case exitedWithKey = "EXITWITHKEY"
        case exitedEmpty = "EXITEMPTY"
        case full = "FULL"
        case joinedEmpty = "JOINEMPTY"
        case leftEmpty = "LEAVEEMPTY"
        /// The switch or its queues came up: what was under way before is lost.
        case restarted = "QUEUESTART"
        case loggedIn = "AGENTLOGIN"
        case calledBackIn = "AGENTCALLBACKLOGIN"
        case loggedOff = "AGENTLOGOFF"
        case calledBackOff = "AGENTCALLBACKLOGOFF"
        case added = "ADDMEMBER"
        case removed = "REMOVEMEMBER"
        case paused = "PAUSE"
        case pausedAll = "PAUSEALL"
        case unpaused = "UNPAUSE"
        case unpausedAll = "UNPAUSEALL"
    }

    package var source: SourceLine
    package var time: UTCTime
    /// The unique id of the caller's channel; `NONE` and the like where the line is about no call.
    package var call: String
    package var queue: String
    /// The member as the switch calls it, without technology and context: `2004` of `Local/2004@from-internal/n`.
    package var member: String?
    package var kind: Kind
    /// What follows the event's name, at most five fields.
    package var details: [String]

    /// True where the line is about a call.
    var isOfCall: Bool { !["NONE", "REALTIME", "MANAGER", "CLI", ""].contains(call) }

    /// Field `index` as seconds; nil where there is none.
    func seconds(_ index: Int) -> Milliseconds? {
        guard details.indices.contains(index), let seconds = Int(details[index]), (0...31 * 86_400).contains(seconds)
        else { return nil }
        return Milliseconds(seconds * 1000)
    }
}

/// Reads a `queue_log`: `epoch|call|queue|member|EVENT|details…`, times in UTC, quotes as they are.
struct QueueLogSource: RowSource {
    private let file: CDRFile
    private var cursor: RecordCursor

    init(_ file: CDRFile) {
        self.file = file
        let stream = RecordStream(file, delimiter: UInt8(ascii: "|"), quoting: .none)
        cursor = RecordCursor(stream, headerRecords: 0)
    }

    var line: Int { cursor.line }

    mutating func advance() throws(CDRError) -> Bool { try cursor.advance() }

    mutating func rewind() { cursor.rewind() }

    mutating func row() -> RowResult {
        let source = file.source(line: line)
        return cursor.row { (record, bytes) throws(RowFault) in
            try Self.event(record, bytes, source: source).map { .queue($0) }
        }
    }

    /// True for a record that begins as a line of a `queue_log`.
    static func isEvent(_ record: CSVRecord, in bytes: [UInt8]) -> Bool {
        guard record.count >= 5, time(record.raw(0, in: bytes)) != nil else { return false }
        let name = record.raw(4, in: bytes)
        return name.count >= 4 && name.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    /// Nil for an event that says nothing of calls or agents.
    private static func event(
        _ record: CSVRecord,
        _ bytes: [UInt8],
        source: SourceLine
    ) throws(RowFault) -> QueueEvent? {
        guard record.count >= 5 else { throw .columns(record.count, expected: 5) }
        guard let time = time(record.raw(0, in: bytes)) else {
            throw .notATime("time", TimeFormat.epochSeconds.description)
        }
        guard let kind = QueueEvent.Kind(rawValue: record.text(4, in: bytes)) else { return nil }
        var details = (5..<max(5, min(record.count, 10))).map { record.text($0, in: bytes) }
        while details.last == "" { details.removeLast() }
        let event = QueueEvent(
            source: source,
            time: time,
            call: record.text(1, in: bytes),
            queue: record.text(2, in: bytes),
            member: member(record.text(3, in: bytes)),
            kind: kind,
            details: details
        )
        return event.isOfCall || kind.isAboutAgents || kind == .restarted ? event : nil
    }

    /// Seconds since 1970, with a fraction in the logs of newer switches.
    private static func time(_ field: ArraySlice<UInt8>) -> UTCTime? {
        guard field.prefix(while: \.isDigit).count >= 9, let length = TimeFormat.readSeconds(field) else { return nil }
        let time = UTCTime(milliseconds: length.count)
        return time.isPlausible ? time : nil
    }

    private static func member(_ name: String) -> String? {
        guard !name.isEmpty, name != "NONE" else { return nil }
        let device = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let plain = (device.count == 2 ? device[1] : device[0]).prefix { $0 != "@" }
        return plain.isEmpty ? name : String(plain)
    }
}

extension QueueEvent.Kind {
    var isAboutAgents: Bool {
        switch self {
        case .loggedIn, .calledBackIn, .loggedOff, .calledBackOff, .added, .removed, .paused, .pausedAll, .unpaused,
            .unpausedAll:
            true
        default: false
        }
    }

    /// True where the call leaves the queue without having been answered in it.
    var isExit: Bool {
        switch self {
        case .abandoned, .timedOut, .exitedWithKey, .exitedEmpty, .full, .joinedEmpty, .leftEmpty: true
        default: false
        }
    }

    /// True where the conversation ends.
    var isCompletion: Bool {
        switch self {
        case .completedByAgent, .completedByCaller, .transferred, .blindTransferred, .attendedTransferred: true
        default: false
        }
    }

    /// What comes first of two events in the same second.
    var rank: Int {
        switch self {
        case .entered: 0
        case .ringNoAnswer: 1
        case .agentDumped: 2
        case .connected: 3
        default: 4
        }
    }
}
