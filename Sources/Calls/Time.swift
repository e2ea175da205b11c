/// A length of time in whole milliseconds; the unit of every stored duration and of every position in a recording.
package struct Milliseconds: Hashable, Comparable, Sendable, Codable, AdditiveArithmetic {
    package var count: Int

    package static let zero = Milliseconds(0)

    package init(_ count: Int) { self.count = count }

    /// Rounds `seconds` to the nearest millisecond; a value no `Int` can hold is clamped, NaN is zero.
    package init(seconds: Double) {
        let exact = (seconds * 1000).rounded()
        count = Int(exactly: exact) ?? (exact.isNaN ? 0 : exact > 0 ? .max : .min)
    }

    package init(from decoder: any Decoder) throws {
        count = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(count)
    }

    package var seconds: Double { Double(count) / 1000 }

    package static func < (a: Self, b: Self) -> Bool { a.count < b.count }
    package static func + (a: Self, b: Self) -> Self { Self(a.count + b.count) }
    package static func - (a: Self, b: Self) -> Self { Self(a.count - b.count) }
}

/// An instant in milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
package struct UTCTime: Hashable, Comparable, Sendable, Codable {
    package var milliseconds: Int

    package init(milliseconds: Int) { self.milliseconds = milliseconds }
    package init(seconds: Int) { milliseconds = seconds * 1000 }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }
    package static func + (time: Self, length: Milliseconds) -> Self {
        Self(milliseconds: time.milliseconds + length.count)
    }
    package static func - (a: Self, b: Self) -> Milliseconds { Milliseconds(a.milliseconds - b.milliseconds) }
}

/// A half-open stretch [start, end) of a recording, counted from the recording's first sample.
package struct TimeSpan: Hashable, Sendable, Codable, Comparable {
    package var start: Milliseconds
    package var end: Milliseconds

    package init(start: Milliseconds, end: Milliseconds) {
        self.start = start
        self.end = max(start, end)
    }

    package var length: Milliseconds { end - start }

    package func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }

    /// What both spans cover, or nil where they do not overlap.
    package func intersection(_ other: Self) -> Self? {
        overlaps(other) ? Self(start: max(start, other.start), end: min(end, other.end)) : nil
    }

    package static func < (a: Self, b: Self) -> Bool { (a.start, a.end) < (b.start, b.end) }
}

extension Sequence<TimeSpan> {
    /// The time covered by all spans together; overlapping spans must have been merged before.
    package var totalLength: Milliseconds { reduce(.zero) { $0 + $1.length } }

    /// The same time as sorted spans that neither overlap nor lie closer together than `gap`.
    package func merged(closingGapsBelow gap: Milliseconds = Milliseconds(1)) -> [TimeSpan] {
        var merged: [TimeSpan] = []
        for span in sorted() {
            if let last = merged.last, span.start - last.end < gap {
                merged[merged.count - 1].end = Swift.max(last.end, span.end)
            } else {
                merged.append(span)
            }
        }
        return merged
    }
}
