import Calls

/// The rows of one call, from all sources that say something of it.
struct CallRows {
    var asterisk: [AsteriskRow] = []
    var contacts: [ContactRow] = []
    var queue: [QueueEvent] = []

    mutating func append(_ row: CDRRow) {
        switch row {
        case .asterisk(let row): asterisk.append(row)
        case .contact(let row): contacts.append(row)
        case .queue(let event): queue.append(event)
        case .recorded, .survey: break
        }
    }

    /// Nearly always one call; more where the hashes of their names are equal.
    func calls(_ context: AssemblyContext) -> [Call] {
        var calls: [Call] = []
        for rows in asterisk.grouped(by: \.call) {
            calls.append(AsteriskCall(rows, settings: context.settings).call)
        }
        for rows in contacts.grouped(by: { ContactName(idPrefix: $0.idPrefix, call: $0.call) }) {
            calls.append(ContactCall(rows, settings: context.settings).call)
        }
        for events in queue.grouped(by: \.call) {
            let told = QueueCall(events, work: context.work)
            if calls.count == 1, !asterisk.isEmpty {
                told.join(&calls[0], restarts: context.restarts)
            } else if let call = told.call(restarts: context.restarts) {
                calls.append(call)
            }
        }
        return calls
    }
}

private struct ContactName: Hashable {
    var idPrefix: String
    var call: String
}

/// What holds for all calls.
struct AssemblyContext {
    var settings: CDRSettings
    /// When the switch came up, in order.
    var restarts: [UTCTime] = []
    var work = AgentWork()

    init(settings: CDRSettings, events: [QueueEvent] = []) {
        self.settings = settings
        restarts = events.filter { $0.kind == .restarted }.map(\.time).sorted()
        work = AgentWork(events)
    }
}
