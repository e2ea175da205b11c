internal import Calls

extension [Word] {
    /// Whether words are said over and over again, as Whisper does where it lost its way: up to 16 of them, at least four
    /// times and for at least twelve words.
    ///
    /// People who read out a number do that, too: it only means that the sound is heard once more, in smaller pieces.
    var isLoop: Bool {
        let texts = map { $0.text.lowercased() }
        return (1...16).contains { period in
            var repeated = 0
            return texts.indices.dropFirst(period).contains { index in
                repeated = texts[index] == texts[index - period] ? repeated + 1 : 0
                return repeated + period >= Swift.max(12, 4 * period)
            }
        }
    }
}
