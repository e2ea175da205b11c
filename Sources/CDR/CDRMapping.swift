package import Calls

package import struct Foundation.TimeZone

/// How to read a CSV export that this program does not know by itself: one row a call, or several with one call id.
package struct CDRMapping: Hashable, Sendable {
    /// What a column can be.
    ///
    /// `call` and `start` are required.
    package enum Field: String, Hashable, Sendable, CaseIterable {
        /// The switch's name of the call.
        case call
        /// The call of which this row is the other end; empty in the first end's row.
        case parent
        /// Whether the row is a stay in a menu, a wait in a queue or an agent's part, by `kinds`.
        case kind
        /// The menu's name.
        case menu
        case start, answered, end
        /// From start to end; stands in for an absent `end`.
        case duration
        case wait, talk, hold, acw
        /// When the wait in a queue ended, in a row of that kind.
        case waitEnd
        case direction, outcome
        case customerNumber, customerName
        /// The service's number that was called.
        case dialled
        case queue, agent, campaign
        /// Path or name of the recording.
        case recording
        case csat, nps, ces
    }

    /// How lengths of time are written.
    package enum DurationUnit: String, Hashable, Sendable, CaseIterable {
        case seconds, milliseconds
        /// `mm:ss` or `hh:mm:ss`.
        case clock
    }

    package var name: String
    /// What the ids of these calls begin with, such as `acd-`.
    package var idPrefix: String
    /// The header's name of each field's column.
    package var columns: [Field: String]
    /// The names of all columns, where the export has no header.
    package var header: [String]?
    /// One ASCII character.
    package var delimiter: UInt8
    package var timeFormat: TimeFormat
    /// The zone of stamps that name none.
    package var timeZone: TimeZone
    package var durationUnit: DurationUnit
    /// What the outcome column's words mean; empty where the outcome is to be told from the times.
    package var outcomes: [String: Outcome]
    package var directions: [String: Direction]
    /// What the words of the column `kind` mean: `ivr`, `queue` or `agent`.
    package var kinds: [String: Leg.Kind] = [:]

    /// Nil where `call` or `start` has no column.
    package init?(
        name: String,
        idPrefix: String,
        columns: [Field: String],
        delimiter: UInt8 = UInt8(ascii: ","),
        timeFormat: TimeFormat,
        timeZone: TimeZone,
        durationUnit: DurationUnit = .seconds,
        outcomes: [String: Outcome] = [:],
        directions: [String: Direction] = [:]
    ) {
        guard columns[.call] != nil, columns[.start] != nil else { return nil }
        self.name = name
        self.idPrefix = idPrefix
        self.columns = columns
        self.delimiter = delimiter
        self.timeFormat = timeFormat
        self.timeZone = timeZone
        self.durationUnit = durationUnit
        self.outcomes = outcomes
        self.directions = directions
    }
}

extension CDRMapping.DurationUnit {
    var description: String {
        switch self {
        case .seconds: "seconds"
        case .milliseconds: "milliseconds"
        case .clock: "hours, minutes and seconds"
        }
    }

    /// Nil where it is no length of at most 31 days; seconds may have a fraction.
    func read(_ bytes: ArraySlice<UInt8>) -> Milliseconds? {
        let length: Milliseconds? =
            switch self {
            case .seconds: TimeFormat.readSeconds(bytes)
            case .milliseconds: bytes.number.map { Milliseconds($0) }
            case .clock: Self.readClock(bytes)
            }
        return length.flatMap { $0.count <= 31 * 86_400_000 ? $0 : nil }
    }

    private static func readClock(_ bytes: ArraySlice<UInt8>) -> Milliseconds? {
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count <= 3 }) else { return nil }
        let numbers = parts.compactMap(\.number)
        guard numbers.count == parts.count, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        return Milliseconds(numbers.reduce(0) { $0 * 60 + $1 } * 1000)
    }
}
