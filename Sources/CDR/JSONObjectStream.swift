/// Finds the JSON objects of a file one after another: on lines of their own, run together, spread over lines or in an array.
struct JSONObjectStream {
    enum Step {
        /// An object's bytes, and the line it begins on.
        case object([UInt8], line: Int)
        /// What begins on `line` is no object, or a longer one than `mostBytes`.
        case fault(line: Int)
        case end
    }

    static let mostBytes = 4 << 20
    private static let window = 1 << 20

    private let file: CDRFile
    private var bytes: [UInt8] = []
    private var offset = 0
    private var loaded = 0
    private var line = 1

    init(_ file: CDRFile) { self.file = file }

    mutating func rewind() { self = JSONObjectStream(file) }

    mutating func next() throws(CDRError) -> Step {
        while let byte = try peek() {
            switch byte {
            case .lineFeed:
                line += 1
                offset += 1
            case 0x20, 0x09, .carriageReturn, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), 0xEF, 0xBB, 0xBF:
                offset += 1
            case UInt8(ascii: "{"): return try object()
            default: return try skipLine()
            }
        }
        return .end
    }

    private mutating func object() throws(CDRError) -> Step {
        let first = line
        var object: [UInt8] = []
        var depth = 0
        var isInString = false
        var isEscaped = false
        while let byte = try peek() {
            guard object.count < Self.mostBytes else { break }
            object.append(byte)
            offset += 1
            if byte == .lineFeed { line += 1 }
            if isEscaped {
                isEscaped = false
            } else if isInString {
                isEscaped = byte == UInt8(ascii: "\\")
                isInString = byte != .quote
            } else if byte == .quote {
                isInString = true
            } else if byte == UInt8(ascii: "{") {
                depth += 1
            } else if byte == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return .object(object, line: first) }
            }
        }
        _ = try skipLine()
        return .fault(line: first)
    }

    private mutating func skipLine() throws(CDRError) -> Step {
        let first = line
        while let byte = try peek(), byte != .lineFeed { offset += 1 }
        return .fault(line: first)
    }

    private mutating func peek() throws(CDRError) -> UInt8? {
        if offset == bytes.count {
            guard loaded < file.size else { return nil }
            bytes = [UInt8](try file.bytes(loaded..<loaded + Self.window))
            loaded += bytes.count
            offset = 0
            guard !bytes.isEmpty else { return nil }
        }
        return bytes[offset]
    }
}
