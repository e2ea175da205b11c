import Audio
package import Calls
import Foundation
import Signal

/// What DSP says of one audio file, without any workspace.
package struct HeardFile: Encodable, Sendable {
    /// Last path component.
    package var file: String
    package var measures: Measures

    /// Hears the file.
    ///
    /// Of two channels the first is taken to be the customer and the second the agent.
    package init(path: String) throws {
        let recording = try Recording(path: path)
        let roles: [PartyRole] =
            recording.channelCount == 2
            ? [.customer, .agent] : Array(repeating: .other, count: recording.channelCount)
        var listener = try CallListener(sampleRate: recording.sampleRate, channelRoles: roles)
        recording.forEachBlock { listener.hear($0) }
        file = URL(filePath: path).lastPathComponent
        measures = listener.finish(isTruncated: recording.isTruncated)
    }

    /// Why a file could not be heard, in words.
    package static func reason(_ error: any Error) -> String {
        (error as? AudioError)?.reason ?? "it cannot be heard"
    }

    /// One line a span, in seconds: what benches and scripts read.
    package struct SpanLine: Encodable, Sendable {
        package var file: String
        package var channel: Int?
        package var start: Double
        package var end: Double
        package var label: String
    }

    package var spans: [SpanLine] {
        var lines: [SpanLine] = []
        for (channel, heard) in measures.channels.enumerated() {
            lines += labelled("speech", heard.speech, channel)
            lines += labelled("music", heard.music, channel)
            lines += labelled("tone", heard.tones, channel)
        }
        lines += labelled("deadAir", measures.deadAir, nil)
        lines += labelled("talkOver", measures.talkOver ?? [], nil)
        for interruption in measures.interruptions ?? [] {
            lines += labelled("interruption", [interruption.span], interruption.channel)
        }
        return lines
    }

    private func labelled(_ label: String, _ spans: [TimeSpan], _ channel: Int?) -> [SpanLine] {
        spans.map {
            SpanLine(file: file, channel: channel, start: $0.start.seconds, end: $0.end.seconds, label: label)
        }
    }

    /// A few lines and a timeline for a terminal `width` columns wide.
    package func text(width: Int) -> String {
        let faults = measures.faults.isEmpty ? "none" : measures.faults.map(\.rawValue).joined(separator: ", ")
        return """
            \(file): \(seconds(measures.duration)), \(measures.channels.count) channels
            \(Timeline(measures, width: width).text)
              dead air \(summary(measures.deadAir)) · talk-over \(measures.talkOver.map(summary) ?? "not available") · \
            hold \(summary(measures.hold)) · faults: \(faults)
            """
    }

    private func summary(_ spans: [TimeSpan]) -> String {
        spans.isEmpty ? "none" : "\(spans.count)× \(seconds(spans.totalLength))"
    }

    private func seconds(_ length: Milliseconds) -> String {
        length.seconds.formatted(.number.precision(.fractionLength(1)).locale(Locale(identifier: "en_US_POSIX"))) + " s"
    }
}
