/// The candidate that `name` is most likely a slip for: at most a third of its letters wrong, missing or swapped.
func nearestName(to name: String, in candidates: [String]) -> String? {
    // A name longer than any key is no slip; the bound also keeps the table small.
    guard name.unicodeScalars.count <= 64 else { return nil }
    let ranked = candidates.map { (name: $0, distance: editDistance(name, $0)) }
    guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
    let longest = max(name.unicodeScalars.count, best.name.unicodeScalars.count)
    return best.distance <= max(1, longest / 3) ? best.name : nil
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal string alignment).
private func editDistance(_ a: String, _ b: String) -> Int {
    let a = Array(a.unicodeScalars)
    let b = Array(b.unicodeScalars)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
            row.append(cost)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
