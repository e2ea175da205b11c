/// A probability that Amazon writes as text in one format and as a number in the other.
struct Confidence: Decodable {
    /// 0 to 1.
    var value: Double

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let written = try? container.decode(String.self)
        let number = try written.map { Double($0) ?? .nan } ?? container.decode(Double.self)
        guard number.isFinite else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a probability")
        }
        value = min(max(number, 0), 1)
    }
}
