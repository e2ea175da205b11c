import Foundation

/// Text for spreadsheets that take a file without a byte order mark for the coding of mainland China.
enum GB18030 {
    /// `text`, which is UTF-8, in GB 18030, which has a place for every character of Unicode; nil where this machine has
    /// no such coding.
    static func encode(_ text: [UInt8]) -> [UInt8]? {
        guard let converter = unsafe iconv_open("GB18030", "UTF-8"), unsafe converter != iconv_t(bitPattern: -1) else {
            return nil
        }
        defer { unsafe iconv_close(converter) }
        var source = text.map { CChar(bitPattern: $0) }
        // Four bytes for a character of at least one.
        let coded = unsafe [UInt8](unsafeUninitializedCapacity: max(4, 4 * text.count)) { target, count in
            let isWhole = unsafe source.withUnsafeMutableBufferPointer { source in
                var from = source.baseAddress
                var left = source.count
                return unsafe target.withMemoryRebound(to: CChar.self) { target in
                    var to = target.baseAddress
                    var room = target.count
                    let failed = unsafe iconv(converter, &from, &left, &to, &room) == .max
                    count = target.count - room
                    return !failed && left == 0
                }
            }
            if !isWhole { count = 0 }
        }
        return coded.isEmpty && !text.isEmpty ? nil : coded
    }
}
