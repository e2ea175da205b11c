import Foundation

/// A JSON document to look numbers up in.
///
/// `JSONSerialization` on Linux reads some numbers a unit in the last place too high or too low; `JSONDecoder` does not.
indirect enum JSONTree: Decodable {
    case number(Double)
    case array([JSONTree])
    case object([String: JSONTree])
    case other

    static func read(_ bytes: [UInt8]) throws -> JSONTree { try JSONDecoder().decode(JSONTree.self, from: Data(bytes)) }

    init(from decoder: any Decoder) throws {
        if let object = try? [String: JSONTree](from: decoder) {
            self = .object(object)
        } else if let array = try? [JSONTree](from: decoder) {
            self = .array(array)
        } else if let number = try? decoder.singleValueContainer().decode(Double.self) {
            self = .number(number)
        } else {
            self = .other
        }
    }

    /// The number at a place such as `by_agent.3.aht_s`.
    func number(at place: String) -> Double? {
        var tree = self
        for step in place.split(separator: ".").map(String.init) {
            switch tree {
            case .object(let members):
                guard let member = members[step] else { return nil }
                tree = member
            case .array(let elements):
                guard let index = Int(step), elements.indices.contains(index) else { return nil }
                tree = elements[index]
            case .number, .other: return nil
            }
        }
        guard case .number(let number) = tree else { return nil }
        return number
    }
}
