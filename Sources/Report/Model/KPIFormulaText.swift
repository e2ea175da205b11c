import Calls

extension KPIID {
    /// The definition in words and symbols, with the limits in force.
    package func formula(_ language: Language, _ settings: KPISettings = .standard) -> String {
        if let formula = serviceLevelFormula { return formula.text(language, settings) }
        let formula = language == .english ? english(settings) : chinese(settings)
        guard isByEar, !settings.presets.isEmpty else { return formula }
        let presets = settings.presets.joined(separator: ", ")
        return formula + (language == .english ? "; preset: \(presets)" : "；定义集：\(presets)")
    }

    /// What counts for it depends on the preset by which a call was heard.
    private var isByEar: Bool {
        switch self {
        case .talkOverShare, .talkOverPerHour, .deadAirShare, .deadAirPerHour: true
        default: false
        }
    }

    private func english(_ settings: KPISettings) -> String {
        let s = CSVText.decimal(settings.shortAbandon.seconds)
        let days = CSVText.decimal(settings.repeatWithin.seconds / 86_400)
        return switch self {
        case .offered: "O = inbound calls that asked for a human; calls that ended in the IVR are left out"
        case .answered: "A = offered calls that a human answered"
        case .handled: "H = calls in any direction that a human answered"
        case .abandoned: "AB = offered calls in which the customer hung up while waiting"
        case .answerRate: "A / O"
        case .abandonmentRate: "(AB − AB≤s) / (O − AB≤s), s = \(s) s; an unknown wait counts as longer than s"
        case .asa: "sum of the waits of answered calls / answered calls whose wait is known"
        case .aht: "mean talk + mean hold + mean ACW, each over the handled calls whose source gives it"
        case .talk: "sum of talk / handled calls whose talk time is known"
        case .hold: "sum of hold / handled calls whose hold time is known"
        case .acw: "sum of after-call work / handled calls whose after-call work is known"
        case .handleP50: percentileEnglish(50)
        case .handleP90: percentileEnglish(90)
        case .handleP95: percentileEnglish(95)
        case .occupancy:
            "talk + hold + ACW of handled calls answered in a known shift of their agent / time logged in less breaks"
        case .transferRate: "handled calls with at least one completed transfer / handled calls"
        case .repeatRate:
            "answered calls of known customers who called the same queue again within \(days) days / those calls"
        case .fcr:
            "1 − repeat calls: answered calls of known customers who did not call the queue again within \(days) days"
        case .peakConcurrency:
            "most calls connected to a human at once; a call that ends as another is answered makes room for it"
        case .ivrContainment: "inbound calls that ended in the IVR / inbound calls"
        case .ivrTime: "sum of time in the IVR / inbound calls whose source gives it"
        case .menuInTime:
            "keys after which the menu spoke within 3 s / keys it answered; calls that ended in the IVR, recorded on two channels"
        case .surveyResponse: "calls with a survey answer / handled calls"
        case .ces: "sum of answers / answers (scale 1, very hard, to 7, very easy)"
        case .talkOverPerHour:
            "stretches in which both speak / hours recorded less hold, two-channel recordings of handled calls"
        case .deadAirPerHour: "stretches of dead air / hours recorded less hold, recordings of handled calls"
        case .complianceRate:
            "handled calls that failed no critical and no fatal rule / handled calls to which such a rule applied"
        case .csatTop2: "answers of 4 and 5 / answers (scale 1 to 5); Wilson 95 % interval"
        case .csatMean: "sum of answers / answers (scale 1 to 5)"
        case .nps: "100 × (p − d), p: share of 9-10, d: share of 0-6; ± 196 × √((p + d − (p − d)²) / n)"
        case .talkOverShare: "time both speak / recorded time less hold, two-channel recordings of handled calls"
        case .deadAirShare: "dead air / recorded time less hold, recordings of handled calls"
        case .qaScore: "sum of scores / handled calls with a score (0 to 100)"
        case .callsWithWords: "handled calls with a transcript / handled calls"
        default: ""
        }
    }

