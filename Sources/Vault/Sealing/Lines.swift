/// Text cut into lines.
enum Lines {
    /// Where the lines of `text` are, without their LF or CRLF; nothing follows a last line end.
    static func ranges(in text: Span<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for index in text.indices where text[index] == UInt8(ascii: "\n") {
            let end = index > start && text[index - 1] == UInt8(ascii: "\r") ? index - 1 : index
            ranges.append(start..<end)
            start = index + 1
        }
        if start < text.count { ranges.append(start..<text.count) }
        return ranges
    }
}
