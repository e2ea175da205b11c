package import Audio

/// How a value is hidden.
package enum MaskingOperator: Hashable, Sendable, Codable {
    /// Leaves the value as it is: it counts as no personal data.
    case leave
    /// Leaves `[…]`: neither the type nor the length shows.
    case remove
    /// Leaves the type, as `[EMAIL]`.
    case replace
    /// Leaves the first and the last characters of a number, the others are stars.
    ///
    /// Nothing is left where it would be more than six characters at an end, ten together, or all but three.
    case keep(first: Int, last: Int)
    /// Leaves the type and a keyed token, as `[PHONE:k3v9…]`: the same value has the same token everywhere.
    case pseudonym
    /// Leaves the type and a number that counts the values of one conversation, as `[PERSON_1]`.
    case counter
    /// Leaves the year of a date, as `[DOB:1984]`.
    case year

    /// The operator's name in a `MaskEntry`.
    package var name: String {
        switch self {
        case .leave: "leave"
        case .remove: "remove"
        case .replace: "replace"
        case .keep: "keep"
        case .pseudonym: "pseudonym"
        case .counter: "counter"
        case .year: "year"
        }
    }
}

/// What is done with each type of personal data.
package struct MaskingPolicy: Hashable, Sendable, Codable {
    package typealias Sound = ReplacementSound

    /// The preset it was made from.
    package var name = "standard"
    package var operators: [EntityType: MaskingOperator]
    /// For types that `operators` does not name.
    package var fallback: MaskingOperator
    /// Country calling code of the site, such as `86`, by which numbers are brought to one form; nil where unknown.
    package var homeCountry: String?
    /// The centre's own numbers, digits only: they are nobody's and stay.
    package var serviceNumbers: Set<String>
    /// What is heard in place of what was muted.
    package var sound = Sound.silence

    package init(
        operators: [EntityType: MaskingOperator] = [:],
        fallback: MaskingOperator = .replace,
        homeCountry: String? = nil,
        serviceNumbers: Set<String> = []
    ) {
        self.operators = operators
        self.fallback = fallback
        self.homeCountry = homeCountry
        self.serviceNumbers = serviceNumbers
    }

    /// Cards and phones by their last four, Chinese IDs by 6 + 4 of 18, mobiles by 3 + 4, everything else by its type.
    package static let `default` = Self(operators: [
        .card: .keep(first: 0, last: 4),
        .chineseID: .keep(first: 6, last: 4),
        .chineseMobile: .keep(first: 3, last: 4),
        .phone: .keep(first: 0, last: 4),
        .socialSecurity: .keep(first: 0, last: 4),
        .healthService: .keep(first: 0, last: 3),
        .bankAccount: .keep(first: 0, last: 4),
        .expiry: .remove,
        .date: .leave,
    ])

    /// Security codes, PINs, one-time codes and passwords are removed whatever the policy says.
    package func `operator`(for type: EntityType) -> MaskingOperator {
        type.isSecret ? .remove : operators[type] ?? fallback
    }
}
