import Calls

/// The rows of one call, from all sources that say something of it.
struct CallRows {
    var asterisk: [AsteriskRow] = []
    var contacts: [ContactRow] = []
    var queue: [QueueEvent] = []
    var channels: [ChannelEvent] = []

    mutating func append(_ row: consuming CDRRow) {
        switch row {
        case .asterisk(let row): asterisk.append(row)
        case .contact(let row): contacts.append(row)
        case .queue(let event): queue.append(event)
        case .channel(let event): channels.append(event)
        case .recorded, .survey: break
        }
    }

    /// Nearly always one call; more where the hashes of their names are equal.
    func calls(_ context: AssemblyContext) -> [Call] {
        var calls: [Call] = []
        for rows in asterisk.grouped(by: \.call) {
            calls.append(AsteriskCall(rows, context.sides, answersFirst: context.settings.answersFirst).call)
        }
        for rows in contacts.grouped(by: { ContactName(idPrefix: $0.idPrefix, call: $0.call) }) {
            calls.append(ContactCall(rows, settings: context.settings).call)
        }
        for events in channels.grouped(by: \.call) {
            let told = CELCall(events, settings: context.settings)
            if calls.count == 1, !asterisk.isEmpty {
                calls[0].hungUpBy = told.hungUpBy ?? calls[0].hungUpBy
                calls[0].sources = (calls[0].sources + events.map(\.source)).sorted()
            } else {
                calls.append(told.call)
            }
        }
        for events in queue.grouped(by: \.call) {
            let told = QueueCall(events, work: context.work)
            if calls.count == 1, contacts.isEmpty {
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
    let settings: CDRSettings
    let sides: CallSides
    /// When the switch came up, in order.
    var restarts: [UTCTime] = []
    var work = AgentWork()

    init(settings: CDRSettings, events: [QueueEvent] = []) {
        self.settings = settings
        sides = CallSides(settings)
        restarts = events.filter { $0.kind == .restarted }.map(\.time).sorted()
        work = AgentWork(events)
    }
}
