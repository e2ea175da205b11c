import Calls

/// Tells which way a call went by the length of the numbers: most switches know no inside and outside.
struct CallSides {
    private let longestExtension: Int
    private let serviceNumbers: Set<String>

    init(_ settings: CDRSettings) {
        longestExtension = settings.longestExtension
        serviceNumbers = settings.serviceNumbers
    }

    /// Seen from the call's first row.
    ///
    /// A caller from outside makes a call inbound. One from inside makes it outbound where the number called lies outside. An
    /// agent's phone may show the centre's number as its own, so a channel of an extension is inside whatever number it shows.
    func of(from: String?, to: String?, endpoint: String) -> Direction {
        if let to, serviceNumbers.contains(to) { return .inbound }
        let showsService = from.map(serviceNumbers.contains) ?? false
        let isFromInside = showsService || isExtension(endpoint) || !isOutside(from ?? "")
        guard isFromInside else { return .inbound }
        guard let to else { return .internal }
        return isOutside(to) ? .outbound : .internal
    }

    /// Of a switch that tells the numbers of both ends and nothing of its channels.
    func direction(from: String?, to: String?) -> Direction { of(from: from, to: to, endpoint: "") }

    /// What may be stored in the clear as an agent's or an extension's name: nil for what looks like a telephone number.
    func agent(_ endpoint: String) -> String? { isOutside(endpoint) ? nil : endpoint }

    /// True for a telephone number longer than an extension, and for callers who hide theirs.
    func isOutside(_ number: String) -> Bool {
        var digits = 0
        let bytes = number.utf8.span
        for index in bytes.indices {
            if bytes[index].isDigit {
                digits += 1
            } else if !Self.separators.contains(bytes[index]) {
                return Self.hidden.contains(number.lowercased())
            }
        }
        return digits == 0 || digits > longestExtension
    }

    private static let separators = Array(" -()+.".utf8)
    private static let hidden: Set = ["anonymous", "unknown", "restricted", "private", "unavailable", "asterisk"]

    private func isExtension(_ endpoint: String) -> Bool {
        !endpoint.isEmpty && endpoint.utf8.count <= longestExtension && endpoint.utf8.allSatisfy(\.isDigit)
    }
}
