extension Counter {
    /// What is counted, with the symbol that stands for it in formulas.
    package func name(_ language: Language) -> String { language == .english ? english : chinese }

    /// Sums of time are kept in milliseconds.
    var isTime: Bool {
        switch self {
        case .answeredWait, .talk, .hold, .acw, .occupied, .staffed, .ivr, .heardTalk, .deadAir, .twoVoicesTalk,
            .talkOver:
            true
        default: false
        }
    }

    private var english: String {
        switch self {
        case .calls: "calls in the window"
        case .handled: "H, handled by a human"
        case .offered: "O, asked for a human"
        case .answered: "A, answered"
        case .abandoned: "AB, abandoned"
        case .flowedOut: "let go by the queue"
        case .lost: "no answer, busy or failed"
        case .open: "no end found"
        case .answeredWaitKnown: "A, wait known"
        case .answeredWait: "sum of the waits of A"
        case .answeredInTime: "A≤T"
        case .abandonedWaitKnown: "AB, wait known"
        case .abandonedInTime: "AB≤T"
        case .abandonedLate: "AB>T"
        case .abandonedShort: "AB≤s"
        case .talkKnown: "H, talk known"
        case .talk: "sum of talk"
        case .holdKnown: "H, hold known"
        case .hold: "sum of hold"
        case .acwKnown: "H, ACW known"
        case .acw: "sum of ACW"
        case .transferred: "H, transferred"
        case .followUpKnown: "A, customer known"
        case .calledAgain: "of them followed by another call to the queue"
        case .onShift: "H, answered in a known shift of the agent"
        case .occupied: "sum of their talk, hold and ACW"
        case .staffed: "time logged in less breaks"
        case .inbound: "inbound calls"
        case .contained: "ended in the IVR"
        case .ivrKnown: "inbound, time in IVR known"
        case .ivr: "sum of time in IVR"
        case .menuAnswers: "keys that the menu answered"
        case .menuAnswersInTime: "answered within 3 s"
        case .surveyed: "calls with a survey answer"
        case .csat1, .csat2, .csat3, .csat4, .csat5: "CSAT answers of \(csatAnswer)"
        case .cesAnswers: "CES answers"
        case .cesPoints: "sum of CES answers"
        case .deadAirs: "stretches of dead air"
        case .talkOvers: "stretches of talk-over"
        case .complianceJudged: "H, with a critical or fatal rule that applied"
        case .compliant: "of them with none of those rules failed"
        case .failing: "calls that failed a rule"
        case .csatAnswers: "CSAT answers"
        case .csatTop2: "CSAT answers of 4 and 5"
        case .csatPoints: "sum of CSAT answers"
        case .npsAnswers: "n, NPS answers"
        case .promoters: "answers of 9-10"
        case .passives: "answers of 7-8"
        case .detractors: "answers of 0-6"
        case .spoken: "H, by telephone"
        case .recorded: "H, with recording"
        case .heard: "H, recording analysed"
        case .heardTalk: "recorded time less hold"
        case .deadAir: "sum of dead air"
        case .twoVoices: "H, two channels"
        case .twoVoicesTalk: "recorded time less hold, two channels"
        case .talkOver: "sum of talk-over"
        case .scored: "H, with score"
        case .score: "sum of scores"
        case .withWords: "H, with words"
        }
    }

