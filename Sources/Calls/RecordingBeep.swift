/// The tone that tells who speaks that the call is recorded, as it recurs: 1400 Hz every 15 s in the United States (FED-STD-1037C).
package struct RecordingBeep: Hashable, Sendable, Codable {
    /// From one beep to the next, in the median.
    package var period: Milliseconds
    package var count: Int

    package init(period: Milliseconds, count: Int) {
        self.period = period
        self.count = count
    }
}

extension Measures {
    /// Where a recording beep sounds on any channel; one that is heard on both counts once.
    package var beeps: [TimeSpan] {
        channels.flatMap(\.sounds).filter { $0.kind == .beep }.map(\.span)
            .merged(closingGapsBelow: Milliseconds(300))
    }

    /// The stretches between the first word and the last in which no recording beep sounds.
    package var unbeeped: [TimeSpan] {
        let speech = channels.flatMap(\.speech).merged()
        guard let first = speech.first, let last = speech.last else { return [] }
        var (stretches, start): ([TimeSpan], Milliseconds) = ([], first.start)
        for beep in beeps where beep.end > start && beep.start < last.end {
            if beep.start > start { stretches.append(TimeSpan(start: start, end: beep.start)) }
            start = beep.end
        }
        if start < last.end { stretches.append(TimeSpan(start: start, end: last.end)) }
        return stretches
    }

    /// Three beeps or more at one period of 5 to 60 s; nil where there is none.
    ///
    /// A beep that speech covers is not heard: gaps of two and three periods count as periodic, and one gap in four may
    /// be off.
    package var recordingBeep: RecordingBeep? {
        let beeps = beeps
        let gaps = zip(beeps, beeps.dropFirst()).map { ($1.start - $0.start).count }
        guard gaps.count >= 2 else { return nil }
        let period = gaps.sorted()[(gaps.count - 1) / 2]
        guard (5000...60_000).contains(period) else { return nil }
        let regular = gaps.count { gap in
            (1...3).contains { abs(gap - $0 * period) * 20 <= $0 * period }
        }
        guard regular * 4 >= gaps.count * 3 else { return nil }
        return RecordingBeep(period: Milliseconds(period), count: beeps.count)
    }
}
