internal import Calls
internal import Foundation

/// Takes the noise off the end of words before a pause: in noise an aligner lets the last sound go on into it.
///
/// The sound is whitened by first differences and measured in frames of 10 ms against the level of what is not speech.
struct EndTrimming {
    private let block: SpeechBlock
    /// dB for each frame.
    private let levels: [Double]
    private let floor: Double

    private static let frame = SpeechEngine.rate / 100

    init(_ block: SpeechBlock, speech: [TimeSpan]) {
        self.block = block
        levels = stride(from: 0, to: block.samples.count - Self.frame, by: Self.frame).map { start in
            var energy = 1.0
            for index in max(1, start)..<start + Self.frame {
                let difference = Double(block.samples[index]) - Double(block.samples[index - 1])
                energy += difference * difference
            }
            return 10 * log10(energy / Double(Self.frame))
        }
        var isSpeech = [Bool](repeating: false, count: levels.count)
        for span in speech {
            let range = block.position(span.start) / Self.frame..<block.position(span.end) / Self.frame
            for index in range.clamped(to: isSpeech.indices) { isSpeech[index] = true }
        }
        let quiet = zip(levels, isSpeech).filter { !$1 }.map(\.0).sorted()
        floor = quiet.isEmpty ? -Double.infinity : quiet[quiet.count / 2]
    }

    func trimmed(_ words: [Word]) -> [Word] {
        words.indices.map { index in
            var word = words[index]
            let gap = index + 1 < words.count ? words[index + 1].span.start - word.span.end : Milliseconds(1000)
            if gap >= Milliseconds(50) { word.span.end = end(of: word.span) }
            return word
        }
    }

    /// Behind the last frame that stands out, which is not before the middle of the word, by as long as its last sound
    /// fades under the noise; not behind the aligner's end.
    private func end(of span: TimeSpan) -> Milliseconds {
        let first = block.position(span.start + Milliseconds(span.length.count / 2)) / Self.frame
        var last = min(levels.count, block.position(span.end) / Self.frame) - 1
        while last > first, levels[last] < floor + Self.margin { last -= 1 }
        let end = block.time(0..<(last + 1) * Self.frame).end
        return min(span.end, max(span.start, end + fading(behind: last)))
    }

    /// How long a sound goes on that has sunk into the noise at a frame.
    private func fading(behind last: Int) -> Milliseconds {
        let loudest = levels[max(0, last - 100)..<max(0, last + 1)].max() ?? floor
        let left = Self.depth - (loudest - floor - Self.margin)
        return Milliseconds(Int(min(max(0, left / Self.rate), Self.longestFading) * 1000))
    }

    /// How far speech stands out, in dB.
    private static let margin = 4.0
    /// The end of a phrase is so many dB softer than the loudest of its last second, and gets softer by so many in one: as
    /// measured on 80 prompts at the telephone, whose ends it puts 42 ms off in noise of 12 dB (median).
    private static let depth = 38.0
    private static let rate = 120.0
    /// In seconds.
    private static let longestFading = 0.3
}
