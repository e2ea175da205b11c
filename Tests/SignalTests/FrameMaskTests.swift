import Testbench
import Testing

@testable import Signal

@Suite struct `Frame decisions` {
    private func mask(_ picture: String) -> FrameMask { FrameMask(picture.map { $0 == "#" }) }

    /// Runs of random lengths, many of which begin or end with a word of 64.
    private func decisions(_ count: Int, seed: UInt64 = 5) -> [Bool] {
        var random = SplitMix64(seed: seed + UInt64(count))
        var values: [Bool] = []
        while values.count < count {
            let length = [1, 2, 7, 64 - values.count % 64, 130][Int(random.next() % 5)]
            values += repeatElement(random.next() % 2 == 0, count: length)
        }
        return Array(values.prefix(count))
    }

    private static let counts = [0, 1, 2, 63, 64, 65, 127, 128, 129, 1000]

    @Test func `are smoothed by filling first and dropping then`() {
        let smooth = mask(".##..##......#......").smoothed(filling: 2, dropping: 3)
        #expect(smooth == mask(".######............."))
    }

    @Test func `keep silence at both ends and grow no further than the recording`() {
        #expect(mask("#....#").dilated(by: 2) == mask("######"))
        #expect(mask("..#").smoothed(filling: 5, dropping: 0) == mask("..#"))
        #expect(Array(mask("##..#").runs()) == [0..<2, 4..<5])
    }

    @Test func `lose what is unwanted at their ends, and only there`() {
        let unwanted = mask("#.#.##..#.#####")
        #expect(mask("##.###.####.###").trimmed { unwanted[$0] } == mask(".#.#...###....."))
        #expect(mask("####").trimmed { _ in false } == mask("####"))
    }

    @Test func `grow into long gaps between them alone`() {
        #expect(mask("...#....#...#...").dilated(by: 1, intoGapsOf: 4) == mask("...##..##...#..."))
        #expect(mask("#..#").dilated(by: 2, intoGapsOf: 1) == mask("#..#"))
    }

    @Test(arguments: counts) func `are kept one by one`(_ count: Int) {
        let values = decisions(count)
        var mask = FrameMask(repeating: false, count: count)
        for (frame, value) in values.enumerated() { mask[frame] = value }
        #expect(Array(mask) == values)
        #expect(mask == FrameMask(values))
        for frame in values.indices where values[frame] { mask[frame] = false }
        #expect(mask == FrameMask(repeating: false, count: count))
        #expect(FrameMask(repeating: true, count: count) == FrameMask(repeatElement(true, count: count)))
        #expect(mask.count == count)
    }

    @Test(arguments: counts) func `are found and counted as one by one`(_ count: Int) {
        let values = decisions(count)
        let mask = FrameMask(values)
        #expect(mask.runs().flatMap(Array.init) == values.indices.filter { values[$0] })
        #expect(zip(mask.runs(), mask.runs().dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        for start in [0, 1, 62, 63, 64, 65, 126, 999] where start <= count {
            #expect(mask.count(in: start..<count) == values[start...].count { $0 })
            #expect(mask.count(in: 0..<start) == values[..<start].count { $0 })
            for value in [true, false] {
                #expect(mask.first(value, from: start) == values[start...].firstIndex(of: value) ?? count)
            }
        }
    }

    @Test(arguments: counts) func `of a range change together, and no others`(_ count: Int) {
        for start in [0, 1, 63, 64, 70, 128] where start <= count {
            for end in [start, start + 1, 64, 65, 127, 128, count] where start <= end && end <= count {
                for value in [true, false] {
                    var (values, mask) = (decisions(count), FrameMask(decisions(count)))
                    values.replaceSubrange(start..<end, with: repeatElement(value, count: end - start))
                    mask.fill(start..<end, with: value)
                    #expect(mask == FrameMask(values))
                }
            }
        }
    }

    @Test(arguments: counts) func `of two masks are joined and cut out`(_ count: Int) {
        let (one, other) = (decisions(count), decisions(count, seed: 77))
        let (mask, cut) = (FrameMask(one), FrameMask(other))
        #expect(mask.union(cut) == FrameMask(zip(one, other).map { $0 || $1 }))
        #expect(mask.subtracting(cut) == FrameMask(zip(one, other).map { $0 && !$1 }))
    }

    @Test(arguments: counts) func `grow by what lies around them`(_ count: Int) {
        let values = decisions(count)
        let grown = values.indices.map { frame in
            values[max(frame - 3, 0)...min(frame + 3, count - 1)].contains(true)
        }
        #expect(FrameMask(values).dilated(by: 3) == FrameMask(grown))
    }
}
