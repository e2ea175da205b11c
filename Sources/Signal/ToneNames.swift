internal import Calls

/// Gives tones their names, by frequency and cadence (ITU-T E.180; national values as switches ship them).
enum ToneNames {
    /// A tone of one frequency.
    struct Burst: Equatable {
        /// In Hz: the strongest partial, on average.
        var frequency: Float
        var frames: Range<Int>
    }

    private struct Cadence {
        var kind: NamedSound.Kind
        var countries: String
        /// Where the strongest partial may lie, in Hz.
        var band: ClosedRange<Float>
        /// Frames on and off, in turn.
        var pattern: [Int]
    }

    private static let cadences = [
        Cadence(kind: .ringback, countries: "US", band: 430...490, pattern: [200, 400]),
        Cadence(kind: .ringback, countries: "GB AU NZ", band: 395...455, pattern: [40, 20, 40, 200]),
        Cadence(kind: .ringback, countries: "CN DE IT NL BR", band: 415...460, pattern: [100, 400]),
        Cadence(kind: .ringback, countries: "FR", band: 430...450, pattern: [150, 350]),
        Cadence(kind: .ringback, countries: "ES", band: 415...435, pattern: [150, 300]),
        Cadence(kind: .ringback, countries: "JP", band: 390...425, pattern: [100, 200]),
        Cadence(kind: .ringback, countries: "AT", band: 410...430, pattern: [100, 500]),
        Cadence(kind: .busy, countries: "US", band: 470...630, pattern: [50, 50]),
        Cadence(kind: .busy, countries: "GB", band: 390...410, pattern: [38, 38]),
        Cadence(kind: .busy, countries: "CN", band: 440...460, pattern: [35, 35]),
        Cadence(kind: .busy, countries: "DE", band: 415...435, pattern: [48, 48]),
        Cadence(kind: .busy, countries: "FR", band: 430...450, pattern: [50, 50]),
        Cadence(kind: .busy, countries: "ES", band: 415...435, pattern: [20, 20]),
        Cadence(kind: .congestion, countries: "US", band: 470...630, pattern: [25, 25]),
        Cadence(kind: .congestion, countries: "CN", band: 440...460, pattern: [70, 70]),
        Cadence(kind: .congestion, countries: "DE", band: 415...435, pattern: [24, 24]),
        Cadence(kind: .faxCalling, countries: "", band: 1060...1140, pattern: [50, 300]),
    ]

    /// The tones of a channel that have names, and whether those without run at a wrong speed.
    static func sounds(
        _ track: FrameTrack,
        tones: FrameMask,
        keys: [KeyPress]
    ) -> (sounds: [NamedSound], isOffSpeed: Bool) {
        var bursts = bursts(track, tones: tones, keys: keys)
        var sounds = information(&bursts)
        sounds += cadenced(&bursts)
        sounds += beeps(&bursts)
        let scaled = cadences.filter { $0.pattern.count == 2 && $0.countries != "US" }.map {
            (on: $0.pattern[0], period: $0.pattern[0] + $0.pattern[1], frequencies: $0.band)
        }
        let others: [(on: Int, period: Int, frequencies: ClosedRange<Float>)] = [
            (200, 600, 435...485), (50, 1500, 1386...1414),
        ]
        let isOffSpeed = WrongSpeed.isTold(by: bursts, tones: scaled + others)
        sounds += bursts.compactMap(single)
        return (sounds.sorted { $0.span < $1.span }, isOffSpeed)
    }

    /// Recording beeps that are no 1400 Hz, as Australia and China have them: known by their period alone.
    private static func beeps(_ bursts: inout [Burst]) -> [NamedSound] {
        var found: [NamedSound] = []
        let national: [(country: String, band: ClosedRange<Float>, on: Int, period: Int)] = [
            ("AU", 415...435, 36, 1500), ("CN", 935...965, 40, 1000),
        ]
        for beep in national {
            let alike = bursts.filter { beep.band.contains($0.frequency) && abs($0.frames.count - beep.on) <= 6 }
            let periods = zip(alike, alike.dropFirst()).map { $1.frames.lowerBound - $0.frames.lowerBound }
            guard periods.count >= 2, periods.count(where: { abs($0 - beep.period) <= 50 }) * 2 > periods.count else {
                continue
            }
            bursts.removeAll { alike.contains($0) }
            found += alike.map {
                NamedSound(kind: .beep, span: TimeSpan(frames: $0.frames), detail: beep.country)
            }
        }
        return found
    }

