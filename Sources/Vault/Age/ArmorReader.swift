/// The bytes inside ASCII armor (C2SP age specification, strict PEM): base64 in lines of 64 columns, the last shorter.
///
/// Space before and behind the armor is allowed, nothing else is.
struct ArmorReader<Source: ByteSource & ~Copyable>: ByteSource, ~Copyable {
    private static var begin: String { "-----BEGIN AGE ENCRYPTED FILE-----" }
    private static var end: String { "-----END AGE ENCRYPTED FILE-----" }
    /// How much space may surround the armor.
    private static var maximumSpace: Int { 1024 }

    private enum State { case before, inside, shortLineSeen, done }

    private var source: Source
    private var text: [UInt8] = []
    private var position = 0
    private var decoded: [UInt8] = []
    private var state = State.before
    private var line = 0

    init(_ source: consuming Source) { self.source = source }

    mutating func read(into buffer: inout [UInt8], upTo count: Int) throws(VaultError) -> Int {
        while decoded.count < count, state != .done { try step() }
        let taken = min(count, decoded.count)
        buffer += decoded[..<taken]
        decoded.removeFirst(taken)
        return taken
    }

    private mutating func step() throws(VaultError) {
        if state == .before {
            try skipSpace()
            guard try nextLine().elementsEqual(Self.begin.utf8) else { throw .armor(line: line) }
            state = .inside
            return
        }
        let columns = try nextLine()
        if columns.elementsEqual(Self.end.utf8) {
            try finish()
        } else {
            guard state == .inside, (1...64).contains(columns.count),
                let bytes = Base64.decodePadded(Array(columns).span)
            else { throw .armor(line: line) }
            decoded += bytes
            if columns.count < 64 || columns.last == UInt8(ascii: "=") { state = .shortLineSeen }
        }
    }

    /// The next line without LF or CRLF; the last one may lack its end.
    private mutating func nextLine() throws(VaultError) -> [UInt8] {
        line += 1
        while true {
            if let end = text[position...].firstIndex(of: UInt8(ascii: "\n")) {
                var columns = Array(text[position..<end])
                if columns.last == UInt8(ascii: "\r") { columns.removeLast() }
                position = end + 1
                return columns
            }
            guard text.count - position <= 128 else { throw .armor(line: line) }
            if try !refill() {
                defer { position = text.count }
                return Array(text[position...])
            }
        }
    }

    private mutating func skipSpace() throws(VaultError) {
        var skipped = 0
        while true {
            while position < text.count, Self.isSpace(text[position]) {
                if text[position] == UInt8(ascii: "\n") { line += 1 }
                position += 1
                skipped += 1
                guard skipped <= Self.maximumSpace else { throw .armor(line: line) }
            }
            guard position == text.count, try refill() else { return }
        }
    }

    private mutating func finish() throws(VaultError) {
        line += 1
        try skipSpace()
        guard position == text.count else { throw .armor(line: line) }
        state = .done
    }

    /// False at the end of the source.
    private mutating func refill() throws(VaultError) -> Bool {
        text.removeFirst(position)
        position = 0
        return try source.read(into: &text, upTo: 65536) > 0
    }

    /// Whether armor can begin with `byte`, as the bare format cannot.
    static func canBegin(with byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || isSpace(byte) }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (9...13).contains(byte)
    }
}
