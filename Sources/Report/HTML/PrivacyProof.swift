import Calls

extension ReportModel {
    /// What shows that the masks hold: what was found, how many calls a second scan cleared, and under which policy.
    ///
    /// Words in which the second scan still finds something are not kept, so that a call with words is a call cleared.
    var privacyProof: Markup {
        let masks = calls.flatMap(\.masks)
        guard !masks.isEmpty else { return .none }
        let words = masks.count { $0.place == "transcript" }
        let cleared = calls.count { $0.transcript != nil }
        let refused = calls.count { $0.problems.contains { $0.stage == "masking" } }
        let muted = calls.reduce(0.0) { $0 + $1.masks.compactMap(\.span).merged().totalLength.seconds }
        let seconds = Int(muted.rounded())
        let policies = Set(masks.compactMap(\.policy)).sorted().map { String($0.prefix(12)) }.joined(separator: ", ")
        switch language {
        case .english:
            return """
                <p class="caption">Masked in words: \(words), muted in sound: \(seconds) s. Scanned again afterwards: nothing found \
                in \(cleared) calls; something found, and the words not kept, in \(refused). Policy: <code>\(policies)</code></p>
                """
        case .chinese:
            return """
                <p class="caption">文字中遮蔽：\(words) 处，声音静音：\(seconds) 秒。遮蔽后再次扫描：\(cleared) 通未发现残留；\(refused) \
                通有残留，其文字未保留。策略：<code>\(policies)</code></p>
                """
        }
    }
}
