/// Writes an age file as ASCII armor (C2SP age specification), which mail and chat carry: base64 in lines of 64 columns.
package struct ArmorWriter {
    private static let begin = Array("-----BEGIN AGE ENCRYPTED FILE-----\n".utf8)
    private static let end = Array("-----END AGE ENCRYPTED FILE-----\n".utf8)
    /// As many bytes as make a line.
    private static let lineLength = 48

    private var isBegun = false
    /// Less than a line.
    private var pending: [UInt8] = []

    package init() {}

    package mutating func write(_ bytes: Span<UInt8>, into sink: (Span<UInt8>) throws -> Void) throws {
        var text = isBegun ? [] : Self.begin
        isBegun = true
        text.reserveCapacity(text.count + (pending.count + bytes.count) / 3 * 4 + bytes.count / 32 + 64)
        for index in bytes.indices {
            pending.append(bytes[index])
            if pending.count == Self.lineLength { appendLine(to: &text) }
        }
        try sink(text.span)
    }

    /// Writes what is left and the last mark; nothing may be written after it.
    package mutating func finish(into sink: (Span<UInt8>) throws -> Void) throws {
        var text = isBegun ? [] : Self.begin
        if !pending.isEmpty { appendLine(to: &text) }
        text += Self.end
        try sink(text.span)
    }

    private mutating func appendLine(to text: inout [UInt8]) {
        text += Base64.encodePadded(pending).utf8
        text.append(UInt8(ascii: "\n"))
        pending.removeAll(keepingCapacity: true)
    }
}
