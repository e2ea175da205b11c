internal import Calls

extension SpeechEngine {
    /// Times the words of a block by forced alignment; what cannot be aligned keeps its times.
    ///
    /// First all at once, since the times that Whisper has for them may be seconds off, or else sentence by sentence.
    func aligned(_ words: [Word], in block: SpeechBlock) -> [Word] {
        if let aligned = align(words, in: block, block.span) { return aligned }
        var aligned: [Word] = []
        var index = 0
        while index < words.count {
            let end = words.endOfSentence(from: index)
            let sentence = Array(words[index..<end])
            let margin = Milliseconds(300)
            let earliest = max(aligned.last?.span.end ?? block.span.start, sentence[0].span.start - margin)
            let latest =
                end < words.count
                ? max(sentence[sentence.count - 1].span.end + margin, words[end].span.start) : block.span.end
            aligned += align(sentence, in: block, TimeSpan(start: earliest, end: latest)) ?? sentence
            index = end
        }
        return aligned
    }

    private func align(_ sentence: [Word], in block: SpeechBlock, _ span: TimeSpan) -> [Word]? {
        var spoken: [String] = []
        var owners: [Int] = []
        for (index, word) in sentence.enumerated() {
            for part in spokenForms(of: word.text) where knows(part) {
                spoken.append(part)
                owners.append(index)
            }
        }
        let start = block.position(span.start)
        let range = start..<block.position(span.end)
        guard !spoken.isEmpty, range.count > SpeechEngine.rate / 5,
            let found = align(spoken, in: block.samples[range])
        else { return nil }
        var sentence = sentence
        var isFound = [Bool](repeating: false, count: sentence.count)
        for (owner, place) in zip(owners, found) {
            let span = block.time(place.lowerBound + start..<place.upperBound + start)
            if !isFound[owner] { sentence[owner].span.start = span.start }
            sentence[owner].span.end = max(sentence[owner].span.start, span.end)
            isFound[owner] = true
        }
        return sentence.fitted(where: isFound)
    }
}

/// What an aligner's dictionary may know of a word: its letters in lower case, its digits one by one.
func spokenForms(of text: String) -> [String] {
    let digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    var forms: [String] = []
    var letters = ""
    for scalar in text.lowercased().unicodeScalars {
        switch scalar {
        case "a"..."z", "'": letters.unicodeScalars.append(scalar)
        case "\u{2019}": letters += "'"
        default:
            if !letters.isEmpty { forms.append(letters) }
            letters = ""
            if ("0"..."9").contains(scalar) { forms.append(digits[Int(scalar.value - 0x30)]) }
        }
    }
    if !letters.isEmpty { forms.append(letters) }
    return forms
}

extension [Word] {
    /// Behind the last word of the sentence that begins at `start`: at its mark, at a pause, after twelve seconds at most.
    fileprivate func endOfSentence(from start: Int) -> Int {
        var end = start + 1
        while end < count {
            let last = self[end - 1]
            if last.text.last.map({ ".?!".contains($0) }) ?? false { break }
            if self[end].span.start - last.span.end >= Milliseconds(800) { break }
            if self[end].span.end - self[start].span.start >= Milliseconds(12_000) { break }
            end += 1
        }
        return end
    }

    /// Puts words that were not found between those that were.
    fileprivate func fitted(where isFound: [Bool]) -> [Word] {
        var words = self
        for index in indices where !isFound[index] {
            let before = index > 0 ? words[index - 1].span.end : nil
            let next = self[index...].indices.dropFirst().first { isFound[$0] }.map { self[$0].span.start }
            var span = words[index].span
            if let before { span.start = Swift.max(span.start, before) }
            if let next { span.start = Swift.min(span.start, next) }
            span.end = Swift.max(span.start, next.map { Swift.min(span.end, $0) } ?? span.end)
            words[index].span = span
        }
        return words
    }
}
