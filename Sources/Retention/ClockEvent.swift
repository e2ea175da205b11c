package import Calls

/// Something from which periods count, such as the end of a customer's contract.
package struct ClockEvent: Hashable, Sendable, Codable {
    package enum Subject: Hashable, Sendable, Codable {
        case call(CallID)
        /// The customer's pseudonym.
        case customer(String)
    }

    package var subject: Subject
    /// As rules name it in `clock`.
    package var name: String
    package var at: UTCTime

    package init(subject: Subject, name: String, at: UTCTime) {
        self.subject = subject
        self.name = name
        self.at = at
    }
}

/// The events by which clocks run, found by what they are about.
struct ClockEvents {
    private let byCall: [CallID: [ClockEvent]]
    private let byCustomer: [String: [ClockEvent]]

    init(_ events: [ClockEvent]) {
        var byCall: [CallID: [ClockEvent]] = [:]
        var byCustomer: [String: [ClockEvent]] = [:]
        for event in events {
            switch event.subject {
            case .call(let id): byCall[id, default: []].append(event)
            case .customer(let token): byCustomer[token, default: []].append(event)
            }
        }
        (self.byCall, self.byCustomer) = (byCall, byCustomer)
    }

    /// When `clock` started for `call`; nil where it has not started yet.
    ///
    /// Of an event that happened more than once, such as the end of a contract that was renewed, the last counts.
    func start(of clock: RetentionClock, for call: CallFacts) -> UTCTime? {
        switch clock {
        case .callEnd: call.end
        case .event(let name):
            ((byCall[call.id] ?? []) + (call.customer.flatMap { byCustomer[$0] } ?? []))
                .filter { $0.name == name }.map(\.at).max()
        }
    }
}