    private var chinese: String {
        switch self {
        case .calls: "时段内通话"
        case .handled: "H，人工处理"
        case .offered: "O，请求人工"
        case .answered: "A，接通"
        case .abandoned: "AB，放弃"
        case .flowedOut: "队列溢出"
        case .lost: "无应答、忙或失败"
        case .open: "未见结束"
        case .answeredWaitKnown: "A，等待已知"
        case .answeredWait: "A 的等待之和"
        case .answeredInTime: "A≤T"
        case .abandonedWaitKnown: "AB，等待已知"
        case .abandonedInTime: "AB≤T"
        case .abandonedLate: "AB>T"
        case .abandonedShort: "AB≤s"
        case .talkKnown: "H，通话时长已知"
        case .talk: "通话时长之和"
        case .holdKnown: "H，保持时长已知"
        case .hold: "保持时长之和"
        case .acwKnown: "H，话后处理已知"
        case .acw: "话后处理之和"
        case .transferred: "H，有转接"
        case .followUpKnown: "A，客户已知"
        case .calledAgain: "其中其后再次致电该队列"
        case .onShift: "H，在坐席已知班次内接起"
        case .occupied: "其通话、保持与话后处理之和"
        case .staffed: "登录时长减小休"
        case .inbound: "呼入通话"
        case .contained: "在 IVR 内结束"
        case .ivrKnown: "呼入，IVR 时长已知"
        case .ivr: "IVR 时长之和"
        case .menuAnswers: "菜单有应答的按键"
        case .menuAnswersInTime: "3 秒内应答"
        case .surveyed: "有调查回答的通话"
        case .csat1, .csat2, .csat3, .csat4, .csat5: "\(csatAnswer) 分的满意度回答"
        case .cesAnswers: "CES 回答数"
        case .cesPoints: "CES 评分之和"
        case .deadAirs: "静默次数"
        case .talkOvers: "抢话次数"
        case .complianceJudged: "H，有适用的重大或否决规则"
        case .compliant: "其中此类规则无一未通过"
        case .failing: "有规则未通过的通话"
        case .csatAnswers: "满意度回答数"
        case .csatTop2: "4 分与 5 分的回答"
        case .csatPoints: "满意度评分之和"
        case .npsAnswers: "n，NPS 回答数"
        case .promoters: "9-10 分的回答"
        case .passives: "7-8 分的回答"
        case .detractors: "0-6 分的回答"
        case .spoken: "H，电话"
        case .recorded: "H，有录音"
        case .heard: "H，录音已分析"
        case .heardTalk: "录音时长减保持"
        case .deadAir: "静默之和"
        case .twoVoices: "H，双声道"
        case .twoVoicesTalk: "双声道录音时长减保持"
        case .talkOver: "抢话之和"
        case .scored: "H，有得分"
        case .score: "得分之和"
        case .withWords: "H，有文本"
        }
    }
}

extension Count {
    /// Whole calls or answers, seconds, or points.
    package func text(_ language: Language) -> String {
        let unit = language == .english ? "s" : "秒"
        if counter.isTime { return NumberText.fixed(Double(amount) / 1000, 3) + " " + unit }
        if counter == .score { return NumberText.fixed(Double(amount) / 1000, 3) }
        return String(amount)
    }
}

extension Gap {
    package func text(_ language: Language) -> String {
        let english = language == .english
        return switch self {
        case .noCalls: english ? "no calls" : "没有通话"
        case .notInSource: english ? "not in source" : "数据源未提供"
        case .waitNotInSource: english ? "wait not in source" : "数据源无等待时间"
        case .partsDiffer: english ? "lacks a part of handle time" : "处理时长不完整"
        case .noAnswers: english ? "no answers" : "没有回答"
        case .notAsked: english ? "gave no answer" : "未作回答"
        case .noRecording: english ? "no recording" : "没有录音"
        case .notHeard: english ? "recording not analysed" : "录音未分析"
        case .oneChannel: english ? "one channel holds both voices" : "双方同在一个声道"
        case .noWords: english ? "no words" : "没有文本"
        case .noScore: english ? "no rule applied" : "没有适用的规则"
        case .noCustomer: english ? "customer unknown" : "客户未知"
        case .noShift: english ? "agent's shift not in source" : "数据源无坐席班次"
        case .menuNotHeard: english ? "no two-channel recording of keys in the IVR" : "没有 IVR 按键的双声道录音"
        }
    }
}
