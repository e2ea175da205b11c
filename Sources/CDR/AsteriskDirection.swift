import Calls

/// Tells which way a call went by the length of the numbers: Asterisk itself knows no inside and outside.
struct AsteriskDirection {
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
    func of(_ row: AsteriskRow) -> Direction {
        if let to = row.to, serviceNumbers.contains(to) { return .inbound }
        let showsService = row.from.map(serviceNumbers.contains) ?? false
        let isFromInside = showsService || isExtension(row.channel.endpoint) || !isOutside(row.from ?? "")
        guard isFromInside else { return .inbound }
        guard let to = row.to else { return .internal }
        return isOutside(to) ? .outbound : .internal
    }

    /// True for a telephone number longer than an extension, and for callers who hide theirs.
    func isOutside(_ number: String) -> Bool {
        let text = number.utf8.filter { !" -()+.".utf8.contains($0) }
        if text.isEmpty { return true }
        if text.allSatisfy(\.isDigit) { return text.count > longestExtension }
        let hidden = ["anonymous", "unknown", "restricted", "private", "unavailable", "asterisk"]
        return hidden.contains(number.lowercased())
    }

    private func isExtension(_ endpoint: String) -> Bool {
        !endpoint.isEmpty && endpoint.utf8.allSatisfy(\.isDigit) && endpoint.utf8.count <= longestExtension
    }
}
