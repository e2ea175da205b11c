import Calls
internal import Wire

/// A way to know an agent by number or address.
package enum AgentRule: Equatable, Sendable {
    /// Extensions from the first to the last.
    case extensions(ClosedRange<Int>)
    /// An address of record or a bare number, in which `*` stands for anything.
    case address(String)

    /// Reads `2000-2999`, or else an address pattern such as `sip:*@agents.example` or `agent-*`; nil for empty text.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        if ends.count == 2, let first = ends[0], let last = ends[1], first <= last {
            self = .extensions(first...last)
        } else {
            self = .address(text)
        }
    }

    func matches(_ party: RecordedParty) -> Bool {
        switch self {
        case .extensions(let range):
            party.number.flatMap { Int($0) }.map(range.contains) ?? false
        case .address(let pattern):
            [party.aor, party.number].compactMap(\.self)
                .contains { $0.lowercased().matches(wildcards: pattern.lowercased()) }
        }
    }
}
