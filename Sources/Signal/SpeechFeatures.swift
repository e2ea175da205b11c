internal import Glibc

/// What is heard around each frame, as `SpeechScore` weighs it: a list of numbers for every frame of a piece of a track.
///
/// All are relative, to the noise or to the speaker's own loud speech, so that the gain of a recording changes none.
struct SpeechFeatures {
    /// What is known of the whole track before its frames are looked at.
    struct Context {
        var track: FrameTrack
        var noise: NoiseModel
        /// Level of the speaker's loud speech, in dB.
        var loud: Float
        /// What the level's excess over the noise, as a mean over 250 ms, reaches in the loudest hundredth, in dB.
        var prominence: Float
        /// Frames in which peak and level hold still for 60 ms.
        var still: FrameMask
        /// Frames in which a note is held for 100 ms, and for 200 ms.
        var held: FrameMask
        var heldLong: FrameMask
    }

    static let count = 48
    /// Frames that the widest of them reaches to either side, with what it is made from.
    static let reach = 264

    /// `count` lists, one after the other, of as many numbers as there are frames.
    private(set) var values: [Float] = []
    private let context: Context
    private let frames: Range<Int>

    init(of context: Context, in frames: Range<Int>) {
        self.context = context
        self.frames = frames
        values.reserveCapacity(Self.count * frames.count)
        let (distance, height, low, middle, high) = bands()
        let track = context.track
        let excess = frames.map { min(max(track.level($0) - context.noise.estimate($0).level, -10), 40) }
        let level = frames.map { min(max(track.level($0) - context.loud, -60), 10) }
        let (excesses, levels) = (MovingAverages(of: excess), MovingAverages(of: level))
        let voicing = frames.map(track.harmonicity)
        let distances = MovingAverages(of: distance)
        let odds = distances(width: 5).map { tanh($0 / 2 - 1) }
        add(distances(width: 3), at: [-6, -3, 0, 3, 6])
        add(levels(width: 3), at: [-6, -3, 0, 3, 6])
        addExcess(excesses, odds: odds, height: height)
        let voicings = MovingAverages(of: voicing)
        addVoicing(voicings)
        let level5 = levels(width: 5)
        addLevel(levels, level5)
        let oddsAround = MovingAverages(of: odds)
        add(oddsAround(width: 401))
        add(oddsAround(width: 101))
        addSurroundings(excesses)
        for band in [low, middle, high] { add(movingAverage(band, width: 3)) }
        add(movingAverage(frames.map(track.tonality), width: 5))
        addStillness()
        add(movingMaximum(level5, width: 101))
        add(zip(level5, movingMinimum(level5, width: 201)).map(-))
        let brevity = max(0, 1 - Float(track.count) / 3000)
        add(.init(repeating: brevity, count: frames.count))
        add(excesses(width: 301).map { min(max($0, -5), 30) })
        addHeldNotes(voicing, voicings)
        assert(values.count == Self.count * frames.count)
    }

    private mutating func add(_ list: [Float]) { values += list }

    /// What a list holds so many frames before or after; beyond its ends, what it holds there.
    private mutating func add(_ list: [Float], at offsets: [Int]) {
        guard let (first, last) = list.first.flatMap({ first in list.last.map { (first, $0) } }) else { return }
        for offset in offsets {
            values += repeatElement(first, count: min(max(-offset, 0), list.count))
            values += list[min(max(offset, 0), list.count)..<max(min(list.count + offset, list.count), 0)]
            values += repeatElement(last, count: min(max(offset, 0), list.count))
        }
    }

    private mutating func addExcess(_ excesses: MovingAverages, odds: [Float], height: [Float]) {
        let excess5 = excesses(width: 5)
        add(excess5)
        add(odds)
        add(movingMaximum(excess5, width: 51))
        let heights = MovingAverages(of: height)
        for width in [11, 25, 61] { add(heights(width: width)) }
    }

    private mutating func addVoicing(_ voicings: MovingAverages) {
        add(voicings(width: 3), at: [0, -6, 6])
        let voicing9 = voicings(width: 9)
        for width in [21, 51] { add(movingMaximum(voicing9, width: width)) }
        add(voicings(width: 101))
    }

