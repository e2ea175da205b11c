/// A line without axes, as wide as a word, that says how a figure went from day to day.
struct Sparkline {
    var values: [Double]
    /// What it shows in words, values and all.
    var name: String

    var picture: Markup {
        guard values.count > 1, let low = values.min(), let high = values.max() else { return .none }
        let points = values.enumerated().map { index, value in
            let x = 2 + 96 * Double(index) / Double(values.count - 1)
            let y = high > low ? 18 - 16 * (value - low) / (high - low) : 10
            return "\(NumberText.fixed(x, 1)),\(NumberText.fixed(y, 1))"
        }
        let last = points.last?.split(separator: ",") ?? []
        return """
            <svg class="spark" width="100" height="20" viewBox="0 0 100 20" role="img" aria-label="\(name)"><title>\(name)</title>\
            <polyline points="\(points.joined(separator: " "))"/>\
            <circle cx="\(String(last.first ?? "0"))" cy="\(String(last.last ?? "0"))" r="2"/></svg>
            """
    }
}
