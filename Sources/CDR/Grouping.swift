import Calls

/// A row that names the line it came from.
protocol SourcedRow: Hashable {
    var source: SourceLine { get set }
    /// What comes first in a call; rows that are equal in it are told apart by their source.
    static func comesFirst(_ a: Self, _ b: Self) -> Bool
}

extension Array where Element: SourcedRow {
    /// Rows with the same key, in order and each only once, whichever order this array has.
    ///
    /// Groups come in the order of their keys' first rows here; callers sort what they make of them.
    func grouped<Key: Hashable>(by key: (Element) -> Key) -> [[Element]] {
        guard let first else { return [] }
        guard count > 1 else { return [self] }
        let name = key(first)
        return allSatisfy { key($0) == name } ? [ordered()] : parted(by: key)
    }

    private func parted<Key: Hashable>(by key: (Element) -> Key) -> [[Element]] {
        var groups: [Key: Int] = [:]
        var last: [Int] = []
        var previous = [Int](repeating: -1, count: count)
        for index in indices {
            let group = groups[key(self[index])]
            if let group {
                previous[index] = last[group]
                last[group] = index
            } else {
                groups[key(self[index])] = last.count
                last.append(index)
            }
        }
        return last.map { end in
            var rows: [Element] = []
            var index = end
            while index >= 0 {
                rows.append(self[index])
                index = previous[index]
            }
            return rows.ordered()
        }
    }

    /// In order, without rows that say the same as one before them.
    private func ordered() -> [Element] {
        guard count > 1 else { return self }
        let sorted = sorted { a, b in
            if Element.comesFirst(a, b) { return true }
            return Element.comesFirst(b, a) ? false : a.source < b.source
        }
        var rows: [Element] = []
        rows.reserveCapacity(count)
        // Rows that say the same are equal in order, so only runs of such rows need a look.
        var run: Set<Element> = []
        for (index, row) in sorted.enumerated() {
            let follows = index > 0 && !Element.comesFirst(sorted[index - 1], row)
            let leads = index + 1 < count && !Element.comesFirst(row, sorted[index + 1])
            if !follows { run = [] }
            guard follows || leads else {
                rows.append(row)
                continue
            }
            var unsourced = row
            unsourced.source = SourceLine(file: "", line: 0)
            if run.insert(unsourced).inserted { rows.append(row) }
        }
        return rows
    }
}

extension AsteriskRow: SourcedRow {
    static func comesFirst(_ a: AsteriskRow, _ b: AsteriskRow) -> Bool {
        (a.start, a.sequence, a.leg, a.end) < (b.start, b.sequence, b.leg, b.end)
    }
}

extension ContactRow: SourcedRow {
    static func comesFirst(_ a: ContactRow, _ b: ContactRow) -> Bool {
        let (startA, startB) = (a.answered ?? a.start, b.answered ?? b.start)
        return (a.start, startA, a.end ?? a.start, a.agent ?? "") < (b.start, startB, b.end ?? b.start, b.agent ?? "")
    }
}