    private mutating func addLevel(_ levels: MovingAverages, _ level5: [Float]) {
        for width in [11, 25, 61] { add(levels(width: width)) }
        add(zip(level5, movingMinimum(level5, width: 61)).map(-))
        for width in [31, 401] { add(zip(level5, movingMaximum(level5, width: width)).map(-)) }
    }

    /// How the room sounds and how far the speaker stands out of it.
    private mutating func addSurroundings(_ excesses: MovingAverages) {
        let noise = context.noise
        add(frames.map { noise.estimate($0).babble })
        let contrast = tanh((context.loud - noise.medianLevel - 28) / 10)
        add(.init(repeating: contrast, count: frames.count))
        let prominence = max(context.prominence, 3)
        add(excesses(width: 25).map { min(max($0 / prominence, -0.2), 1.2) })
    }

    private mutating func addStillness() {
        let still: [Float] = frames.map { context.still[$0] ? 1 : 0 }
        let stillness = MovingAverages(of: still)
        for width in [13, 41] { add(stillness(width: width)) }
    }

    private mutating func addHeldNotes(_ voicing: [Float], _ voicings: MovingAverages) {
        let held = MovingAverages(of: frames.map { context.held[$0] ? 1 : 0 })
        let heldLong: [Float] = frames.map { context.heldLong[$0] ? 1 : 0 }
        for width in [101, 401] { add(held(width: width).map { $0.squareRoot() }) }
        add(movingAverage(heldLong, width: 401).map { $0.squareRoot() })
        let mean = voicings(width: 401)
        let squares = movingAverage(voicing.map { $0 * $0 }, width: 401)
        add(zip(squares, mean).map { max($0 - $1 * $1, 0).squareRoot() })
        add(mean)
    }

    /// How far the six strongest bands of each frame stand out of the noise, in standard deviations, from -3 to 15, and in
    /// dB, from -5 to 30; and how far the low, middle and high bands do in the mean, from -3 to 12 standard deviations.
    private func bands() -> (distance: [Float], height: [Float], low: [Float], middle: [Float], high: [Float]) {
        let per = FrameTrack.framesPerBands
        let places = frames.lowerBound / per..<(frames.upperBound + per - 1) / per
        let nothing = [Float](repeating: 0, count: (places.count + 7) / 8 * 8 * per)
        var (distance, height, low, middle, high) = (nothing, nothing, nothing, nothing, nothing)
        var (decibels, deviations) = (BandColumns(), BandColumns())
        for start in stride(from: 0, to: places.count, by: 8) {
            for lane in 0..<min(8, places.count - start) {
                let place = places.lowerBound + start + lane
                let noise = context.noise.place(place * per)
                let above = floats(context.track.bands[place]) - context.noise.estimates[noise].mean
                decibels.rows[lane] = above
                deviations.rows[lane] = above * context.noise.estimates[noise].precision
            }
            decibels.turn()
            deviations.turn()
            distance.set(TopSix.means(deviations.columns), in: -3...15, from: start * per)
            height.set(TopSix.means(decibels.columns) / 2, in: -5...30, from: start * per)
            low.set(deviations.mean(0..<5), in: -3...12, from: start * per)
            middle.set(deviations.mean(5..<10), in: -3...12, from: start * per)
            high.set(deviations.mean(10..<16), in: -3...12, from: start * per)
        }
        let wanted = frames.lowerBound - places.lowerBound * per..<frames.upperBound - places.lowerBound * per
        return (
            Array(distance[wanted]), Array(height[wanted]), Array(low[wanted]), Array(middle[wanted]),
            Array(high[wanted])
        )
    }
}

extension [Float] {
    /// Replaces sixteen numbers by eight, two times each, kept within limits.
    fileprivate mutating func set(_ eight: SIMD8<Float>, in limits: ClosedRange<Float>, from index: Int) {
        let least = eight.replacing(with: limits.lowerBound, where: eight .< limits.lowerBound)
        let within = least.replacing(with: limits.upperBound, where: least .> limits.upperBound)
        let twice = SIMD16(even: within, odd: within)
        var room = mutableSpan
        room.set(twice.lowHalf, from: index)
        room.set(twice.highHalf, from: index + 8)
    }
}
