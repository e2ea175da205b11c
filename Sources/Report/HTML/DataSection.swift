import Calls
import Foundation

extension ReportModel {
    /// Where the numbers come from, what was missing, and by which formulas they were made.
    var dataSection: Markup {
        let body: Markup = """
            <div class="columns"><div>\(counts)</div><div>\(recordings)\(trouble)</div></div>
            <details class="formulas"><summary>\(language.text(.formulas))</summary>\(formulas)</details>
            <p class="note">\(provenance)</p>

            """
        return parts.section("data", .dataQuality, language.text(.qualityCaption), body)
    }

    private var counts: Markup {
        let presets: [[Markup]] = figures.presets.sorted { $0.key < $1.key }.map { preset, calls in
            ["\(language.text(.heardByPreset)): \(preset)", parts.data(calls, at: "data_quality.presets.\(preset)")]
        }
        return parts.table(
            headers: [language.text(.item), language.text(.count)],
            isNumeric: [false, true],
            rows: qualityCounts.map { id, phrase, count in
                let unknown: Markup = "<span class=\"na\">\(language.text(.notCounted))</span>"
                return ["\(language.text(phrase))", count.map { parts.data($0, at: "data_quality.\(id)") } ?? unknown]
            } + presets
        )
    }

    private var recordings: Markup {
        let kinds = RecordingIssue.Kind.allCases.filter { figures.recordingIssues[$0] != nil }
        guard !kinds.isEmpty else { return .none }
        return parts.table(
            headers: [Phrase.recordingIssues, .owner, .calls].map { language.text($0) },
            isNumeric: [false, false, true],
            rows: kinds.map { kind in
                [
                    "\(kind.name(language))", "\(kind.owner.name(language))",
                    parts.data(figures.recordingIssues[kind] ?? 0, at: "recordings.\(kind.rawValue)"),
                ]
            }
        )
    }

    private var trouble: Markup {
        var rows = problems.enumerated().map { index, digest -> [Markup] in
            [
                "\(digest.problem.stage): \(digest.problem.message)<small class=\"mend\">\(digest.problem.mend)</small>",
                parts.data(digest.calls, at: "data_quality.problems.\(index).calls"),
            ]
        }
        rows += faults.map {
            [
                "\(language.text(.faults)): \($0.fault.text(language))",
                parts.data($0.calls, at: "data_quality.faults.\($0.fault.rawValue)"),
            ]
        }
        guard !rows.isEmpty else { return .none }
        return parts.table(
            headers: [language.text(.problems), language.text(.calls)],
            isNumeric: [false, true],
            rows: rows
        )
    }

    private var formulas: Markup {
        parts.table(
            headers: [Phrase.figure, .formula, .counted, .value].map { language.text($0) },
            isNumeric: [false, false, true, true],
            rows: kpis.map { kpi in
                [
                    "\(kpi.id.name(language)) <small>\(kpi.id.rawValue)</small>",
                    "\(kpi.id.formula(language, settings))", parts.coverage(kpi), parts.data(kpi),
                ]
            },
            style: "prose"
        )
    }

    private var provenance: String {
        let span = "[\(local(window.start).iso8601), \(local(window.end).iso8601))"
        let moment = asOf.map { language.text(.asOf, local($0).iso8601) }
        return [span, timeZone.identifier, moment].compactMap { $0 }.joined(separator: " · ")
    }
}

extension Fault {
    func text(_ language: Language) -> String {
        let english = language == .english
        return switch self {
        case .oneWayAudio: english ? "one-way audio" : "单向音频"
        case .silentChannel: english ? "a silent channel" : "静音声道"
        case .identicalChannels: english ? "identical channels" : "声道相同"
        case .channelSkew: english ? "channels out of step" : "声道不同步"
        case .clipping: english ? "clipping" : "削波"
        case .lowLevel: english ? "low level" : "音量过低"
        case .dcOffset: english ? "DC offset" : "直流偏移"
        case .hum: english ? "mains hum" : "工频嗡声"
        case .dropOuts: english ? "drop-outs" : "声音断续"
        case .wrongSpeed: english ? "wrong speed" : "播放速度有误"
        case .truncated: english ? "truncated" : "文件截断"
        }
    }
}
