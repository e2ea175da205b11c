/// How many records each call has, and the rows of those calls that are not complete yet.
///
/// Calls are numbered as they are met, so that the second reading looks nothing up but by number.
struct RowTally {
    /// The number of a call; a record may have none.
    struct CallNumber {
        let value: UInt32

        fileprivate static let none = UInt32.max

        var isNone: Bool { value == Self.none }
    }

    /// Of each file, in order of reading, the number of each record's call.
    private var numbers: [[UInt32]] = []
    private var totals: [UInt32] = []
    private var seen: [UInt32] = []
    private var open: [UInt32: CallRows] = [:]
    /// In how many parts the calls have to be read so that few enough rows are held at a time.
    private(set) var parts = 1

    init() {}

    /// `files` holds of each file, in order of reading, the hash of each record's call; 0 for a record of none.
    init(_ files: [[UInt64]], mostOpenRows: Int) {
        var known: [UInt64: UInt32] = [:]
        for groups in files {
            numbers.append(groups.map { $0 == 0 ? CallNumber.none : number($0, &known) })
        }
        seen = Array(repeating: 0, count: totals.count)
        parts = (peak() - 1) / max(1, mostOpenRows) + 1
    }

    /// Counts a record of a call and gives the call's number.
    private mutating func number(_ group: UInt64, _ known: inout [UInt64: UInt32]) -> UInt32 {
        let next = UInt32(totals.count)
        let number = Self.value(of: &known[group, default: next])
        if number == next { totals.append(0) }
        totals[Int(number)] += 1
        return number
    }

    /// One look-up, which enters what is missing, where a test and an insertion would be two.
    private static func value(of slot: inout UInt32) -> UInt32 { slot }

    /// The most rows that are open at a time where all calls are read at once.
    private mutating func peak() -> Int {
        var (held, most) = (0, 1)
        for file in numbers {
            for number in file where number != CallNumber.none {
                let call = Int(number)
                seen[call] += 1
                held += 1
                most = max(most, held)
                guard seen[call] == totals[call] else { continue }
                held -= Int(totals[call])
                seen[call] = 0
            }
        }
        return most
    }

    /// How many calls there are; they are numbered from 0.
    var count: Int { totals.count }

    /// How many records a call has.
    func records(of call: UInt32) -> Int { Int(totals[Int(call)]) }

    /// The call of a record of a file, by the file's place in the order of reading.
    ///
    /// None for a record that was not there when the file was read first: somebody is writing to it.
    func call(file: Int, record: Int) -> CallNumber {
        CallNumber(value: record < numbers[file].count ? numbers[file][record] : CallNumber.none)
    }

    /// Forgets what a reading that was given up left open.
    mutating func forgetOpen() {
        open = [:]
        seen = Array(repeating: 0, count: totals.count)
    }

    /// True where a record is read in a part; a record of no call is in the first.
    func isIn(_ part: Int, _ call: CallNumber) -> Bool {
        parts == 1 || (call.isNone ? part == 0 : Int(call.value) % parts == part)
    }

    /// Takes a record of a call, nil for one that could not be used; hands back the call's rows when it was the last.
    mutating func take(_ row: consuming CDRRow?, of number: CallNumber) -> CallRows? {
        guard !number.isNone else { return nil }
        let call = Int(number.value)
        if totals[call] == 1 {
            guard let row else { return nil }
            var rows = CallRows()
            rows.append(row)
            return rows
        }
        seen[call] += 1
        if let row = consume row { open[number.value, default: CallRows()].append(row) }
        guard seen[call] == totals[call] else { return nil }
        seen[call] = 0
        return open.removeValue(forKey: number.value)
    }
}
