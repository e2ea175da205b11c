import CDR
import Calls

/// Calls of which there are only rows, read once to know that they are there and again when their turn comes.
///
/// Held would be some 3 KB a call; this is 32 bytes. The calls of the newest time come first, some thousand at once.
struct LaterCalls {
    private struct Known {
        var start: UTCTime
        var place: CallPlace
        /// Of the call: that it is told the same the second time.
        var hash: Int
    }

    private var calls: [Known] = []
    private var reader: CallReader?
    /// Of calls, and six times as many rows, which is what their reading holds.
    private let atOnce: Int
    /// Which of them are read together, the next last.
    private var parts: [Range<Int>] = []

    init(atOnce: Int) { self.atOnce = max(1, atOnce) }

    var count: Int { calls.count }

    mutating func add(_ call: Call, at place: CallPlace) {
        calls.append(Known(start: call.start, place: place, hash: call.hashValue))
    }

    /// Cuts them into parts, none of them between calls that began at one moment.
    mutating func close(_ reader: CallReader) {
        self.reader = reader
        calls.sort { $0.start > $1.start }
        var (first, rows) = (0, 0)
        for index in calls.indices {
            let records = reader.records(at: calls[index].place)
            let isFull = index - first >= atOnce || rows + records > 6 * atOnce
            if isFull, calls[index].start != calls[index - 1].start {
                parts.append(first..<index)
                (first, rows) = (index, 0)
            }
            rows += records
        }
        if first < calls.count { parts.append(first..<calls.count) }
        parts.reverse()
    }

    mutating func nextPart() -> Range<Int>? { parts.popLast() }

    /// When that call of a part began which did before the others.
    func firstStart(of part: Range<Int>) -> UTCTime { calls[part.upperBound - 1].start }

    /// Reads the calls of a part again, in no order that means anything; those that are told otherwise now are left out.
    mutating func read(_ part: Range<Int>) throws -> [Call] {
        let wanted = Dictionary(calls[part].map { ($0.place, $0.hash) }, uniquingKeysWith: { first, _ in first })
        var found: [Call] = []
        found.reserveCapacity(part.count)
        do {
            try reader?.forEachCall(at: wanted.keys) { call, place in
                if call.hashValue == wanted[place] { found.append(call) }
            }
        } catch is CDRError {
            // The file is gone or cannot be read any more: what it tells of waits.
        }
        return found
    }
}
