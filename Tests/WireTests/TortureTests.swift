import Testbench
import Testing
import Wire

extension [UserAgentAction] {
    /// The outcome that these actions of one message amount to; nil where they are none of the three.
    var outcome: TortureCase.Outcome? {
        let count = count - refusals.count
        if isEmpty { return .silence }
        if statuses == [100], invitation != nil, count == 2 { return .invited }
        return count == 1 ? statuses.first.map { .answer($0) } : nil
    }
}

@Suite(.enabled(if: TortureCase.isPresent, "skipped: ../shared is not here"))
struct `RFC 4475 torture messages` {
    @Test func `are all 49 here`() throws {
        let files = try TortureCase.files
        #expect(Set(files) == Set(TortureCase.all.map { "\($0.name).dat" }))
        #expect(TortureCase.all.count == 49)
    }

    @Test(arguments: TortureCase.all)
    func `get the right answer in a datagram`(_ torture: TortureCase) throws {
        var server = UserAgentServer.repeatable()
        let actions = server.receive(try torture.bytes, on: Caller.udp, at: .zero)
        #expect([actions.outcome] == torture.datagram)
    }

    @Test(arguments: TortureCase.all)
    func `get the right answer on a stream, octet by octet`(_ torture: TortureCase) throws {
        var server = UserAgentServer.repeatable()
        var framer = SIPStreamFramer()
        var outcomes: [TortureCase.Outcome?] = []
        for byte in try torture.bytes {
            framer.append(CollectionOfOne(byte))
            switch framer.next() {
            case .message(let message), .broken(let message):
                outcomes.append(server.receive(message, on: Caller.tcp, at: .zero).outcome)
            case .ping: Issue.record("a ping in a message")
            case nil: break
            }
        }
        #expect(outcomes == torture.stream)
    }

    @Test(arguments: TortureCase.all)
    func `are cut the same whatever the size of the pieces`(_ torture: TortureCase) throws {
        let bytes = try torture.bytes
        let whole = Self.frames(bytes, pieces: bytes.count)
        #expect(Self.frames(bytes, pieces: 1) == whole)
        #expect(Self.frames(bytes, pieces: 7) == whole)
    }

    private static func frames(_ bytes: [UInt8], pieces size: Int) -> [SIPStreamFramer.Frame] {
        var framer = SIPStreamFramer()
        var frames: [SIPStreamFramer.Frame] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            framer.append(bytes[start..<min(start + size, bytes.count)])
            while let frame = framer.next() { frames.append(frame) }
        }
        return frames
    }
}