    /// Cuts the tones into pieces of one frequency each; `tones` reach 60 ms beyond the sound on both sides.
    private static func bursts(_ track: FrameTrack, tones: FrameMask, keys: [KeyPress]) -> [Burst] {
        var isKey = FrameMask(repeating: false, count: track.count)
        for press in keys { isKey.fill(press.frames, with: true) }
        var bursts: [Burst] = []
        for run in tones.runs() where run.count > 12 {
            var piece: (start: Int, sum: Float, count: Float) = (0, 0, 0)
            func end(_ frame: Int) {
                guard frame - piece.start >= 3, piece.count > 0 else { return }
                bursts.append(Burst(frequency: piece.sum / piece.count, frames: piece.start..<frame))
            }
            for i in run.lowerBound + 5..<run.upperBound - 5 {
                let fits = piece.count > 0 && abs(track.peak(i) - piece.sum / piece.count) < 60
                if !fits || isKey[i] {
                    end(i)
                    piece = (i, 0, 0)
                }
                if !isKey[i] { piece = (piece.start, piece.sum + track.peak(i), piece.count + 1) }
            }
            end(run.upperBound - 5)
        }
        return bursts
    }

    /// Three rising tones in a row, each about a third of a second.
    private static func information(_ bursts: inout [Burst]) -> [NamedSound] {
        var found: [NamedSound] = []
        var i = 0
        while i + 2 < bursts.count {
            let three = bursts[i...i + 2]
            let isRising = zip(three, [950, 1400, 1800] as [Float]).allSatisfy { burst, frequency in
                abs(burst.frequency - frequency) < 0.05 * frequency && (20...45).contains(burst.frames.count)
            }
            if isRising, three[i + 2].frames.upperBound - three[i].frames.lowerBound < 130 {
                let frames = three[i].frames.lowerBound..<three[i + 2].frames.upperBound
                found.append(NamedSound(kind: .information, span: TimeSpan(frames: frames)))
                bursts.removeSubrange(i...i + 2)
            } else {
                i += 1
            }
        }
        return found
    }

    /// Sequences of at least two bursts in a known cadence.
    private static func cadenced(_ bursts: inout [Burst]) -> [NamedSound] {
        var found: [NamedSound] = []
        var rest: [Burst] = []
        var i = 0
        while i < bursts.count {
            let matches = cadences.map { (cadence: $0, count: length(of: $0, in: bursts[i...])) }
            if let best = matches.max(by: { $0.count < $1.count }), best.count >= 2 {
                let frames = bursts[i].frames.lowerBound..<bursts[i + best.count - 1].frames.upperBound
                let countries = best.cadence.countries
                found.append(
                    NamedSound(
                        kind: best.cadence.kind,
                        span: TimeSpan(frames: frames),
                        detail: countries.isEmpty ? nil : countries
                    )
                )
                i += best.count
            } else {
                rest.append(bursts[i])
                i += 1
            }
        }
        bursts = rest
        return found
    }

    /// How many bursts from the first on follow the cadence; the last may be cut short by the answer.
    private static func length(of cadence: Cadence, in bursts: ArraySlice<Burst>) -> Int {
        var best = 0
        // A recording may begin at any place in the pattern.
        for phase in stride(from: 0, to: cadence.pattern.count, by: 2) {
            var count = 0
            var previous: Range<Int>?
            for (n, burst) in bursts.enumerated() {
                let step = phase + 2 * n
                let on = cadence.pattern[step % cadence.pattern.count]
                guard cadence.band.contains(burst.frequency), burst.frames.count <= on + slack(on) else { break }
                if let previous {
                    let off = cadence.pattern[(step - 1) % cadence.pattern.count]
                    guard abs(burst.frames.lowerBound - previous.upperBound - off) <= slack(off) else { break }
                }
                previous = burst.frames
                count += 1
                if burst.frames.count < on - slack(on) { break }
            }
            best = max(best, count)
        }
        return best
    }

    private static func slack(_ frames: Int) -> Int { max(5, frames * 15 / 100) }

    private static func single(_ burst: Burst) -> NamedSound? {
        let kind: NamedSound.Kind? =
            switch (burst.frequency, burst.frames.count) {
            case (1370...1430, 4...70): .beep
            case (2070...2130, 200...): .faxAnswer
            case (340...460, 500...): .dial
            case (_, 100...): .longTone
            default: nil
            }
        return kind.map { NamedSound(kind: $0, span: TimeSpan(frames: burst.frames)) }
    }
}

extension TimeSpan {
    /// A range of frames of 10 ms.
    init(frames: Range<Int>) {
        self.init(start: Milliseconds(frames.lowerBound * 10), end: Milliseconds(frames.upperBound * 10))
    }
}
