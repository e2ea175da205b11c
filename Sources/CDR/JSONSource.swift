import Calls
import Foundation

/// Reads a file of JSON objects, each of which is one row.
struct JSONSource<Record: Decodable & ContactRecord>: RowSource {
    private let file: CDRFile
    private let settings: CDRSettings
    private var stream: JSONObjectStream
    private var object: [UInt8]?
    private(set) var line = 0

    init(_ file: CDRFile, settings: CDRSettings) {
        self.file = file
        self.settings = settings
        stream = JSONObjectStream(file)
    }

    mutating func advance() throws(CDRError) -> Bool {
        switch try stream.next() {
        case .end: return false
        case .fault(let line): (object, self.line) = (nil, line)
        case .object(let bytes, let line): (object, self.line) = (bytes, line)
        }
        return true
    }

    mutating func rewind() { stream.rewind() }

    mutating func row() -> RowResult {
        guard let object else { return .fault(.notAnObject) }
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = Record.keys
            let record = try decoder.decode(Record.self, from: Data(object))
            guard let row = try record.row(file.source(line: line), settings) else { return .nothing }
            let isLossy = String(validating: object, as: UTF8.self) == nil
            return .row(.contact(row), isLossy: isLossy)
        } catch let fault as RowFault {
            return .fault(fault)
        } catch DecodingError.keyNotFound(let key, let context) {
            return .fault(.field(Self.path(context.codingPath + [key])))
        } catch DecodingError.valueNotFound(_, let context), DecodingError.typeMismatch(_, let context) {
            return .fault(.field(Self.path(context.codingPath)))
        } catch {
            return .fault(.notAnObject)
        }
    }

    /// Names of fields that we ask for only: a key that the file made up is never printed.
    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { key in key.intValue.map(String.init) ?? key.stringValue }.joined(separator: ".")
    }
}

/// A switch's own form of one contact or one part of it.
protocol ContactRecord {
    /// How the switch writes names that are ours in lower camel case.
    static var keys: JSONDecoder.KeyDecodingStrategy { get }
    /// Nil for a record that says nothing about a call.
    func row(_ source: SourceLine, _ settings: CDRSettings) throws(RowFault) -> ContactRow?
}

/// A key of a JSON object.
struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// Text, or a number or truth value written as one; nil for anything else.
struct JSONText: Decodable {
    var text: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else if let number = try? container.decode(Int.self) {
            text = "\(number)"
        } else if let number = try? container.decode(Double.self) {
            text = "\(number)"
        } else if let flag = try? container.decode(Bool.self) {
            text = flag ? "true" : "false"
        }
    }
}

extension String {
    /// An instant in ISO 8601 with an offset or `Z`.
    func instant(_ field: String) throws(RowFault) -> UTCTime {
        guard case .utc(let time) = TimeFormat.iso8601.read(Array(utf8)[...]), time.isPlausible else {
            throw .notATime(field, TimeFormat.iso8601.description)
        }
        return time
    }
}
