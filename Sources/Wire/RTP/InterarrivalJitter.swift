/// The mean deviation of a stream's packet spacing (RFC 3550 A.8), in timestamp units.
package struct InterarrivalJitter: Equatable, Sendable {
    private var transit: Int?
    package private(set) var value = 0.0

    package init() {}

    /// Takes in one packet; both times are in units of the payload's clock, from any fixed origins.
    package mutating func add(arrival: Int, timestamp: Int) {
        let transit = arrival - timestamp
        if let last = self.transit { value += (Double(abs(transit - last)) - value) / 16 }
        self.transit = transit
    }
}
