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
        guard !isEmpty else { return [] }
        guard count > 1 else { return [self] }
        let name = key(self[0])
        return indices.allSatisfy { key(self[$0]) == name } ? [ordered()] : parted(by: key)
    }

    /// The lines the rows came from, in order.
    var sources: [SourceLine] {
        var sources: [SourceLine] = []
        sources.reserveCapacity(count)
        for index in indices { sources.append(self[index].source) }
        if count > 1 { sources.sort() }
        return sources
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
        if isOrdered { return self }
        let sorted = sorted { a, b in
            if Element.comesFirst(a, b) { return true }
            return Element.comesFirst(b, a) ? false : a.source < b.source
        }
        return sorted.isOrdered ? sorted : sorted.unrepeated()
    }

    /// True where each row comes before the next, so that no two say the same.
    private var isOrdered: Bool { indices.dropFirst().allSatisfy { Element.comesFirst(self[$0 - 1], self[$0]) } }

    /// Rows in order without those that say the same as one before them.
    private func unrepeated() -> [Element] {
        var rows: [Element] = []
        rows.reserveCapacity(count)
        // Rows that say the same are equal in order, so only runs of such rows need a look.
        var run: Set<Element> = []
        for (index, row) in enumerated() {
            let follows = index > 0 && !Element.comesFirst(self[index - 1], row)
            let leads = index + 1 < count && !Element.comesFirst(row, self[index + 1])
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