    private func chinese(_ settings: KPISettings) -> String {
        let s = CSVText.decimal(settings.shortAbandon.seconds)
        let days = CSVText.decimal(settings.repeatWithin.seconds / 86_400)
        return switch self {
        case .offered: "O = 请求人工的来电；在 IVR 内结束的不计"
        case .answered: "A = O 中由人工接通的通话"
        case .handled: "H = 由人工接通的通话，不分方向"
        case .abandoned: "AB = O 中客户在等待时挂断的通话"
        case .answerRate: "A / O"
        case .abandonmentRate: "(AB − AB≤s) / (O − AB≤s)，s = \(s) 秒；等待时间未知者按超过 s 计"
        case .asa: "接通通话的等待时间之和 / 等待时间已知的接通通话数"
        case .aht: "平均通话 + 平均保持 + 平均话后处理，各按数据源提供该项的人工处理通话计算"
        case .talk: "通话时长之和 / 通话时长已知的人工处理通话数"
        case .hold: "保持时长之和 / 保持时长已知的人工处理通话数"
        case .acw: "话后处理时长之和 / 话后处理时长已知的人工处理通话数"
        case .handleP50: percentileChinese(50)
        case .handleP90: percentileChinese(90)
        case .handleP95: percentileChinese(95)
        case .occupancy: "在坐席已知班次内接起的人工处理通话的通话＋保持＋话后处理 / 登录时长减小休"
        case .transferRate: "至少完成一次转接的人工处理通话 / 人工处理通话"
        case .repeatRate: "已知客户的接通通话中，\(days) 天内再次致电同一队列者 / 此类通话"
        case .fcr: "1 − 重复来电率：已知客户的接通通话中，\(days) 天内未再致电该队列者的占比"
        case .peakConcurrency: "同时与人工通话的最大数；一通结束的同时另一通接起，不计为并发"
        case .ivrContainment: "在 IVR 内结束的呼入通话 / 呼入通话"
        case .ivrTime: "IVR 时长之和 / 数据源给出该时长的呼入通话"
        case .menuInTime: "按键后 3 秒内菜单开始播报的次数 / 菜单有应答的按键数；取在 IVR 内结束且双声道录音的通话"
        case .surveyResponse: "有调查回答的通话 / 人工处理通话"
        case .ces: "评分之和 / 回答数（1 很难 至 7 很容易）"
        case .talkOverPerHour: "双方同时说话的次数 / 录音小时数减保持，取人工处理通话的双声道录音"
        case .deadAirPerHour: "静默次数 / 录音小时数减保持，取人工处理通话的录音"
        case .complianceRate: "重大与否决规则无一未通过的人工处理通话 / 有此类规则适用的人工处理通话"
        case .csatTop2: "4 分与 5 分的回答数 / 回答数（1 至 5 分）；Wilson 95 % 置信区间"
        case .csatMean: "评分之和 / 回答数（1 至 5 分）"
        case .nps: "100 × (p − d)，p：9-10 分占比，d：0-6 分占比；± 196 × √((p + d − (p − d)²) / n)"
        case .talkOverShare: "双方同时说话的时间 / 录音时长减保持时长，取人工处理通话的双声道录音"
        case .deadAirShare: "静默时间 / 录音时长减保持时长，取人工处理通话的录音"
        case .qaScore: "得分之和 / 有得分的人工处理通话数（0 至 100 分）"
        case .callsWithWords: "有文本的人工处理通话数 / 人工处理通话数"
        default: ""
        }
    }

    private func percentileEnglish(_ percent: Int) -> String {
        "nearest rank: the shortest handle time that at least \(percent) % of the calls do not exceed, over calls that "
            + "give every part of handle time the source knows"
    }

    private func percentileChinese(_ percent: Int) -> String {
        "最近秩法：至少 \(percent) % 的通话不超过的最短处理时长，取数据源所知各部分齐全的通话"
    }
}

extension ServiceLevelFormula {
    func text(_ language: Language, _ settings: KPISettings) -> String {
        let unit = language == .english ? "s" : "秒"
        let late = "T = \(CSVText.decimal(settings.answerWithin.seconds)) \(unit)"
        let short = "s = \(CSVText.decimal(settings.shortAbandon.seconds)) \(unit)"
        let limits = usesShortAbandons ? [late, short] : [late]
        return ([symbols] + limits).joined(separator: language == .english ? ", " : "，")
    }

    private var usesShortAbandons: Bool { self == .shortAbandonsMet || self == .shortAbandonsExcluded }

    /// The formula without its limits.
    var symbols: String {
        switch self {
        case .positive: "(A≤T + AB≤T) / (A + AB)"
        case .answeredOnly: "A≤T / A"
        case .negative: "A≤T / (A + AB)"
        case .lateAbandonsOnly: "A≤T / (A + AB>T)"
        case .shortAbandonsMet: "(A≤T + AB≤s) / (A + AB)"
        case .shortAbandonsExcluded: "A≤T / (A + AB − AB≤s)"
        }
    }
}
