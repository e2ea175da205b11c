/// The lines of a file, one after the other, in pieces of 256 KiB.
struct LineReader: ~Copyable {
    private var file: File
    private var buffer: [UInt8] = []
    private var position = 0
    /// Bytes after the last line end: a line that a crash cut short.
    private(set) var tornBytes = 0

    init(_ file: consuming File) { self.file = file }

    /// The next whole line without its end; nil at the end of the file.
    ///
    /// A longer line than allowed comes cut, and fails to parse.
    mutating func next() throws(VaultError) -> [UInt8]? {
        while true {
            if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { position = end + 1 }
                return Array(buffer[position..<end])
            }
            guard buffer.count - position <= AuditLine.maximumLength else {
                defer { position = buffer.count }
                return Array(buffer[position...])
            }
            buffer.removeFirst(position)
            position = 0
            if try file.read(into: &buffer, upTo: 262_144) == 0 {
                tornBytes = buffer.count
                return nil
            }
        }
    }
}
