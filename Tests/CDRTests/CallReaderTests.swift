import CDR
import Calls
import Foundation
import Synchronization
import Testbench
import Testing

/// Reading files in two passes must come out as putting all rows together at once.
@Suite struct `Reading many files` {
    static func calls(_ files: [CDRFile], mostOpenRows: Int) throws -> (calls: [Call], reader: CallReader) {
        var reader = CallReader(files, settings: CDRSettings(), mostOpenRows: mostOpenRows)
        var calls: [Call] = []
        try reader.forEachCall { calls.append($0) }
        return (calls.sorted { ($0.start, $0.id) < ($1.start, $1.id) }, reader)
    }

    @Test(arguments: 0..<24) func `comes out the same however rows lie in files`(seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let data = try Data(contentsOf: root.appending(path: "fixtures/cdr/Master.csv"))
        let whole = CDRFile(name: "Master.csv", sha256: "aa", bytes: Array(data))
        let surveys = file("call,csat\n1772413200.3,4\nnobody,3\nast-1772413320.5,2\n", hash: "cc")
        var records = try whole.read(CDRSettings()).records
        records += try surveys.read(CDRSettings()).records
        let recorded = try Self.recorded()
        for file in recorded { records += try file.read(CDRSettings()).records }
        let expected = assemble(records, settings: CDRSettings())
        // One record spans two lines; the fixture's records have no line of their own to be told by otherwise.
        var lines = String(decoding: data, as: UTF8.self).replacing("\r\n", with: "\n").split(separator: "\n\"\"")
            .map { $0.hasPrefix("\"\"") ? String($0) : "\"\"" + $0 }
        lines.shuffle(using: &generator)
        var parts: [[String]] = [[], [], []]
        for line in lines { parts[Int.random(in: 0..<3, using: &generator)].append(line) }
        let files = parts.filter { !$0.isEmpty }.map { file($0.joined(separator: "\n") + "\n", hash: "aa") }
        let (calls, reader) = try Self.calls(
            (files + recorded + [surveys]).shuffled(using: &generator),
            mostOpenRows: 1 + seed
        )
        func unsourced(_ call: Call) -> Call {
            var call = call
            call.sources = []
            return call
        }
        #expect(calls.map(unsourced) == expected.calls.map(unsourced))
        #expect(reader.unclaimedSurveys.map(\.call) == ["nobody"])
        #expect(reader.files.reduce(0) { $0 + $1.rejected } == 2)
        #expect(reader.files.reduce(0) { $0 + $1.rows } == 47)
    }

    @Test func `names for every call the file and the line`() throws {
        let data = try Data(contentsOf: root.appending(path: "fixtures/cdr/Master.csv"))
        let whole = CDRFile(name: "Master.csv", sha256: "aa", bytes: Array(data))
        let expected = assemble(try whole.read(CDRSettings()).records, settings: CDRSettings()).calls
        #expect(try Self.calls([whole], mostOpenRows: 100).calls == expected)
        #expect(try Self.calls([whole], mostOpenRows: 3).calls == expected)
    }

    @Test(arguments: 0..<6)
    func `reads any of the calls again, and says no more of the files than before`(seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let data = try Data(contentsOf: root.appending(path: "fixtures/cdr/Master.csv"))
        let whole = CDRFile(name: "Master.csv", sha256: "aa", bytes: Array(data))
        var reader = CallReader([whole] + (try Self.recorded()), settings: CDRSettings(), mostOpenRows: 1 + seed)
        var calls: [CallPlace: Call] = [:]
        try reader.forEachCall { call, place in calls[try #require(place)] = call }
        let told = reader.files.map { [$0.rows, $0.rejected, $0.rejections.count] }
        for _ in 0..<4 {
            let places = calls.keys.filter { _ in Bool.random(using: &generator) }
            var again: [CallPlace: Call] = [:]
            try reader.forEachCall(at: places) { call, place in again[place] = call }
            #expect(again == calls.filter { places.contains($0.key) })
        }
        #expect(reader.files.map { [$0.rows, $0.rejected, $0.rejections.count] } == told)
    }

    /// A recording of a call of the fixture's, two more of the same, and one that no switch speaks of.
    static func recordings() throws -> [(id: String, bytes: [UInt8])] {
        let switchCall = "1772413200.3"
        return try [("rec-1", switchCall), ("rec-2", switchCall), ("rec-3", switchCall), ("rec-4", nil)].map {
            ($0, try `The recorder's CDR`.bytes(`The recorder's CDR`.cdr($0, switchCall: $1)))
        }
    }

    static func recorded() throws -> [CDRFile] {
        try recordings().map { CDRFile(name: "\($0.id).cdr.json", sha256: $0.id, bytes: $0.bytes) }
    }

    @Test func `tells of a recorder's CDR that went away between two readings, and reads the others`() throws {
        let gone = Mutex(false)
        let files = try Self.recordings().map { id, bytes in
            CDRFile(name: "\(id).cdr.json", sha256: id, size: bytes.count) { range in
                gone.withLock { $0 } && id == "rec-4" ? nil : Data(bytes[range])
            }
        }
        var reader = CallReader(files + [file(Row().text)], settings: CDRSettings())
        gone.withLock { $0 = true }
        var calls: [String] = []
        try reader.forEachCall { calls.append($0.id.description) }
        #expect(calls.sorted() == ["ast-1772413200.1", "rec-1", "rec-2", "rec-3"])
        #expect(reader.files.map(\.error) == [nil, nil, nil, .unreadable, nil])
    }

    @Test func `refuses one file and reads the others`() throws {
        let (calls, reader) = try Self.calls([file("x,y\n1,2\n"), file(""), file(Row().text)], mostOpenRows: 9)
        #expect(calls.count == 1)
        #expect(reader.files.map(\.error) == [.unrecognised, .empty, nil])
    }

    /// A line of 3 megabytes without an end is one rejection, and what follows it is read.
    @Test func `goes on behind a line that no window holds`() throws {
        let long = String(repeating: "x", count: 3 << 20)
        let rows = (0..<12_000).map { n in
            Row(uniqueid: "1772413200.\(n)", linkedid: "1772413200.\(n)", sequence: "\(n)").text
        }
        let text = rows[0] + long + "\n" + rows.dropFirst().joined()
        let (calls, reader) = try Self.calls([file(text)], mostOpenRows: 1000)
        #expect(calls.count == 12_000)
        #expect(reader.files.map(\.rejections.count) == [1])
        #expect(reader.files[0].rejections.map(\.line) == [2])
        #expect(Set(calls.flatMap(\.sources).map(\.line)).count == 12_000)
    }

    /// Files are read in pieces of a quarter of a megabyte, which end within records, line breaks and faults.
    @Test func `reads what lies in two pieces`() throws {
        var text = ""
        var line = 1
        var faults: [Int] = []
        for n in 0..<9000 {
            let breaks = String(repeating: "\n", count: n % 3)
            text += Row(lastdata: breaks, uniqueid: "1772413200.\(n)", linkedid: "1772413200.\(n)").text
            line += 1 + n % 3
            guard n % 5 == 0 else { continue }
            text += "\"" + String(repeating: "x", count: n % 300) + "\n"
            faults.append(line)
            line += 1
        }
        let (calls, reader) = try Self.calls([file(text)], mostOpenRows: 1000)
        #expect(calls.count == 9000)
        #expect(reader.files[0].rejections.map(\.line) == faults)
    }
}
