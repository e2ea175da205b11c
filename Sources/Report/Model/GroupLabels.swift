import Calls

extension Grouping {
    /// What stands over the column of its groups.
    var heading: Phrase {
        switch self {
        case .agent: .agent
        case .team: .team
        case .queue: .queue
        case .channel: .channel
        case .campaign: .campaign
        case .interval: .interval
        case .hour: .hour
        case .weekday: .weekday
        case .day: .day
        case .week: .week
        case .month: .month
        }
    }

    /// Groups that begin at midnight and are named by a date.
    var isOfDays: Bool {
        switch self {
        case .day, .week, .month: true
        default: false
        }
    }
}

extension ReportModel {
    /// The name of a group for people.
    func label(_ key: KPIGroup.Key) -> String {
        switch key {
        case .name(let name): name ?? language.text(.unnamed)
        case .start(let start): local(start).date
        case .hour(let hour): "\(hour < 10 ? "0" : "")\(hour):00"
        case .weekday(let day): language.weekdays[day % 7]
        }
    }
}

extension Language {
    /// From Sunday.
    var weekdays: [String] {
        switch self {
        case .english: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
        case .chinese: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"]
        }
    }
}
