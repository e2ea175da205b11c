extension KPIID {
    /// What people call it; short enough for a column.
    package func name(_ language: Language) -> String { language == .english ? english : chinese }

    private var english: String {
        switch self {
        case .offered: "Offered"
        case .answered: "Answered"
        case .handled: "Handled"
        case .abandoned: "Abandoned"
        case .answerRate: "Answer rate"
        case .serviceLevel1: "SL-1"
        case .serviceLevel2: "SL-2"
        case .serviceLevel3: "SL-3"
        case .serviceLevel4: "SL-4"
        case .serviceLevel5: "SL-5"
        case .serviceLevel6: "SL-6"
        case .abandonmentRate: "Abandonment"
        case .asa: "ASA"
        case .aht: "AHT"
        case .talk: "Talk"
        case .hold: "Hold"
        case .acw: "ACW"
        case .handleP50: "Handle p50"
        case .handleP90: "Handle p90"
        case .handleP95: "Handle p95"
        case .occupancy: "Occupancy"
        case .transferRate: "Transfers"
        case .repeatRate: "Repeat calls"
        case .fcr: "FCR"
        case .peakConcurrency: "Peak concurrency"
        case .ivrContainment: "IVR containment"
        case .ivrTime: "Time in IVR"
        case .menuInTime: "IVR response ≤ 3 s"
        case .surveyResponse: "Survey response"
        case .csatTop2: "CSAT"
        case .csatMean: "CSAT mean"
        case .nps: "NPS"
        case .ces: "CES mean"
        case .talkOverPerHour: "Talk-overs an hour"
        case .deadAirPerHour: "Dead airs an hour"
        case .complianceRate: "Compliance"
        case .talkOverShare: "Talk-over"
        case .deadAirShare: "Dead air"
        case .qaScore: "QA score"
        case .callsWithWords: "Calls with words"
        }
    }

    private var chinese: String {
        switch self {
        case .offered: "请求人工"
        case .answered: "人工接通"
        case .handled: "人工处理"
        case .abandoned: "放弃"
        case .answerRate: "人工接通率"
        case .serviceLevel1: "SL-1"
        case .serviceLevel2: "SL-2"
        case .serviceLevel3: "SL-3"
        case .serviceLevel4: "SL-4"
        case .serviceLevel5: "SL-5"
        case .serviceLevel6: "SL-6"
        case .abandonmentRate: "放弃率"
        case .asa: "平均应答时长"
        case .aht: "平均处理时长"
        case .talk: "通话"
        case .hold: "保持"
        case .acw: "话后处理"
        case .handleP50: "处理时长 p50"
        case .handleP90: "处理时长 p90"
        case .handleP95: "处理时长 p95"
        case .occupancy: "工时利用率"
        case .transferRate: "转接率"
        case .repeatRate: "重复来电率"
        case .fcr: "一次解决率"
        case .peakConcurrency: "峰值并发"
        case .ivrContainment: "IVR 自助率"
        case .ivrTime: "IVR 时长"
        case .menuInTime: "IVR 响应 ≤ 3 秒"
        case .surveyResponse: "参评率"
        case .ces: "CES 均分"
        case .talkOverPerHour: "每小时抢话"
        case .deadAirPerHour: "每小时静默"
        case .complianceRate: "合规率"
        case .csatTop2: "满意率"
        case .csatMean: "满意度均分"
        case .nps: "NPS"
        case .talkOverShare: "抢话占比"
        case .deadAirShare: "静默占比"
        case .qaScore: "质检得分"
        case .callsWithWords: "有文本的通话"
        }
    }
}

extension KPI {
    /// The name, with the parts of handle time it holds and those it lacks: `AHT (talk; hold, ACW not in source)`.
    package func title(_ language: Language) -> String {
        let name = id.name(language)
        guard id == .aht, value != nil else { return name }
        let present = [KPIID.talk, .hold, .acw].filter { !absentParts.contains($0) }
        let parts = present.map { $0.part(language) }.joined(separator: language == .english ? " + " : "＋")
        guard !absentParts.isEmpty else { return language == .english ? "\(name) (\(parts))" : "\(name)（\(parts)）" }
        let absent = absentParts.map { $0.part(language) }.joined(separator: language.listSeparator)
        let note = language.text(.notInSource, absent)
        return language == .english ? "\(name) (\(parts); \(note))" : "\(name)（\(parts)；\(note)）"
    }
}

extension KPIID {
    /// A part of handle time within a sentence.
    func part(_ language: Language) -> String {
        let name = name(language)
        return self == .acw ? name : name.lowercased()
    }
}
