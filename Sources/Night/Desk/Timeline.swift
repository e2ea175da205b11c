package import Calls
import Report

/// A call drawn in a terminal: a line a channel, and one for what went wrong.
package struct Timeline {
    private let measures: Measures
    private let columns: Int
    private let label = 10
    private let say: (String) -> String

    /// `width` columns in all, of which at least 40 are used.
    ///
    /// Its words are English for `translate` to say otherwise.
    package init(_ measures: Measures, width: Int, translate: @escaping (String) -> String = { $0 }) {
        self.measures = measures
        columns = max(40, width) - label - 2
        say = translate
    }

    package var text: String {
        let lanes = measures.channels.map { channel in
            row(channel.role.rawValue, [(channel.music, "♪"), (channel.tones, "~"), (channel.speech, "█")])
        }
        let events = row(
            "events",
            [(measures.hold, "h"), (measures.deadAir, "·"), (measures.talkOver ?? [], "×")]
        )
        return (lanes + [events, scale]).joined(separator: "\n")
            + "\n" + indent + say("█ speech  ♪ music  ~ tone  h hold  · dead air  × talk-over")
    }

    /// Later marks are drawn over earlier ones.
    private func row(_ name: String, _ marks: [([TimeSpan], Character)]) -> String {
        var cells = [Character](repeating: " ", count: columns)
        for (spans, mark) in marks {
            for span in spans {
                for column in columnRange(of: span) { cells[column] = mark }
            }
        }
        return DisplayWidth.padded(say(name), to: label) + "│" + String(cells) + "│"
    }

    private func columnRange(of span: TimeSpan) -> Range<Int> {
        let length = max(1, measures.duration.count)
        let first = min(columns - 1, max(0, span.start.count * columns / length))
        let last = min(columns, max(first + 1, (span.end.count * columns + length - 1) / length))
        return first..<last
    }

    private var scale: String {
        let end = "\(measures.duration.count / 1000) s"
        return indent + "0" + String(repeating: " ", count: max(1, columns - end.count)) + end
    }

    private var indent: String { String(repeating: " ", count: label) }
}
