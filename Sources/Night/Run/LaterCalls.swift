import CDR
import Calls

/// What a call is made from again when its turn comes.
struct CallOrigin {
    /// Where its rows are; nil for a recording that no CDR speaks of.
    var place: CallPlace?
    var files: CallFiles
}

/// Calls that are read once to know that they are there, and again when their turn comes.
///
/// Held would be some 3 KB a call; this is 64 bytes. The calls of the newest time come first, some thousand at once.
struct LaterCalls {
    private struct Known {
        var start: UTCTime
        var place: CallPlace?
        var files: CallFiles
        /// Of the call: that it is told the same the second time.
        var hash: Int
    }

    private var calls: [Known] = []
    private var reader: CallReader?
    private let inbox: [InboxFile]
    /// Of calls, and six times as many rows, which is what their reading holds.
    private let atOnce: Int
    /// As many calls without a recording as one with: beside the work on that, reading it again is nothing.
    private static let weightOfRecording = 20
    /// Which of them are read together, the next last.
    private var parts: [Range<Int>] = []

    init(of inbox: [InboxFile], atOnce: Int) {
        self.inbox = inbox
        self.atOnce = max(1, atOnce)
    }

    var count: Int { calls.count }

    mutating func add(_ call: Call, from origin: CallOrigin) {
        calls.append(Known(start: call.start, place: origin.place, files: origin.files, hash: call.hashValue))
    }

    /// Cuts them into parts, none of them between calls that began at one moment.
    mutating func close(_ reader: CallReader) {
        self.reader = reader
        calls.sort { $0.start > $1.start }
        var (first, weight, rows) = (0, 0, 0)
        for index in calls.indices {
            let call = calls[index]
            let records = call.place.map { reader.records(at: $0) } ?? 0
            let isFull = weight >= atOnce || rows + records > 6 * atOnce
            if isFull, index > first, call.start != calls[index - 1].start {
                parts.append(first..<index)
                (first, weight, rows) = (index, 0, 0)
            }
            weight += call.files.recording == nil ? 1 : Self.weightOfRecording
            rows += records
        }
        if first < calls.count { parts.append(first..<calls.count) }
        parts.reverse()
    }

    mutating func nextPart() -> Range<Int>? { parts.popLast() }

    /// When that call of a part began which did before the others.
    func firstStart(of part: Range<Int>) -> UTCTime { calls[part.upperBound - 1].start }

    /// Makes the jobs of a part again, in no order that means anything; calls that are told otherwise now are left out.
    mutating func read(_ part: Range<Int>) throws -> [CallJob] {
        var wanted: [CallPlace: Known] = [:]
        var found: [CallJob] = []
        found.reserveCapacity(part.count)
        for known in calls[part] {
            if let place = known.place {
                wanted[place] = known
            } else if let job = CallJob(orphan: known.files, of: inbox), job.call.hashValue == known.hash {
                found.append(job)
            }
        }
        try reader?.forEachCall(at: wanted.keys) { call, place in
            guard let known = wanted[place], known.hash == call.hashValue else { return }
            found.append(CallJob(call, known.files, of: inbox))
        }
        return found
    }
}
