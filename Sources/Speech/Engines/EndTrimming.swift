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

    /// The last frame that stands out, not before the middle of the word.
    private func end(of span: TimeSpan) -> Milliseconds {
        let first = block.position(span.start + Milliseconds(span.length.count / 2)) / Self.frame
        var last = min(levels.count, block.position(span.end) / Self.frame) - 1
        while last > first, levels[last] < floor + Self.margin { last -= 1 }
        let end = block.time(0..<(last + 2) * Self.frame).end
        return min(span.end, max(span.start, end))
    }

    /// How far speech stands out, in dB.
    private static let margin = 4.0
}
