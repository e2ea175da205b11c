/// How many records each call has, and the rows of those calls that are not complete yet.
struct RowTally {
    private struct Count {
        var total: UInt32 = 0
        var seen: UInt32 = 0
    }

    private var counts: [UInt64: Count] = [:]
    private var open: [UInt64: CallRows] = [:]
    /// In how many parts the calls have to be read so that few enough rows are held at a time.
    private(set) var parts = 1

    init() {}

    /// `files` holds of each file, in order of reading, the hash of each record's call; 0 for a record of none.
    init(_ files: [[UInt64]], mostOpenRows: Int) {
        for groups in files {
            for group in groups where group != 0 { counts[group, default: Count()].total += 1 }
        }
        parts = (peak(files) - 1) / max(1, mostOpenRows) + 1
    }

    /// The most rows that are open at a time where all calls are read at once.
    private mutating func peak(_ files: [[UInt64]]) -> Int {
        var (held, most) = (0, 1)
        for groups in files {
            for group in groups where group != 0 {
                guard let index = counts.index(forKey: group) else { continue }
                counts.values[index].seen += 1
                held += 1
                most = max(most, held)
                let count = counts.values[index]
                guard count.seen == count.total else { continue }
                held -= Int(count.total)
                counts.values[index].seen = 0
            }
        }
        return most
    }

    /// True where a record is read in a part; a record of no call is in the first.
    func isIn(_ part: Int, _ group: UInt64) -> Bool {
        parts == 1 || (group >> 32) % UInt64(parts) == UInt64(part)
    }

    /// Takes a record of a call, nil for one that could not be used; hands back the call's rows when it was the last.
    mutating func take(_ row: CDRRow?, of group: UInt64) -> CallRows? {
        guard let index = counts.index(forKey: group) else { return nil }
        if counts.values[index].total == 1 {
            guard let row else { return nil }
            var rows = CallRows()
            rows.append(row)
            return rows
        }
        counts.values[index].seen += 1
        if let row { open[group, default: CallRows()].append(row) }
        guard counts.values[index].seen == counts.values[index].total else { return nil }
        return open.removeValue(forKey: group)
    }
}
