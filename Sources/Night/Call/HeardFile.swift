package import Audio
package import Calls
import Foundation
import Signal
import Speech

/// What DSP says of one audio file, or the times of words of one transcript, without any workspace.
package struct HeardFile: Encodable, Sendable {
    /// Last path component.
    package var file: String
    package var measures: Measures
    package var talk: [TalkMetrics]
    /// How the recording beep recurs; nil where there is none.
    package var recordingBeep: RecordingBeep?
    /// Where the file is damaged or breaks off, and how long it would be where that is known; nil for a whole file.
    package var breakOff: BreakOff?

    package struct BreakOff: Encodable, Sendable {
        package var at: Milliseconds
        package var promised: Milliseconds?
    }

    /// Names of the sets of definitions to choose from.
    package static let presets = Preset.all.map(\.name)

    /// How the names of transcripts end.
    private static let transcripts = Inbox.transcriptExtensions.union(["json"])

    /// Hears the file by the definitions of a preset; nil means `default`.
    ///
    /// Of two channels the first is taken to be the customer and the second the agent. A file without a header is read as
    /// `headerless` declares it; a transcript is judged by the times of its words.
    package init(path: String, preset: String? = nil, headerless: HeaderlessFormat? = nil) throws {
        let preset = preset.flatMap(Preset.init(named:)) ?? .default
        file = URL(filePath: path).lastPathComponent
        if Self.transcripts.contains(URL(filePath: path).pathExtension.lowercased()) {
            let url = URL(filePath: path)
            let transcript = try readTranscriptFile(at: url, name: file, channelRoles: [.customer, .agent])
            measures = Measures(wordsOf: transcript, preset: preset)
            talk = measures.talk
            return
        }
        let recording = try Recording(path: path, headerless: headerless)
        let roles: [PartyRole] =
            recording.channelCount == 2
            ? [.customer, .agent] : Array(repeating: .other, count: recording.channelCount)
        var listener = try CallListener(
            sampleRate: recording.sampleRate,
            channelRoles: roles,
            preset: preset,
            expectedFrames: recording.frameCount
        )
        let frames = recording.forEachBlock { listener.hear($0) }
        let damage = recording.damage(afterReading: frames)
        measures = listener.finish(isTruncated: damage != nil, keepsKeys: true)
        talk = measures.talk
        recordingBeep = measures.recordingBeep
        let whole = frames < recording.frameCount ? recording.duration : recording.promisedDuration
        breakOff = damage.map { BreakOff(at: $0, promised: whole) }
    }

    /// Why a file could not be heard, in words.
    package static func reason(_ error: any Error) -> String {
        (error as? AudioError)?.reason ?? (error as? TranscriptError)?.reason ?? "it cannot be heard"
    }

    /// One line a span, in seconds: what benches and scripts read.
    package struct SpanLine: Encodable, Sendable {
        package var file: String
        package var channel: Int?
        package var start: Double
        package var end: Double
        package var label: String
        /// The key of a DTMF press, or the name of a tone and where it is used.
        package var detail: String?
    }

    package var spans: [SpanLine] {
        var lines: [SpanLine] = []
        for (channel, heard) in measures.channels.enumerated() {
            lines += labelled("speech", heard.speech, channel)
            lines += labelled("music", heard.music, channel)
            lines += labelled(
                "tone",
                heard.tones.filter { tone in !heard.sounds.contains { $0.isKey(in: tone) } },
                channel
            )
            lines += heard.sounds.map { named($0, channel) }
        }
        lines += labelled("deadAir", measures.deadAir, nil)
        lines += labelled("talkOver", measures.talkOver ?? [], nil)
        for interruption in measures.interruptions ?? [] {
            lines += labelled("interruption", [interruption.span], interruption.channel)
        }
        return lines
    }

    /// DTMF and beeps under labels of their own; other tones once more as tones, with their names.
    private func named(_ sound: NamedSound, _ channel: Int) -> SpanLine {
        let isLabel = sound.kind == .dtmf || sound.kind == .beep
        return SpanLine(
            file: file,
            channel: channel,
            start: sound.span.start.seconds,
            end: sound.span.end.seconds,
            label: isLabel ? sound.kind.rawValue : "tone",
            detail: isLabel
                ? sound.detail : ([sound.kind.rawValue] + [sound.detail].compactMap(\.self)).joined(separator: " ")
        )
    }

    private func labelled(_ label: String, _ spans: [TimeSpan], _ channel: Int?) -> [SpanLine] {
        spans.map {
            SpanLine(file: file, channel: channel, start: $0.start.seconds, end: $0.end.seconds, label: label)
        }
    }

    /// A few lines and a timeline for a terminal `width` columns wide.
    package func text(width: Int) -> String {
        let faults = measures.faults.isEmpty ? "none" : measures.faults.map(\.rawValue).joined(separator: ", ")
        let end =
            breakOff.map { end in
                "\n  damaged or cut off at \(seconds(end.at))" + (end.promised.map { " of \(seconds($0))" } ?? "")
            } ?? ""
        return """
            \(file): \(seconds(measures.duration)), \(measures.channels.count) channels
            \(Timeline(measures, width: width).text)
            \(parties)\(tones)
              preset \(measures.preset) · dead air \(summary(measures.deadAir)) · talk-over \(measures.talkOver.map(summary) ?? "not available") · \
            hold \(summary(measures.hold)) · faults: \(faults)\(end)
            """
    }

    /// A line for each party.
    private var parties: String {
        talk.enumerated().map { channel, party in
            let share = party.share.map { "\(Int(($0 * 100).rounded())) %" } ?? "–"
            let level = measures.channels[channel].speechLevel.map { "\($0) dBov" } ?? "–"
            let reply = party.medianReply.map { seconds($0) } ?? "–"
            let raised = measures.channels[channel].raisedVoice
            return "  \(party.role.rawValue): talk \(seconds(party.talk)) (\(share)) · level \(level) · longest turn "
                + "\(seconds(party.longestMonologue)) · reply after \(reply)"
                + (raised.isEmpty ? "" : " · raised voice \(seconds(raised.totalLength))")
        }
        .joined(separator: "\n")
    }

    private var tones: String {
        let named = measures.channels.flatMap(\.sounds).filter { $0.kind != .dtmf }
        let keys = measures.channels.flatMap(\.sounds).filter { $0.kind == .dtmf }.compactMap(\.detail).joined()
        let kinds = NamedSound.Kind.allCases.compactMap { kind in
            let those = named.filter { $0.kind == kind }
            let places = Set(those.compactMap(\.detail)).sorted().joined(separator: ", ")
            return those.isEmpty ? nil : "\(kind.rawValue) \(those.count)×" + (places.isEmpty ? "" : " (\(places))")
        }
        let beep = recordingBeep.map { ["recording beep every \(seconds($0.period))"] } ?? []
        let all = kinds + beep + (keys.isEmpty ? [] : ["keys \(keys)"])
        return all.isEmpty ? "" : "\n  " + all.joined(separator: " · ")
    }

    private func summary(_ spans: [TimeSpan]) -> String {
        spans.isEmpty ? "none" : "\(spans.count)× \(seconds(spans.totalLength))"
    }

    private func seconds(_ length: Milliseconds) -> String {
        length.seconds.formatted(.number.precision(.fractionLength(1)).locale(Locale(identifier: "en_US_POSIX"))) + " s"
    }
}

extension NamedSound {
    /// A key whose press makes most of the tone.
    fileprivate func isKey(in tone: TimeSpan) -> Bool { kind == .dtmf && span.overlaps(tone) }
}
