internal import StrictYAML

extension YAMLValue {
    /// One value, or a list of some.
    func list<T>(_ read: (YAMLValue) throws(YAMLError) -> T) throws(YAMLError) -> [T] {
        guard isSequence else { return [try read(self)] }
        var values: [T] = []
        for value in try bounded(500, "entries") { values.append(try read(value)) }
        return values
    }

    /// The items of a list that holds 1 to `maximum`.
    func bounded(_ maximum: Int, _ what: String) throws(YAMLError) -> [YAMLValue] {
        let values = try sequence()
        guard !values.isEmpty else { throw error("an empty list") }
        guard values.count <= maximum else { throw error("more than \(maximum) \(what)") }
        return values
    }

    /// A name that is safe in a file name and in a table: `a-z 0-9 - .`, 1 to 64 of them.
    func identifier() throws(YAMLError) -> String {
        let text = try string()
        let isSafe = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || "0123456789-.".utf8.contains(byte)
        }
        guard isSafe, (1...64).contains(text.utf8.count) else {
            throw error("expected a name", hint: "use lower-case letters, digits, '-' and '.', at most 64")
        }
        return text
    }

    /// A BCP 47 language tag, by its letters only.
    func languageTag() throws(YAMLError) -> String {
        let text = try string()
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isTag = parts.allSatisfy { part in
            (1...8).contains(part.utf8.count)
                && part.unicodeScalars.allSatisfy {
                    $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                }
        }
        guard isTag, let first = parts.first, first.utf8.count >= 2 else {
            throw error("expected a language", hint: "write it like en, zh or zh-CN")
        }
        return text
    }

    /// `YYYY-MM-DD`.
    func date() throws(YAMLError) -> String {
        let text = try string()
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false)
        guard numbers.map(\.utf8.count) == [4, 2, 2], numbers.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let month = Int(numbers[1]), let day = Int(numbers[2]), (1...12).contains(month), (1...31).contains(day)
        else { throw error("expected a date", hint: "write it like 2026-11-20") }
        return text
    }

    /// `HH:MM` on a clock of 24 hours, in minutes from midnight.
    func minutesOfDay() throws(YAMLError) -> Int {
        let parts = try string().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [2, 2], let hours = Int(parts[0]), let minutes = Int(parts[1]),
            (0...23).contains(hours), (0...59).contains(minutes)
        else { throw error("expected a time of day", hint: "write it like 08:00, in quotes") }
        return hours * 60 + minutes
    }
}
