package import Foundation
import Masking

/// Adds `"valid"` to JSON lines `{"type","value"}`.
package struct NumberValidator {
    private let today: Int
    private var rest: [UInt8] = []
    private var line = 0

    private struct Row: Decodable {
        var type: String
        var value: String
    }

    /// - Parameter now: no birth date lies after it.
    package init(now: Date) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let day = calendar.dateComponents([.year, .month, .day], from: now)
        today = (day.year ?? 2099) * 10_000 + (day.month ?? 12) * 100 + (day.day ?? 31)
    }

    package mutating func feed(_ bytes: [UInt8], to sink: ([UInt8]) throws -> Void) throws {
        rest += bytes
        var output: [UInt8] = []
        var start = rest.startIndex
        while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
            output += try checked(rest[start..<end])
            start = end + 1
        }
        rest.removeSubrange(..<start)
        guard rest.count <= LineFilter.longestLine else {
            throw MaskingError.lineTooLong(line: line + 1, limit: LineFilter.longestLine)
        }
        if !output.isEmpty { try sink(output) }
    }

    package mutating func finish(to sink: ([UInt8]) throws -> Void) throws {
        guard !rest.isEmpty else { return }
        try sink(try checked(rest[...]))
    }

    private mutating func checked(_ bytes: ArraySlice<UInt8>) throws -> [UInt8] {
        line += 1
        let blanks = " \t\r".utf8
        var row = bytes
        while let last = row.last, blanks.contains(last) { row.removeLast() }
        guard row.contains(where: { !blanks.contains($0) }) else { return [] }
        guard row.last == UInt8(ascii: "}"), let number = try? JSONDecoder().decode(Row.self, from: Data(row)) else {
            throw MaskingError.malformed(line: line, byte: 1, expected: #"an object with "type" and "value""#)
        }
        let valid = IdentityNumber.isValid(number.type, number.value, today: today).map { "\($0)" } ?? "null"
        return row.dropLast() + ",\"valid\":\(valid)}\n".utf8
    }
}
