import CDR
import Calls
import Testbench
import Testing

@Suite struct `Ids of calls` {
    struct Case: Sendable, CustomTestStringConvertible {
        var key: String
        var id: String
        var testDescription: String { id }
    }

    static let cases = [
        Case(key: "1706369600.6", id: "acd-1706369600.6"),
        Case(key: "a/b", id: "acd-a_b-720687917bdb6b94"),
        Case(key: String(repeating: "k", count: 60), id: "acd-" + String(repeating: "k", count: 60)),
        Case(
            key: String(repeating: "k", count: 80),
            id: "acd-" + String(repeating: "k", count: 42) + "-e29312bde6925a56"
        ),
    ]

    @Test(arguments: cases) func `are the switch's key, made safe`(_ example: Case) {
        #expect(CallID(prefix: "acd-", key: example.key).description == example.id)
    }

    @Test(arguments: ["", ".", "..", "../../etc/passwd", "\u{0}", "通话", "a_b"]) func `differ where keys differ`(
        _ key: String
    ) {
        let id = CallID(prefix: "", key: key)
        #expect(CallID(id.description) == id)
        #expect(id != CallID(prefix: "", key: key + "/"))
        #expect(id != CallID(prefix: "", key: key + "_"))
    }
}

@Suite struct `Any bytes at all` {
    @Test(arguments: 0..<300) func `are read or refused, never a crash`(seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let seeds = [
            Array(Row().text.utf8) + Array(Row(sequence: "2").text.utf8),
            Array("uniqueid,csat,nps\n1,5,9\n2,4,\n".utf8),
            try `The recorder's CDR`.bytes(try `Keyed surveys`.recorder("4#9#")),
            Array("id,begin\n1,2026-03-02 09:00:00\n".utf8),
        ]
        var bytes = seeds[seed % seeds.count]
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(contentsOf: bytes[0..<index], at: index)
            default: bytes[index] = Array("0123456789,;\"\n/.-#<>{}[]".utf8).randomElement(using: &generator) ?? 0
            }
            if bytes.isEmpty { break }
        }
        let mapping = try `Mapped CSV`.mapping(columns: [.call: "id", .start: "begin"])
        let settings = CDRSettings(mappings: [mapping])
        do throws(CDRError) {
            let reading = try CDRFile(name: "x", sha256: "00", bytes: bytes).read(settings)
            let calls = assemble(reading.records, settings: settings).calls
            #expect(Set(calls.map(\.id)).count == calls.count)
        } catch {
            #expect(!error.reason.isEmpty && !error.mend.isEmpty)
        }
    }
}
