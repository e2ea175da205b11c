/// Writes structures in Thrift's compact protocol, as far as a Parquet file needs it.
///
/// https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
struct Thrift {
    private(set) var bytes: [UInt8] = []
    private var lastField: [Int] = [0]

    private enum Kind: UInt8 { case i32 = 5, i64 = 6, binary = 8, list = 9, structure = 12 }

    mutating func i32(_ field: Int, _ value: Int) {
        header(field, .i32)
        varint(zigzag(value))
    }

    mutating func i64(_ field: Int, _ value: Int) {
        header(field, .i64)
        varint(zigzag(value))
    }

    mutating func string(_ field: Int, _ text: String) {
        header(field, .binary)
        append(text)
    }

    mutating func structure(_ field: Int, _ write: (inout Thrift) -> Void) {
        header(field, .structure)
        fields(write)
    }

    mutating func structures<Element>(_ field: Int, _ list: [Element], _ write: (Element, inout Thrift) -> Void) {
        listHeader(field, .structure, list.count)
        for element in list { fields { write(element, &$0) } }
    }

    mutating func integers(_ field: Int, _ list: [Int]) {
        listHeader(field, .i32, list.count)
        for value in list { varint(zigzag(value)) }
    }

    mutating func strings(_ field: Int, _ list: [String]) {
        listHeader(field, .binary, list.count)
        for text in list { append(text) }
    }

    /// The fields of a structure and its end.
    mutating func fields(_ write: (inout Thrift) -> Void) {
        lastField.append(0)
        write(&self)
        lastField.removeLast()
        bytes.append(0)
    }

    private mutating func header(_ field: Int, _ kind: Kind) {
        let step = field - (lastField.last ?? 0)
        // Fields are written in order and lie close together, so the short form does.
        precondition((1...15).contains(step))
        bytes.append(UInt8(step) << 4 | kind.rawValue)
        lastField[lastField.count - 1] = field
    }

    private mutating func listHeader(_ field: Int, _ kind: Kind, _ count: Int) {
        header(field, .list)
        if count < 15 {
            bytes.append(UInt8(count) << 4 | kind.rawValue)
        } else {
            bytes.append(0xF0 | kind.rawValue)
            varint(UInt64(count))
        }
    }

    private mutating func append(_ text: String) {
        varint(UInt64(text.utf8.count))
        bytes += text.utf8
    }

    private func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value << 1 ^ value >> 63)) }

    private mutating func varint(_ value: UInt64) { bytes.append(varint: value) }
}

extension [UInt8] {
    /// Seven bits a byte, the lowest first.
    mutating func append(varint value: UInt64) {
        var rest = value
        while rest > 0x7F {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
