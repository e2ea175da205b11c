/// Stacked bars over a row of labels, drawn in shares of whatever width there is, so that text keeps its size.
struct BarChart {
    struct Bar {
        /// Below its left edge; nil where there is none.
        var label: String?
        /// Shown when pointed at.
        var title: String
        /// From the bottom up; the style names a colour of the sheet.
        var stack: [(style: String, count: Int)]
    }

    /// A line across all bars with a name on it, at a share of the width.
    struct Mark {
        var position: Double
        var text: String
    }

    var bars: [Bar]
    /// From 0 to the top of the axis.
    var ticks: [Double]
    var marks: [Mark] = []

    private static let height = 180.0
    private static let markHeight = 16.0

    func picture(name: String, description: String) -> Markup {
        let head = Double(marks.count) * Self.markHeight + 6
        let total = head + Self.height + 24
        let unit = NumberText.fixed(total, 0)
        return """
            <div class="plot"><svg class="axis" height="\(unit)" aria-hidden="true">\(axis(head))</svg>
            <svg class="area" height="\(unit)" role="img" aria-label="\(name)"><title>\(name)</title>
            <desc>\(description)</desc>\(grid(head))\(columns(head))\(labels(head))\(lines(head))</svg></div>

            """
    }

    private func y(_ value: Double, _ head: Double) -> Double {
        head + Self.height * (1 - value / max(1, ticks.last ?? 1))
    }

    private func axis(_ head: Double) -> Markup {
        ticks.markup {
            let y = NumberText.fixed(y($0, head) + 4, 1)
            return "<text x=\"100%\" dx=\"-8\" y=\"\(y)\" text-anchor=\"end\">\(NumberText.fixed($0, 0))</text>"
        }
    }

    private func grid(_ head: Double) -> Markup {
        ticks.markup {
            let y = NumberText.fixed(y($0, head), 1)
            return "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>"
        }
    }

    private func columns(_ head: Double) -> Markup {
        let width = 1 / Double(max(1, bars.count))
        return bars.enumerated().markup { index, bar in
            var base = 0.0
            let x = Parts.percent((Double(index) + 0.11) * width)
            let blocks = bar.stack.filter { $0.count > 0 }.markup { part in
                let top = y(base + Double(part.count), head)
                let length = y(base, head) - top
                base += Double(part.count)
                return """
                    <rect class="\(part.style)" x="\(x)" y="\(NumberText.fixed(top, 1))" \
                    width="\(Parts.percent(0.78 * width))" height="\(NumberText.fixed(length, 1))"/>
                    """
            }
            return blocks.text.isEmpty ? .none : "<g><title>\(bar.title)</title>\(blocks)</g>\n"
        }
    }

    private func labels(_ head: Double) -> Markup {
        let y = NumberText.fixed(head + Self.height + 17, 1)
        let labels = bars.enumerated().compactMap { index, bar in bar.label.map { (index: index, text: $0) } }
        // On a phone there is room for every second label only.
        return labels.enumerated().markup { order, label in
            let x = Parts.percent(Double(label.index) / Double(bars.count))
            let style: Markup = order % 2 == 1 ? " class=\"minor\"" : .none
            let anchor = Double(label.index) / Double(bars.count) > 0.95 ? "end" : "start"
            return "<text\(style) x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\">\(label.text)</text>"
        }
    }

    private func lines(_ head: Double) -> Markup {
        marks.enumerated().markup { index, mark in
            let x = Parts.percent(mark.position)
            let top = Double(marks.count - 1 - index) * Self.markHeight + 12
            let isRight = mark.position > 0.6
            return """
                <line class="mark" x1="\(x)" x2="\(x)" y1="\(NumberText.fixed(top - 9, 1))" \
                y2="\(NumberText.fixed(head + Self.height, 1))"/>\
                <text class="markname" x="\(x)" dx="\(isRight ? "-5" : "5")" y="\(NumberText.fixed(top, 1))" \
                text-anchor="\(isRight ? "end" : "start")">\(mark.text)</text>
                """
        }
    }
}
