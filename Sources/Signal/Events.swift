internal import Calls

/// What happens between the parties, told from who speaks when.
struct Events {
    var silence: [TimeSpan]
    var deadAir: [TimeSpan]
    var hold: [TimeSpan]
    var talkOver: [TimeSpan]
    var interruptions: [Interruption]

    /// `music` and `speech` by channel; `holds` and `pauses` as the switch signalled them.
    init(
        speech: [[TimeSpan]],
        music: [[TimeSpan]],
        holds: [TimeSpan],
        pauses: [TimeSpan],
        duration: Milliseconds,
        preset: Preset
    ) {
        let whole = TimeSpan(start: .zero, end: duration)
        let anybody = speech.joined().merged()
        silence = [whole].subtracting(anybody)
        hold = (holds + music.joined()).compactMap { $0.intersection(whole) }.merged(
            closingGapsBelow: Milliseconds(2000)
        )
        if let first = anybody.first, let last = anybody.last {
            let conversation = TimeSpan(start: first.start, end: last.end)
            deadAir = silence.compactMap { $0.intersection(conversation) }
                .subtracting((hold + pauses).merged())
                .filter { $0.length >= preset.deadAir }
        } else {
            deadAir = []
        }
        talkOver = Self.talkOver(speech, preset)
        interruptions = Self.interruptions(speech, preset)
    }

    private static func talkOver(_ speech: [[TimeSpan]], _ preset: Preset) -> [TimeSpan] {
        var both: [TimeSpan] = []
        let talk =
            preset.overlapsTurns
            ? speech.map { $0.merged(closingGapsBelow: preset.turnPause).filter { $0.length > preset.backChannel } }
            : speech
        for (channel, spans) in talk.enumerated() {
            for other in talk[(channel + 1)...] { both += spans.intersections(other) }
        }
        return both.merged().filter { $0.length >= preset.talkOver }
    }

    private static func interruptions(_ speech: [[TimeSpan]], _ preset: Preset) -> [Interruption] {
        let turns = speech.map { $0.merged(closingGapsBelow: preset.turnPause) }
        var found: [Interruption] = []
        for (channel, own) in turns.enumerated() {
            for (other, floors) in turns.enumerated() where other != channel {
                for turn in own {
                    for floor in floors where turn.interrupts(floor, preset) {
                        let span = TimeSpan(start: turn.start, end: min(turn.end, floor.end))
                        found.append(Interruption(channel: channel, span: span))
                    }
                }
            }
        }
        return found.sorted { ($0.span, $0.channel) < ($1.span, $1.channel) }
    }
}

extension TimeSpan {
    /// True where a turn starts inside the other's turn, late enough and for long enough, and is no back-channel.
    fileprivate func interrupts(_ floor: TimeSpan, _ preset: Preset) -> Bool {
        guard start >= floor.start + preset.floorHeld, start < floor.end else { return false }
        guard min(end, floor.end) - start >= preset.talkOver else { return false }
        return !(length <= preset.backChannel && end < floor.end)
    }
}

extension [TimeSpan] {
    /// What remains of sorted, disjoint spans when other sorted, disjoint spans are cut out.
    func subtracting(_ cuts: [TimeSpan]) -> [TimeSpan] {
        var rest: [TimeSpan] = []
        var next = 0
        for span in self {
            var start = span.start
            while next < cuts.count, cuts[next].end <= start { next += 1 }
            var cut = next
            while cut < cuts.count, cuts[cut].start < span.end {
                if cuts[cut].start > start { rest.append(TimeSpan(start: start, end: cuts[cut].start)) }
                start = Swift.max(start, cuts[cut].end)
                cut += 1
            }
            if start < span.end { rest.append(TimeSpan(start: start, end: span.end)) }
        }
        return rest
    }

    /// What two lists of sorted, disjoint spans share.
    func intersections(_ other: [TimeSpan]) -> [TimeSpan] {
        var shared: [TimeSpan] = []
        var (i, j) = (0, 0)
        while i < count, j < other.count {
            if let both = self[i].intersection(other[j]) { shared.append(both) }
            if self[i].end < other[j].end { i += 1 } else { j += 1 }
        }
        return shared
    }
}
