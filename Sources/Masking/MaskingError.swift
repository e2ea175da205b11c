/// What is wrong with lines to be masked; the content of a line never enters an error.
package enum MaskingError: Error, Equatable, Sendable {
    /// Not the JSON that is expected there; line and byte are counted from 1.
    case malformed(line: Int, byte: Int, expected: String)
    case missingField(line: Int, name: String)
    case lineTooLong(line: Int, limit: Int)
}
