/// True where at most `limit` insertions, deletions, substitutions and swaps of neighbours turn `a` into `b` (optimal
/// string alignment).
func isWithin(_ limit: Int, editsOf a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    guard abs(a.count - b.count) <= limit else { return false }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        row.reserveCapacity(b.count + 1)
        for j in b.indices {
            var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
            row.append(cost)
        }
        if row.allSatisfy({ $0 > limit }) { return false }
        (beforeLast, last) = (last, row)
    }
    return last[b.count] <= limit
}
