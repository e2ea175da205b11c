/// How far a sender's clock has run away from ours.
///
/// Telephones' clocks differ by up to some 100 ppm: 0.4 s in an hour. Delay varies, but only upwards, so the least lag of
/// many packets tells the drift. It is made good where nobody speaks: silence is added, or taken out, and no sample of
/// speech is ever touched.
struct ClockDrift: Sendable {
    /// Packets that are looked at: five seconds of them.
    private static let window = 256
    /// Samples of lag that are let be: 5 ms.
    private static let threshold = 40
    /// Samples that are taken out at a time, no more than a quiet packet before has: 10 ms.
    private static let step = 80

    private var least = Int.max
    private var count = 0
    private var wasQuiet = false
    /// Samples that the stream has to move, later in the recording where positive.
    private(set) var due = 0
    /// Samples that it was moved in all.
    private(set) var made = 0

    /// Takes in how many samples after its place a packet in order came.
    mutating func note(lag: Int) {
        least = min(least, lag)
        count += 1
        guard count == Self.window else { return }
        due = abs(least) >= Self.threshold ? least : 0
        (least, count) = (.max, 0)
    }

    /// How far to move the packet at hand and all after it; to be asked for each in order while something is due.
    mutating func move(isQuiet: Bool) -> Int {
        defer { wasQuiet = isQuiet }
        guard isQuiet, due > 0 || wasQuiet else { return 0 }
        let move = max(due, -Self.step)
        due -= move
        made += move
        (least, count) = (.max, 0)
        return move
    }
}

extension G711Law {
    /// Whether nothing louder than a line's noise is in `payload`: the lowest of the eight ranges of either law.
    func isQuiet(_ payload: Span<UInt8>) -> Bool {
        let rest: UInt8 = self == .aLaw ? 0x55 : 0x7F
        for index in payload.indices where (payload[index] ^ rest) & 0x70 != 0 { return false }
        return true
    }
}
