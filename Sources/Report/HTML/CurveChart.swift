/// Curves over a row of labels, drawn in shares of whatever width there is, so that text keeps its size.
struct CurveChart {
    struct Curve {
        var style: String
        /// On a field of 1000 by 100, the top at zero.
        var path: String
    }

    /// A place on an axis, 0 to 1, with its name.
    struct Label {
        var position: Double
        var text: String
    }

    var curves: [Curve]
    /// From the bottom up.
    var levels: [Label]
    var labels: [Label]
    /// Lines across the picture.
    var marks: [Label] = []

    private static let top = 34.0
    private static let height = 172.0

    func picture(name: String, description: String) -> Markup {
        """
        <div class="plot"><svg class="axis" height="230" aria-hidden="true">\(axis)</svg>
        <svg class="area" height="230" role="img" aria-label="\(name)"><title>\(name)</title>
        <desc>\(description)</desc>\(grid)
        <svg x="0" y="34" width="100%" height="172" viewBox="0 0 1000 100" preserveAspectRatio="none">\(lines)</svg>\(
            markLines)\(names)</svg></div>

        """
    }

    private func y(_ level: Label) -> Double { Self.top + Self.height * (1 - level.position) }

    private var lines: Markup { curves.markup { "<path class=\"curve \($0.style)\" d=\"\($0.path)\"/>" } }

    private var axis: Markup {
        levels.markup {
            "<text x=\"100%\" dx=\"-8\" y=\"\(NumberText.fixed(y($0) + 4, 1))\" text-anchor=\"end\">\($0.text)</text>"
        }
    }

    private var grid: Markup {
        levels.markup {
            let y = NumberText.fixed(y($0), 1)
            return "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>"
        }
    }

    private var markLines: Markup {
        marks.enumerated().markup { row, mark in
            let x = Parts.percent(mark.position)
            return """
                <line class="mark" x1="\(x)" x2="\(x)" y1="\(4 + 14 * row)" y2="206"/>\
                <text class="markname" x="\(x)" dx="5" y="\(13 + 14 * row)">\(mark.text)</text>
                """
        }
    }

    private var names: Markup {
        labels.enumerated().markup { index, label in
            let anchor = label.position < 0.02 ? "start" : label.position > 0.97 ? "end" : "middle"
            // On a phone there is room for every second label only.
            return """
                <text\(index % 2 == 1 ? " class=\"minor\"" : .none) x="\(Parts.percent(label.position))" y="223" \
                text-anchor="\(anchor)">\(label.text)</text>
                """
        }
    }
}
