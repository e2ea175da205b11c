import Calls

extension ReportModel {
    /// A row a kind of trouble, kinds of which there is none as well, and before them how many calls have a recording.
    var recordingTable: Table {
        let columns: [Table.Column] = [
            .init("issue", language.text(.item)), .init("owner", language.text(.owner)),
            .init("calls", language.text(.calls), .integer),
        ]
        let counted: [Counter] = [.spoken, .recorded]
        let totals = counted.map { [Cell.text($0.name(language)), .text(""), .integer(tally[$0])] }
        let issues = RecordingIssue.Kind.allCases.map { kind in
            [
                Cell.text(kind.name(language)), .text(kind.owner.name(language)),
                .integer(figures.recordingIssues[kind] ?? 0),
            ]
        }
        return Table("recordings", columns: columns, rows: totals + issues)
    }
}

extension RecordingIssue.Kind {
    func name(_ language: Language) -> String {
        let english = language == .english
        return switch self {
        case .missing: english ? "missing" : "缺失"
        case .unreadable: english ? "unreadable" : "无法读取"
        case .orphaned: english ? "without a call" : "无对应通话"
        case .short: english ? "too short" : "过短"
        case .long: english ? "too long" : "过长"
        case .oneWay: english ? "one side only" : "只有一方"
        case .silent: english ? "silent" : "无声"
        case .altered: english ? "altered" : "被改动"
        case .late: english ? "late" : "迟到"
        case .videoMissing: english ? "sale without its video" : "双录缺视频"
        case .unequal: english ? "sound and video of unlike length" : "双录音视频时长不符"
        case .undisclosed: english ? "sale without a disclosure" : "双录未作应有提示"
        }
    }
}

extension RecordingIssue.Owner {
    func name(_ language: Language) -> String {
        let english = language == .english
        return switch self {
        case .recorder: english ? "recorder" : "录音系统"
        case .switchExport: english ? "export of the switch" : "交换机导出"
        case .network: english ? "network" : "网络"
        case .compliance: english ? "compliance" : "合规"
        }
    }
}
