import Testbench
import Testing

@testable import Signal

@Suite struct `What slides over a list` {
    private static let widths = [1, 3, 5, 21, 51, 401]

    private func values(_ count: Int) -> [Float] {
        var random = SplitMix64(seed: UInt64(count))
        // Equal ones among them.
        return (0..<count).map { _ in (random.sample() * 50).rounded() / 10 }
    }

    /// The values around each, as far as they are there.
    private func around(_ values: [Float], _ width: Int) -> [ArraySlice<Float>] {
        values.indices.map { values[max($0 - width / 2, 0)...min($0 + width / 2, values.count - 1)] }
    }

    @Test(arguments: [0, 1, 2, 7, 8, 9, 50, 333, 1000]) func `knows highest, lowest and mean`(_ count: Int) {
        let values = values(count)
        for width in Self.widths {
            let around = around(values, width)
            #expect(movingMaximum(values, width: width) == around.map { $0.max() ?? 0 })
            #expect(movingMinimum(values, width: width) == around.map { $0.min() ?? 0 })
            let means = around.map { Float($0.reduce(0) { $0 + Double($1) } / Double($0.count)) }
            #expect(zip(movingAverage(values, width: width), means).allSatisfy { abs($0 - $1) < 1e-6 })
            #expect(movingAverage(values, width: width).count == count)
        }
    }

    @Test func `finds the percentile that counting finds`() {
        var random = SplitMix64(seed: 8)
        for count in [1, 2, 10, 400] {
            let levels = (0..<count).map { _ in Int16(random.sample() * 6000) - 6000 }
            var counts = LevelCounts()
            for level in levels + [0, 0] { counts.count(level, by: 1) }
            for level in [0, 0] as [Int16] { counts.count(level, by: -1) }
            let tenths = levels.map { Float($0 / 10) / 10 }.sorted()
            for percent in [1, 50, 90, 97, 100] {
                let rank = (count * percent + 99) / 100
                #expect(counts.percentile(percent) == tenths[max(rank, 1) - 1])
            }
        }
        #expect(LevelCounts().percentile(50) == nil)
    }

    @Test(arguments: [-120, -61.3, -61.295, -20, -0.01, 0, 0.004, 7.77] as [Float])
    func `knows from which hundredth on a level is higher`(_ level: Float) {
        let lowest = FrameTrack.lowestLevel(above: level)
        #expect(Float(lowest) / 100 > level)
        #expect(Float(lowest - 1) / 100 <= level)
    }

    @Test func `sums at several lags as one after the other`() {
        var random = SplitMix64(seed: 9)
        let heard = (0..<300).map { _ in -20 + 10 * random.sample() }
        let own = (0..<304).map { _ in -38 + 10 * random.sample() }
        var lagged = LaggedSums()
        for i in heard.indices { lagged.add(heard[i], own.span.four(from: i)) }
        for lag in 0..<LaggedSums.lags {
            var sums = PairSums()
            for i in heard.indices where own[i + lag] < heard[i] - 15 {
                sums.add(Double(heard[i]), Double(own[i + lag]))
            }
            #expect(sums.count > 100 && sums.count < 300)
            #expect(lagged[lag].count == sums.count)
            #expect(lagged[lag].correlation == sums.correlation)
            #expect(lagged[lag].difference == sums.difference)
        }
    }

    @Test func `turns the bands of eight places`() {
        var bands = BandColumns()
        for place in 0..<8 { bands.rows[place] = SIMD16((0..<16).map { Float(100 * place + $0) }) }
        bands.turn()
        for band in 0..<16 { #expect(bands.columns[band] == SIMD8((0..<8).map { Float(100 * $0 + band) })) }
        #expect(bands.mean(2..<5)[7] == 703)
    }
}
