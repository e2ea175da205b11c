/// The columns of a CSV file by the names in its header.
struct HeaderColumns: Hashable, Sendable {
    private var places: [String: Int] = [:]
    let count: Int

    init(_ record: CSVRecord, in bytes: [UInt8]) {
        count = record.count
        for index in 0..<record.count {
            let name = Self.folded(record.text(index, in: bytes))
            if places[name] == nil { places[name] = index }
        }
    }

    init(names: [String]) {
        count = names.count
        for (index, name) in names.enumerated() { places[Self.folded(name)] = places[Self.folded(name)] ?? index }
    }

    /// The first column of that name, whatever its case and the spaces around it.
    subscript(name: String) -> Int? { places[Self.folded(name)] }

    private static func folded(_ name: String) -> String {
        name.trimming(where: \.isWhitespace).lowercased()
    }
}
