package import Calls

extension Masker {
    /// What a switch writes where it has no number to give.
    private static let nobody: Set<String> = [
        "", "anonymous", "unknown", "unavailable", "withheld", "private", "restricted", "invalid", "<unknown>",
    ]

    /// A call's facts without personal data: the customer is a token, agents and queues keep their names.
    ///
    /// The number that was called stays if it is the service's own; on an outbound call it is the customer's and is
    /// hidden, as is any number that looks like a person's.
    package func facts(of call: Call) -> (CallFacts, [MaskEntry]) {
        var entries: [MaskEntry] = []
        var customer: String?
        if let number = call.customer?.number, let value = subscriber(number) {
            customer = printer.token(EntityType.phone.category, value)
            entries.append(entry("cdr.customer", .phone, operator: .pseudonym, token: customer, rule: "cdr"))
        }
        if call.customer?.name?.isEmpty == false {
            entries.append(entry("cdr.customer.name", .person, operator: .remove, token: nil, rule: "cdr"))
        }
        var facts = CallFacts(of: call, customer: customer)
        facts.dialled = call.dialled.map { hidden($0, of: call, "cdr.dialled", &entries) }
        facts.queue = call.queue.map { clean($0, customer: call.customer?.number, "cdr.queue", &entries) }
        facts.agent = call.agent.map { clean($0, customer: call.customer?.number, "cdr.agent", &entries) }
        for index in facts.legs.indices {
            facts.legs[index].name = facts.legs[index].name.map {
                clean($0, customer: call.customer?.number, "cdr.leg", &entries)
            }
        }
        return (facts, entries)
    }

    /// An agent's name as a call's facts have it, where it stands in a log of agents' states.
    package func agent(_ name: String) -> String {
        var entries: [MaskEntry] = []
        return clean(name, customer: nil, "cdr.agent", &entries)
    }

    /// The token under which a customer with this number is known; nil where there is nobody behind it.
    package func customerToken(_ number: String) -> String? {
        subscriber(number).map { printer.token(EntityType.phone.category, $0) }
    }

    /// The value under which a number is pseudonymised; nil where there is nobody behind it.
    private func subscriber(_ number: String) -> String? {
        let text = number.lowercased()
        guard !Self.nobody.contains(text) else { return nil }
        let digits = TelephoneNumber.normalised(number, home: policy.homeCountry)
        return digits.isEmpty ? text : digits
    }

    private func isService(_ digits: String) -> Bool {
        policy.serviceNumbers.contains { TelephoneNumber.normalised($0, home: policy.homeCountry) == digits }
    }

    /// The called number: as it is, or hidden.
    private func hidden(_ number: String, of call: Call, _ place: String, _ entries: inout [MaskEntry]) -> String {
        let digits = TelephoneNumber.normalised(number, home: policy.homeCountry)
        guard digits.count > 5, !isService(digits) else { return number }
        let isCustomers = call.customer?.number.map { subscriber($0) == digits } ?? false
        guard isCustomers || call.direction == .outbound || isMobile(number, digits) else { return number }
        return print(number, digits, place, &entries)
    }

    /// A name of a queue, an agent or a device, unless it is the customer's or a person's number.
    private func clean(
        _ name: String,
        customer: String?,
        _ place: String,
        _ entries: inout [MaskEntry]
    ) -> String {
        let digits = TelephoneNumber.normalised(name, home: policy.homeCountry)
        if digits.count > 5, !isService(digits) {
            let isCustomers = customer.map { subscriber($0) == digits } ?? false
            let isNumber = name.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic }
            if isCustomers || (isNumber && isMobile(name, digits)) { return print(name, digits, place, &entries) }
        }
        let (text, found) = mask(text: name, place: place)
        entries += found
        return text
    }

    private func isMobile(_ number: String, _ digits: String) -> Bool {
        if TelephoneNumber.isChineseMobile(Array(digits.utf8)) { return true }
        let written = number.filter(\.isNumber)
        return (written.hasPrefix("07") && written.count == 11) || (written.hasPrefix("447") && written.count == 12)
    }

    private func print(_ number: String, _ digits: String, _ place: String, _ entries: inout [MaskEntry]) -> String {
        let told = Array(digits.utf8)
        let finding = PersonalFinding(
            type: TelephoneNumber.isChineseMobile(told) ? .chineseMobile : .phone,
            rule: "cdr",
            confidence: 1,
            value: digits,
            told: told,
            parts: [.init(turn: 0, range: 0..<0, digits: 0..<told.count)]
        )
        var numbering = Numbering()
        let printed = printer.print(finding, &numbering)
        entries.append(
            MaskEntry(
                place: place,
                type: finding.type.rawValue,
                operator: printed.operator,
                token: printed.token,
                rule: "cdr"
            )
        )
        return printed.texts[0]
    }

    private func entry(
        _ place: String,
        _ type: EntityType,
        operator: MaskingOperator,
        token: String?,
        rule: String
    ) -> MaskEntry {
        MaskEntry(place: place, type: type.rawValue, operator: `operator`.name, token: token, rule: rule)
    }
}
